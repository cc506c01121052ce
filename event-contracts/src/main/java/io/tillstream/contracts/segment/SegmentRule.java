package io.tillstream.contracts.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tillstream.contracts.output.CustomerProfile;
import java.time.Instant;
import java.util.List;

/**
 * Who belongs to a custom segment. In JSON one of {@code {"all": […]}}, {@code {"any": […]}}, {@code {"not": {…}}} and
 * {@code {"field": "net", "operator": ">=", "value": 100}}; bounded in depth and size.
 *
 * <p>A comparison with a field that is not known does not hold, whatever the operator, {@link Operator#MISSING} apart. {@code not} turns the answer
 * around, so that "not more than 5 orders" holds for those of whom it is not known.
 */
@JsonSerialize(using = SegmentRuleJson.Writer.class)
@JsonDeserialize(using = SegmentRuleJson.Reader.class)
public sealed interface SegmentRule {

    /** Levels of a rule. */
    int MAX_DEPTH = 8;

    /** Comparisons in a rule. */
    int MAX_COMPARISONS = 100;

    /** Values of one {@link Operator#IN}. */
    int MAX_VALUES = 200;

    /** Characters of a text to compare with. */
    int MAX_TEXT = 200;

    /** Whether it holds for a customer. */
    boolean matches(CustomerProfile profile);

    /**
     * Reads a rule.
     *
     * @throws InvalidRuleException naming the part that is wrong, from {@code rule} on
     */
    static SegmentRule of(JsonNode json) throws InvalidRuleException {
        return new SegmentRuleReader().read(json);
    }

    /** All of several rules hold. */
    record All(List<SegmentRule> rules) implements SegmentRule {
        public All {
            rules = List.copyOf(rules);
        }

        @Override
        public boolean matches(CustomerProfile profile) {
            for (SegmentRule rule : rules) {
                if (!rule.matches(profile)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** At least one of several rules holds. */
    record Any(List<SegmentRule> rules) implements SegmentRule {
        public Any {
            rules = List.copyOf(rules);
        }

        @Override
        public boolean matches(CustomerProfile profile) {
            for (SegmentRule rule : rules) {
                if (rule.matches(profile)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A rule does not hold. */
    record Not(SegmentRule rule) implements SegmentRule {
        @Override
        public boolean matches(CustomerProfile profile) {
            return !rule.matches(profile);
        }
    }

    /**
     * A field held against values.
     *
     * @param field which
     * @param operator one of those of the field's kind
     * @param values {@link Double} for numbers and money in currency units, {@link Instant} for times, else {@link String}: one, several for
     *     {@link Operator#IN}, none for {@link Operator#EXISTS} and {@link Operator#MISSING}
     */
    record Compare(ProfileField field, Operator operator, List<Object> values) implements SegmentRule {
        public Compare {
            values = List.copyOf(values);
        }

        @Override
        public boolean matches(CustomerProfile profile) {
            return switch (field.kind()) {
                case NUMBER, MONEY, TIME -> matches(field.number(profile));
                case TEXT -> matchesText(profile);
                case TEXTS -> matchesTexts(profile);
            };
        }

        private boolean matches(double known) {
            if (Double.isNaN(known) || !operator.takesValue()) {
                return operator == (Double.isNaN(known) ? Operator.MISSING : Operator.EXISTS);
            }
            for (Object value : values) {
                if (operator.holds(known, value instanceof Instant time ? ProfileField.micros(time) : (Double) value)) {
                    return true;
                }
            }
            return false;
        }

        private boolean matchesText(CustomerProfile profile) {
            String known = field.text(profile);
            if (known == null || !operator.takesValue()) {
                return operator == (known == null ? Operator.MISSING : Operator.EXISTS);
            }
            return values.contains(known) == (operator != Operator.NOT_EQUAL);
        }

        private boolean matchesTexts(CustomerProfile profile) {
            List<?> known = field.texts(profile);
            if (!operator.takesValue()) {
                return known.isEmpty() == (operator == Operator.MISSING);
            }
            return known.containsAll(values);
        }
    }
}
