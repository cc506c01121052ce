package io.tillstream.query.table;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Rows as CSV (RFC 4180): a column per property with JSON's names, nested values as JSON. Written piece by piece as the rows come. A text that a
 * spreadsheet would take for a formula gets an apostrophe in front.
 */
@ApplicationScoped
public class CsvTables {

    /** The media type. */
    public static final String CSV = "text/csv";

    private static final int ROWS_PER_PIECE = 500;
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final ObjectMapper mapper;
    private final ObjectReader exact;

    CsvTables(ObjectMapper mapper) {
        this.mapper = mapper;
        this.exact = mapper.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** Pieces of text from rows. */
    public <T> Multi<String> of(Class<T> type, Multi<T> rows) {
        List<String> columns = columns(type);
        AtomicBoolean headed = new AtomicBoolean();
        return rows.group()
                .intoLists()
                .of(ROWS_PER_PIECE)
                .map(some -> text(headed.compareAndSet(false, true), columns, some))
                .onCompletion()
                .ifEmpty()
                .continueWith(() -> List.of(text(true, columns, List.of())));
    }

    /** The same from rows that come at once. */
    public <T> Multi<String> of(Class<T> type, Uni<List<T>> rows) {
        return of(
                type, rows.onItem().transformToMulti(list -> Multi.createFrom().iterable(list)));
    }

    private List<String> columns(Class<?> type) {
        return mapper.getSerializationConfig().introspect(mapper.constructType(type)).findProperties().stream()
                .map(property -> property.getName())
                .toList();
    }

    private <T> String text(boolean withHeader, List<String> columns, List<T> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            if (withHeader) {
                csv.writeRecord(columns);
            }
            for (T row : rows) {
                JsonNode values = exact.readTree(mapper.writeValueAsBytes(row));
                csv.writeRecord(
                        columns.stream().map(column -> cell(values.get(column))).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String cell(JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        String text = value.isTextual() ? value.textValue() : flat(value);
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String flat(JsonNode value) {
        if (value.isArray() && value.size() > 0 && value.get(0).isValueNode()) {
            StringBuilder joined = new StringBuilder();
            for (Iterator<JsonNode> elements = value.elements(); elements.hasNext(); ) {
                joined.append(elements.next().asText()).append(elements.hasNext() ? " " : "");
            }
            return joined.toString();
        }
        return value.toString();
    }
}
