package io.tillstream.query.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A table as a workbook: numbers, shares, days and times as such, the header frozen, columns as wide as they need to be. Rows leave as they are written. A text is
 * stored as a text, which no spreadsheet runs; more rows than a sheet holds go on in another sheet. The last sheet says what the table is.
 */
public final class XlsxTable implements TableWriter {

    private static final int MOST_ROWS = 1_048_576;
    private static final int MOST_CHARACTERS = 32_767;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern UNWRITABLE = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    private final String name;
    private final Columns columns;
    private final Map<String, String> about;
    private final int mostRows;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Workbook book = new Workbook(bytes, "Tillstream", "1.0");
    private @Nullable Worksheet sheet;
    private int sheets;
    private int next;

    /**
     * A table.
     *
     * @param name of the sheet
     * @param about what the last sheet says, above what the columns are
     */
    public XlsxTable(String name, Columns columns, Map<String, String> about) {
        this(name, columns, about, MOST_ROWS);
    }

    XlsxTable(String name, Columns columns, Map<String, String> about, int mostRows) {
        this.name = name;
        this.columns = columns;
        this.about = about;
        this.mostRows = mostRows;
    }

    @Override
    public byte[] start() {
        sheet = begin();
        return written();
    }

    @Override
    public byte[] rows(List<? extends JsonNode> rows) {
        try {
            for (JsonNode row : rows) {
                Worksheet into = current();
                if (next == mostRows) {
                    into.finish();
                    into = begin();
                    sheet = into;
                }
                for (int i = 0; i < columns.all().size(); i++) {
                    Column column = columns.all().get(i);
                    write(into, next, i, column, row.get(column.name()));
                }
                next++;
            }
            current().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written();
    }

    @Override
    public byte[] end() {
        try {
            current().finish();
            describe(book.newWorksheet("About"));
            book.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written();
    }

    private Worksheet current() {
        return Objects.requireNonNull(sheet, "not started");
    }

    private Worksheet begin() {
        sheets++;
        Worksheet begun = book.newWorksheet(sheets == 1 ? name : name + " " + sheets);
        begun.freezePane(0, 1);
        for (int i = 0; i < columns.all().size(); i++) {
            Column column = columns.all().get(i);
            begun.width(i, width(column));
            begun.value(0, i, column.name());
            begun.style(0, i).bold().set();
        }
        next = 1;
        return begun;
    }

    private static double width(Column column) {
        int least =
                switch (column.type()) {
                    case TIME -> 19;
                    case TEXT, NESTED -> 18;
                    case AMOUNT -> 14;
                    default -> 11;
                };
        return Math.max(least, column.name().length() + 2);
    }

    private static void write(Worksheet sheet, int row, int at, Column column, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return;
        }
        if (value.isNumber()) {
            sheet.value(row, at, value.decimalValue());
            style(sheet, row, at, column.type());
        } else if (value.isBoolean()) {
            sheet.value(row, at, value.booleanValue());
        } else if (!(value.isTextual() && isTime(sheet, row, at, value.textValue(), column))) {
            String text = UNWRITABLE.matcher(Cells.text(value)).replaceAll("");
            sheet.inlineString(
                    row, at, text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS - 1) + "…" : text);
        }
    }

    private static void style(Worksheet sheet, int row, int at, Column.Type type) {
        switch (type) {
            case AMOUNT -> sheet.style(row, at).format("#,##0.00####").set();
            case RATIO -> sheet.style(row, at).format("0.00%").set();
            default -> {
                // shown as it is
            }
        }
    }

    /** Writes a day or a time as such, if the text is one that a spreadsheet knows. */
    private static boolean isTime(Worksheet sheet, int row, int at, String text, Column column) {
        boolean day = column.type() == Column.Type.DAY
                || (column.type() == Column.Type.TEXT
                        && maybeDay(column.name())
                        && DAY.matcher(text).matches());
        try {
            if (day) {
                LocalDate date = LocalDate.parse(text);
                if (isKnown(date.getYear())) {
                    sheet.value(row, at, date);
                    sheet.style(row, at).format("yyyy-mm-dd").set();
                    return true;
                }
            } else if (column.type() == Column.Type.TIME) {
                LocalDateTime time = LocalDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC);
                if (isKnown(time.getYear())) {
                    sheet.value(row, at, time);
                    sheet.style(row, at).format("yyyy-mm-dd hh:mm:ss").set();
                    return true;
                }
            }
        } catch (DateTimeParseException e) {
            return false;
        }
        return false;
    }

    /** Whether a text column of this name holds days, in tables that may go by days. */
    private static boolean maybeDay(String column) {
        return column.equals("key") || column.equals("value") || column.equals("date") || column.equals("day");
    }

    private static boolean isKnown(int year) {
        return year > FIRST_YEAR && year <= LAST_YEAR;
    }

    private void describe(Worksheet sheet) {
        sheet.width(0, 28);
        sheet.width(1, 60);
        int row = 0;
        for (Map.Entry<String, String> line : about.entrySet()) {
            sheet.inlineString(row, 0, line.getKey());
            sheet.inlineString(row++, 1, UNWRITABLE.matcher(line.getValue()).replaceAll(""));
        }
        row++;
        sheet.inlineString(row, 0, "column");
        sheet.style(row, 0).bold().set();
        sheet.inlineString(row, 1, "measured in");
        sheet.style(row++, 1).bold().set();
        for (Column column : columns.all()) {
            String unit = column.unit();
            sheet.inlineString(row, 0, column.name());
            sheet.inlineString(row++, 1, unit == null ? "" : unit);
        }
    }

    private byte[] written() {
        byte[] piece = bytes.toByteArray();
        bytes.reset();
        return piece;
    }
}
