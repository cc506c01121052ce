package io.tillstream.ingest.imports.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens files as tables. */
public final class RowSources {

    private RowSources() {}

    /**
     * Opens a file whatever its format.
     *
     * @param encoding the character set of a text; null to recognise it
     * @param sheet the sheet of a workbook; null for the first one that is visible
     * @throws BadFileException when it cannot be read as a table
     */
    public static RowSource open(Path file, @Nullable Charset encoding, @Nullable String sheet, SourceLimits limits)
            throws IOException {
        FileFormat format = FileFormat.of(file);
        try {
            if (format == FileFormat.WORKBOOK) {
                return new WorkbookRows(file, sheet, limits);
            }
            return JsonRows.isJson(file, format, limits)
                    ? new JsonRows(file, format, encoding, limits)
                    : new TextRows(file, format, encoding, limits);
        } catch (IOException e) {
            throw PackedText.explained(e);
        }
    }
}
