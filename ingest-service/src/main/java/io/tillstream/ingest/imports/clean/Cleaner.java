package io.tillstream.ingest.imports.clean;

import io.tillstream.contracts.money.Micros;
import io.tillstream.ingest.imports.clean.CleaningOptions.Cancellations;
import io.tillstream.ingest.imports.source.BadFileException;
import io.tillstream.ingest.imports.source.BadFileException.Problem;
import io.tillstream.ingest.imports.source.RowSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The first pass over a table: reads every row, removes what the steps of {@link Step} remove, and writes the rest to disk.
 *
 * <p>Memory grows by 27 to 53 bytes per clean row and per order, for finding duplicates and knowing when an order is complete; not with anything else.
 */
final class Cleaner {

    private static final int CHECKED_ROWS = 1_000;
    private static final int PROGRESS_ROWS = 1_024;

    private final RowSource source;
    private final CleaningOptions options;
    private final Columns columns;
    private final DateText dates;
    private final RowParser parser;
    private final boolean cancelledByNumber;
    private final Removals removals = new Removals();
    private final OrderIndex orders = new OrderIndex();
    private final HashIndex seenRows = new HashIndex();
    private final TextHash rowHash = new TextHash();
    private final Fences.Counter quantities = new Fences.Counter();
    private final Fences.Counter prices = new Fences.Counter();
    private long rows;
    private long lines;

    Cleaner(RowSource source, CleaningOptions options, DateText dates) throws BadFileException {
        this.source = source;
        this.options = options;
        this.dates = dates;
        this.columns = Columns.of(source.header(), options.mapping());
        this.parser = new RowParser(columns, new NumberText(source.traits().decimalComma()), dates, options);
        this.cancelledByNumber = options.cancellations() != null || columns.hasInvoices();
    }

    /** Reads the table to its end. */
    CleanTable clean(Path lineFile, Progress progress) throws IOException {
        try (LineFile.Writer writer = new LineFile.Writer(lineFile)) {
            String[] row;
            while ((row = source.next()) != null) {
                rows++;
                take(row, writer);
                checkCounts();
                if (rows % PROGRESS_ROWS == 0) {
                    progress.read(rows, source.bytesRead());
                }
            }
        }
        if (rows < CHECKED_ROWS) {
            checkReadable();
        }
        progress.read(rows, source.bytesRead());
        boolean fences = options.dropOutliers();
        return new CleanTable(
                source.traits(),
                dates.description(),
                notes(),
                rows,
                removals,
                lineFile,
                lines,
                orders,
                fences ? quantities.fences() : null,
                fences ? prices.fences() : null);
    }

    private void take(String[] row, LineFile.Writer writer) throws IOException {
        ParsedRow parsed;
        try {
            parsed = parser.parse(row);
        } catch (RowProblem problem) {
            remove(Step.UNREADABLE, String.valueOf(problem.getMessage()));
            return;
        }
        String customer = parsed.customerId();
        if (customer == null) {
            remove(Step.WITHOUT_CUSTOMER, columns.name(Field.CUSTOMER_ID) + " is empty");
            return;
        }
        boolean cancelled = cancelledByNumber && isCancelled(parsed.orderId());
        if (cancelled) {
            remove(Step.CANCELLED, "order " + parsed.orderId() + " is cancelled");
            if (options.cancellations() != Cancellations.REFUND) {
                return;
            }
        }
        long quantity = cancelled ? -parsed.quantity() : parsed.quantity();
        if (quantity <= 0 || parsed.priceMicros() <= 0) {
            if (!cancelled) {
                Field field = quantity <= 0 ? Field.QUANTITY : Field.PRICE;
                remove(Step.NOT_POSITIVE, columns.name(field) + " is zero or negative");
            }
            return;
        }
        rowHash.of(row);
        if (!seenRows.add(rowHash.high(), rowHash.low())) {
            if (!cancelled) {
                remove(Step.DUPLICATE, "is the same in all columns as a row before");
            }
            return;
        }
        keep(parsed, customer, cancelled, (int) quantity, writer);
    }

    private void keep(ParsedRow parsed, String customer, boolean refund, int quantity, LineFile.Writer writer)
            throws IOException {
        int order = orders.addLine(refund, parsed.orderId(), customer);
        writer.write(new Line(
                source.rowNumber(),
                order,
                refund,
                parsed.timestampMillis(),
                parsed.orderId(),
                customer,
                parsed.productId(),
                parsed.priceMicros(),
                quantity,
                parsed.discountMicros(),
                parsed.title(),
                parsed.category(),
                parsed.brand(),
                parsed.country(),
                parsed.location(),
                parsed.channel()));
        lines++;
        if (options.dropOutliers() && !refund) {
            quantities.add(quantity);
            prices.add(parsed.priceMicros());
        }
    }

    /** A cancelled invoice has the letter C before its number. */
    static boolean isCancelled(String orderId) {
        if (orderId.length() < 2 || (orderId.charAt(0) != 'C' && orderId.charAt(0) != 'c')) {
            return false;
        }
        for (int i = 1; i < orderId.length(); i++) {
            if (orderId.charAt(i) < '0' || orderId.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private void remove(Step step, String reason) {
        removals.add(step, source.rowNumber(), reason);
    }

    private void checkCounts() throws BadFileException {
        if (rows == CHECKED_ROWS) {
            checkReadable();
        }
        if (rows > options.maxRows()) {
            throw new BadFileException(
                    Problem.TOO_LARGE, "the file has more than " + options.maxRows() + " rows; split it into several");
        }
    }

    private void checkReadable() throws BadFileException {
        long unreadable = removals.removed(Step.UNREADABLE);
        if (unreadable * 2 > rows) {
            String delimiter = source.traits().delimiter();
            throw new BadFileException(
                    Problem.MOSTLY_UNREADABLE,
                    unreadable + " of the first " + rows + " rows cannot be read; the first because "
                            + removals.firstReason(Step.UNREADABLE) + ". Likely "
                            + (delimiter == null ? "" : "the delimiter is not " + delimiter + ", or ")
                            + "a column is mapped to the wrong field, or the date format is another");
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (rows == 0) {
            notes.add("The file has a header and no row.");
        }
        if (dates.ambiguous()) {
            notes.add("Every date could begin with the month or with the day; the month was taken. "
                    + "Name date_format=dmy if that is wrong.");
        }
        if (options.dropOutliers() && lines > 0) {
            Fences usual = quantities.fences();
            Fences price = prices.fences();
            notes.add("Outliers: usual are quantities up to " + usual.high() + " and prices up to "
                    + Micros.toDecimal(price.high()).toPlainString() + ".");
        }
        return notes;
    }
}
