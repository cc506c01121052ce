package io.tillstream.query.metrics;

import io.tillstream.query.request.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what a client sends as a metric, naming the field that is wrong. */
final class MetricDrafts {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,49}");
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_UNIT = 20;
    private static final List<String> FORMATS = List.of("money", "percent", "number");

    private MetricDrafts() {}

    /** A metric as it is to be saved. */
    record Checked(
            String name,
            String title,
            String description,
            String expression,
            Expression parsed,
            String format,
            @Nullable String unit,
            boolean shared) {}

    static Checked checked(MetricResource.@Nullable Draft draft) {
        if (draft == null) {
            throw Problem.invalid("$", "an object with name, expression and format");
        }
        String name = draft.name();
        if (name == null || !NAME.matcher(name).matches()) {
            throw Problem.invalid("name", "1 to 50 of a-z, 0-9 and _, beginning with a letter");
        }
        if (Measure.of(name).isPresent()) {
            throw Problem.invalid("name", "'" + name + "' is a measure of the product");
        }
        String format = draft.format();
        if (format == null || !FORMATS.contains(format)) {
            throw Problem.invalid("format", "one of " + String.join(", ", FORMATS));
        }
        String title = text("title", draft.title(), LONGEST_TITLE);
        String unit = text("unit", draft.unit(), LONGEST_UNIT);
        String expression = draft.expression() == null ? "" : draft.expression();
        return new Checked(
                name,
                title.isEmpty() ? name : title,
                text("description", draft.description(), LONGEST_DESCRIPTION),
                expression.strip(),
                parsed(expression.strip()),
                format,
                unit.isEmpty() ? null : unit,
                !Boolean.FALSE.equals(draft.shared()));
    }

    private static String text(String field, @Nullable String value, int longest) {
        String text = value == null ? "" : value.strip();
        if (text.length() > longest || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw Problem.invalid(field, "a text of at most " + longest + " characters");
        }
        return text;
    }

    private static Expression parsed(String expression) {
        try {
            return ExpressionParser.parse(expression);
        } catch (InvalidExpressionException e) {
            throw invalid(e);
        }
    }

    static Problem invalid(InvalidExpressionException e) {
        return Problem.invalid("expression", String.valueOf(e.getMessage()));
    }
}
