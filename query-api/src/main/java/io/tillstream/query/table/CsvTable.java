package io.tillstream.query.table;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table as CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in front. */
public final class CsvTable implements TableWriter {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final Columns columns;

    /** A table of these columns. */
    public CsvTable(Columns columns) {
        this.columns = columns;
    }

    @Override
    public byte[] start() {
        return written(
                csv -> csv.writeRecord(columns.all().stream().map(Column::name).toList()));
    }

    @Override
    public byte[] rows(List<? extends JsonNode> rows) {
        return written(csv -> rows.forEach(row -> csv.writeRecord(columns.all().stream()
                .map(column -> cell(row.get(column.name())))
                .toList())));
    }

    @Override
    public byte[] end() {
        return new byte[0];
    }

    private interface Lines {
        void write(CsvWriter csv) throws IOException;
    }

    private static byte[] written(Lines lines) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            lines.write(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(JsonNode value) {
        String text = Cells.text(value);
        boolean number = value != null && value.isNumber();
        return !number && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
