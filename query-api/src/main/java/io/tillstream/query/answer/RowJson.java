package io.tillstream.query.answer;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tillstream.query.table.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rows by way of the JSON that all answers are written in, so that names, amounts and masks are the same in every format. */
@ApplicationScoped
public class RowJson {

    private final ObjectMapper mapper;
    private final ObjectReader exact;
    private final Map<Class<?>, Columns> known = new ConcurrentHashMap<>();

    RowJson(ObjectMapper mapper) {
        this.mapper = mapper;
        this.exact = mapper.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    ObjectMapper mapper() {
        return mapper;
    }

    /** The columns of a type of rows. */
    public Columns columns(Class<?> type) {
        return known.computeIfAbsent(type, rows -> Columns.of(mapper, rows));
    }

    /** A row as a tree, amounts exact. */
    JsonNode tree(Object row) {
        try {
            return exact.readTree(mapper.writeValueAsBytes(row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows as trees. */
    public List<JsonNode> trees(List<?> rows) {
        return rows.stream().map(this::tree).toList();
    }
}
