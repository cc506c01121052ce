package io.tillstream.ingest.imports.clean;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a table, and how it would be read.
 *
 * @param kind what its rows are: {@code orders} or {@code events}
 * @param format what the file is
 * @param encoding of a text
 * @param delimiter of a text
 * @param sheet of a workbook
 * @param columns its columns, in their order
 * @param rows the first rows, as they stand
 * @param problem why it could not be imported like that; null when nothing is known that stands in the way
 */
public record TablePreview(
        String kind,
        String format,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String sheet,
        List<Column> columns,
        List<List<String>> rows,
        @Nullable String problem) {

    /**
     * A column.
     *
     * @param name as it stands
     * @param field what it would be taken for; null when for nothing
     */
    public record Column(String name, @Nullable String field) {}
}
