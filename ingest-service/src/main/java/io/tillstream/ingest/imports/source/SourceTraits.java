package io.tillstream.ingest.imports.source;

import org.jspecify.annotations.Nullable;

/**
 * What was recognised of a file.
 *
 * @param format {@code csv} or {@code ndjson}, both also with {@code .gz} or {@code .xz}, or {@code xlsx}
 * @param encoding name of the character set; null for a workbook
 * @param delimiter what separates the columns; null for a workbook and for JSON
 * @param sheet the sheet that was read; null for text
 */
public record SourceTraits(
        String format,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String sheet) {

    /** Whether a comma in a number is a decimal comma: it is when commas do not separate columns. */
    public boolean decimalComma() {
        return delimiter != null && !delimiter.equals(",");
    }
}
