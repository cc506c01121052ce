package io.tillstream.ingest.imports.clean;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What cleaning did and what is left.
 *
 * @param format how the file is packed: {@code csv}, {@code csv.gz}, {@code csv.xz} or {@code xlsx}
 * @param encoding the character set, null for a workbook
 * @param delimiter what separates columns, null for a workbook
 * @param sheet the sheet that was read, null for text
 * @param dateFormat how dates were read
 * @param notes what a reader should know about the choices made
 * @param rows rows read, without the header
 * @param steps what each step removed, in their order
 * @param lines lines left
 * @param customers different customers in them
 * @param orders orders made of them: one event each
 * @param products different products
 * @param countries different countries
 * @param units sum of quantities
 * @param revenue sum of price × quantity − discount, in units of currency, exactly
 * @param firstAt time of the earliest line, null without lines
 * @param lastAt time of the latest line, null without lines
 * @param refunds refunds made of cancelled orders: one event each
 * @param refundLines lines in them
 * @param refunded their sum, in units of currency, exactly
 * @param events events made, by action
 */
public record CleaningReport(
        String format,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String sheet,
        @Nullable String dateFormat,
        List<String> notes,
        long rows,
        List<StepResult> steps,
        long lines,
        int customers,
        int orders,
        int products,
        int countries,
        long units,
        BigDecimal revenue,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        int refunds,
        long refundLines,
        BigDecimal refunded,
        Map<String, Long> events) {

    /** A report of an earlier version of the program has no counts by action. */
    @SuppressWarnings("ConstantValue") // reading JSON gives null for what is missing
    public CleaningReport {
        events = events == null ? Map.of() : new TreeMap<>(events);
    }

    /**
     * What one step did.
     *
     * @param step its name
     * @param removed rows it removed
     * @param left rows that were left after it
     * @param examples the first rows it removed
     */
    public record StepResult(String step, long removed, long left, List<Example> examples) {}

    /**
     * One removed row.
     *
     * @param row its number as an editor shows it
     * @param reason why it was removed; never a cell's content
     */
    public record Example(long row, String reason) {}
}
