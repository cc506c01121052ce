package io.tillstream.query.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table as a JSON object per line. */
public final class NdjsonTable implements TableWriter {

    private final ObjectMapper mapper;
    private final @Nullable Columns columns;

    /**
     * A table.
     *
     * @param columns those to write; null for the rows as they are
     */
    public NdjsonTable(ObjectMapper mapper, @Nullable Columns columns) {
        this.mapper = mapper;
        this.columns = columns;
    }

    @Override
    public byte[] start() {
        return new byte[0];
    }

    @Override
    public byte[] rows(List<? extends JsonNode> rows) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try {
            for (JsonNode row : rows) {
                lines.writeBytes(mapper.writeValueAsBytes(columns == null ? row : columns.only(row)));
                lines.write('\n');
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toByteArray();
    }

    @Override
    public byte[] end() {
        return new byte[0];
    }
}
