package io.tillstream.query.customsegments;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.segment.InvalidRuleException;
import io.tillstream.contracts.segment.SegmentRule;
import io.tillstream.query.request.Problem;
import org.jspecify.annotations.Nullable;

/** Checks what a client sends as a custom segment, naming the field that is wrong. */
final class SegmentDrafts {

    private static final int MAX_NAME = 100;
    private static final int MAX_DESCRIPTION = 1_000;

    private SegmentDrafts() {}

    static CustomSegments.Draft checked(CustomSegmentResource.@Nullable Draft draft) {
        if (draft == null) {
            throw Problem.invalid("$", "an object with name, description and rule");
        }
        String name = draft.name();
        if (name == null || name.isBlank() || name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
            throw Problem.invalid("name", "a text of 1 to " + MAX_NAME + " characters");
        }
        String description = draft.description() == null ? "" : draft.description();
        if (description.length() > MAX_DESCRIPTION || description.indexOf('\0') >= 0) {
            throw Problem.invalid("description", "a text of at most " + MAX_DESCRIPTION + " characters");
        }
        return new CustomSegments.Draft(name.strip(), description.strip(), rule(draft.rule()));
    }

    static SegmentRule rule(@Nullable JsonNode json) {
        if (json == null) {
            throw Problem.invalid("rule", "missing");
        }
        if (json.toString().contains("\\u0000")) {
            throw Problem.invalid("rule", "holds a character that cannot be");
        }
        try {
            return SegmentRule.of(json);
        } catch (InvalidRuleException e) {
            throw Problem.invalid(e.field(), e.reason());
        }
    }
}
