package io.tillstream.contracts.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.segment.ProfileField.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one rule and refuses what is none. */
final class SegmentRuleReader {

    private static final String FORMS = "a rule is {\"all\": […]}, {\"any\": […]}, {\"not\": {…}}"
            + " or {\"field\": …, \"operator\": …, \"value\": …}";
    private static final Set<String> OF_COMPARISON = Set.of("field", "operator", "value");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private int comparisons;

    SegmentRule read(JsonNode json) throws InvalidRuleException {
        return read(json, "rule", 1);
    }

    private SegmentRule read(@Nullable JsonNode json, String path, int depth) throws InvalidRuleException {
        if (json == null || !json.isObject()) {
            throw new InvalidRuleException(path, FORMS);
        }
        if (depth > SegmentRule.MAX_DEPTH) {
            throw new InvalidRuleException(path, "deeper than " + SegmentRule.MAX_DEPTH + " levels");
        }
        Set<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        if (names.equals(Set.of("all"))) {
            return new SegmentRule.All(several(json.get("all"), path + ".all", depth));
        }
        if (names.equals(Set.of("any"))) {
            return new SegmentRule.Any(several(json.get("any"), path + ".any", depth));
        }
        if (names.equals(Set.of("not"))) {
            return new SegmentRule.Not(read(json.get("not"), path + ".not", depth + 1));
        }
        if (names.contains("field") && OF_COMPARISON.containsAll(names)) {
            return compare(json, path);
        }
        throw new InvalidRuleException(path, FORMS);
    }

    private List<SegmentRule> several(JsonNode json, String path, int depth) throws InvalidRuleException {
        if (!json.isArray() || json.isEmpty()) {
            throw new InvalidRuleException(path, "a list of at least one rule");
        }
        if (json.size() > SegmentRule.MAX_COMPARISONS) {
            throw tooLarge(path);
        }
        List<SegmentRule> rules = new ArrayList<>(json.size());
        for (int i = 0; i < json.size(); i++) {
            rules.add(read(json.get(i), path + "[" + i + "]", depth + 1));
        }
        return rules;
    }

    private SegmentRule compare(JsonNode json, String path) throws InvalidRuleException {
        comparisons++;
        if (comparisons > SegmentRule.MAX_COMPARISONS) {
            throw tooLarge(path);
        }
        ProfileField field = ProfileField.ofPath(json.path("field").asText());
        if (field == null) {
            throw new InvalidRuleException(path + ".field", "not a field of a profile that rules know");
        }
        Set<Operator> possible = field.kind().operators();
        Operator operator = Operator.ofSign(json.path("operator").asText()).orElse(null);
        if (operator == null || !possible.contains(operator)) {
            throw new InvalidRuleException(
                    path + ".operator",
                    "one of " + possible.stream().sorted().map(Operator::sign).collect(Collectors.joining(" "))
                            + " for " + field.path());
        }
        return new SegmentRule.Compare(field, operator, values(field, operator, json.get("value"), path + ".value"));
    }

    private static List<Object> values(ProfileField field, Operator operator, @Nullable JsonNode json, String path)
            throws InvalidRuleException {
        if (!operator.takesValue()) {
            if (json != null) {
                throw new InvalidRuleException(path, "'" + operator.sign() + "' takes no value");
            }
            return List.of();
        }
        if (json == null) {
            throw new InvalidRuleException(path, "missing");
        }
        if (operator != Operator.IN) {
            return List.of(value(field, json, path));
        }
        if (!json.isArray() || json.isEmpty() || json.size() > SegmentRule.MAX_VALUES) {
            throw new InvalidRuleException(path, "a list of 1 to " + SegmentRule.MAX_VALUES + " values");
        }
        List<Object> values = new ArrayList<>(json.size());
        for (int i = 0; i < json.size(); i++) {
            values.add(value(field, json.get(i), path + "[" + i + "]"));
        }
        return values;
    }

    private static Object value(ProfileField field, JsonNode json, String path) throws InvalidRuleException {
        Kind kind = field.kind();
        return switch (kind) {
            case NUMBER, MONEY -> number(json, path);
            case TIME -> time(json, path);
            case TEXT, TEXTS -> text(field, json, path);
        };
    }

    private static Double number(JsonNode json, String path) throws InvalidRuleException {
        if (!json.isNumber() || !Double.isFinite(json.doubleValue())) {
            throw new InvalidRuleException(path, "a number");
        }
        // the sum makes -0.0 the 0.0 it is equal to
        return json.doubleValue() + 0.0;
    }

    private static Instant time(JsonNode json, String path) throws InvalidRuleException {
        try {
            Instant time = OffsetDateTime.parse(json.isTextual() ? json.textValue() : "")
                    .toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new InvalidRuleException(path, "a time such as 2024-01-31T00:00:00Z");
    }

    private static String text(ProfileField field, JsonNode json, String path) throws InvalidRuleException {
        if (!json.isTextual() || json.textValue().length() > SegmentRule.MAX_TEXT) {
            throw new InvalidRuleException(path, "a text of at most " + SegmentRule.MAX_TEXT + " characters");
        }
        if (!field.choices().isEmpty() && !field.choices().contains(json.textValue())) {
            throw new InvalidRuleException(path, "one of " + String.join(", ", field.choices()));
        }
        return json.textValue();
    }

    private static InvalidRuleException tooLarge(String path) {
        return new InvalidRuleException(path, "more than " + SegmentRule.MAX_COMPARISONS + " comparisons in one rule");
    }
}
