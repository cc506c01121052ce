package io.tillstream.ingest.imports.job;

import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.imports.clean.CleaningOptions.Cancellations;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of a file asked for.
 *
 * @param mapping column name to field name
 * @param action what every row is an event of; null when a column says so, or when rows are lines of orders
 * @param dateFormat {@code iso}, {@code mdy}, {@code dmy}, {@code excel} or a pattern; null to recognise it
 * @param encoding character set; null to recognise it
 * @param sheet sheet of a workbook; null for the first visible one
 * @param dropOutliers whether unusual quantities and prices are dropped
 * @param cancellations what becomes of cancelled orders; null for the default
 * @param dryRun whether to clean and report only
 */
public record ImportOptions(
        Map<String, String> mapping,
        @Nullable Action action,
        @Nullable String dateFormat,
        @Nullable Charset encoding,
        @Nullable String sheet,
        boolean dropOutliers,
        @Nullable Cancellations cancellations,
        boolean dryRun) {

    private static final int MAX_MAPPED = 100;
    private static final int MAX_TEXT_CHARS = 256;
    private static final Set<String> DATE_KEYWORDS = Set.of("iso", "mdy", "dmy", "excel");

    /** Nothing special. */
    public static final ImportOptions DEFAULT = new ImportOptions(Map.of(), null, null, null, null, false, null, false);

    /** An option has a value that it cannot have. */
    public static final class InvalidOptionException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String option;

        public InvalidOptionException(String option, String reason) {
            super(option + ": " + reason);
            this.option = option;
        }

        /** The option's name. */
        public String option() {
            return option;
        }
    }

    /**
     * Reads options as a form or JSON gives them; an option that is missing or blank takes its default.
     *
     * @param values option name to its text
     * @param mapping column name to field name
     * @throws InvalidOptionException naming the option and what it may be
     */
    public static ImportOptions of(Map<String, String> values, Map<String, String> mapping)
            throws InvalidOptionException {
        if (mapping.size() > MAX_MAPPED) {
            throw new InvalidOptionException("mapping", "names more than " + MAX_MAPPED + " columns");
        }
        return new ImportOptions(
                Map.copyOf(mapping),
                action(value(values, "action")),
                dateFormat(value(values, "date_format")),
                encoding(value(values, "encoding")),
                value(values, "sheet"),
                outliers(value(values, "outliers")),
                cancellations(value(values, "cancellations")),
                flag("dry_run", value(values, "dry_run")));
    }

    /** The options as {@link #of} reads them. */
    Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        if (action != null) {
            values.put("action", action.wireName());
        }
        if (dateFormat != null) {
            values.put("date_format", dateFormat);
        }
        if (encoding != null) {
            values.put("encoding", encoding.name());
        }
        if (sheet != null) {
            values.put("sheet", sheet);
        }
        if (cancellations != null) {
            values.put("cancellations", cancellations.name());
        }
        values.put("outliers", dropOutliers ? "iqr" : "off");
        values.put("dry_run", Boolean.toString(dryRun));
        return values;
    }

    private static @Nullable String value(Map<String, String> values, String option) throws InvalidOptionException {
        String value = values.get(option);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > MAX_TEXT_CHARS) {
            throw new InvalidOptionException(option, "is longer than " + MAX_TEXT_CHARS + " characters");
        }
        return value.strip();
    }

    private static @Nullable Action action(@Nullable String value) throws InvalidOptionException {
        if (value == null) {
            return null;
        }
        Action action = Action.ofWireName(value.toLowerCase(Locale.ROOT));
        if (action == null) {
            throw new InvalidOptionException(
                    "action",
                    "is none; known are "
                            + Arrays.stream(Action.values())
                                    .map(Action::wireName)
                                    .collect(Collectors.joining(", ")));
        }
        return action;
    }

    private static @Nullable String dateFormat(@Nullable String value) throws InvalidOptionException {
        if (value == null || DATE_KEYWORDS.contains(value.toLowerCase(Locale.ROOT))) {
            return value;
        }
        try {
            // throws when it is no pattern
            new DateTimeFormatterBuilder().appendPattern(value);
            return value;
        } catch (IllegalArgumentException _) {
            throw new InvalidOptionException(
                    "date_format", "is neither iso, mdy, dmy, excel nor a pattern such as d.M.yyyy H:mm");
        }
    }

    private static @Nullable Charset encoding(@Nullable String value) throws InvalidOptionException {
        try {
            return value == null ? null : Charset.forName(value);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            throw new InvalidOptionException("encoding", "is no character set known here; try UTF-8 or windows-1252");
        }
    }

    private static boolean outliers(@Nullable String value) throws InvalidOptionException {
        return switch (value == null ? "off" : value.toLowerCase(Locale.ROOT)) {
            case "off" -> false;
            case "iqr" -> true;
            default -> throw new InvalidOptionException("outliers", "is neither off nor iqr");
        };
    }

    private static @Nullable Cancellations cancellations(@Nullable String value) throws InvalidOptionException {
        return switch (value == null ? "" : value.toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "drop" -> Cancellations.DROP;
            case "refund" -> Cancellations.REFUND;
            default -> throw new InvalidOptionException("cancellations", "is neither drop nor refund");
        };
    }

    private static boolean flag(String option, @Nullable String value) throws InvalidOptionException {
        return switch (value == null ? "false" : value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "on" -> true;
            case "false", "0", "off" -> false;
            default -> throw new InvalidOptionException(option, "is neither true nor false");
        };
    }
}
