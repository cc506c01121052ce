package io.tillstream.ingest.imports.source;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of one table, read in order, never whole in memory. For one thread, except {@link #bytesRead()}. */
public interface RowSource extends Closeable {

    /** The first row: the names of the columns, as they stand. */
    String[] header();

    /**
     * The next row, or null at the end. A cell that is empty or missing is an empty text.
     *
     * @throws BadFileException when the file cannot be read on
     * @throws ReadAgainException when the encoding turned out to be another
     */
    String @Nullable [] next() throws IOException;

    /** The number of the row that {@link #next()} gave last, as an editor or a spreadsheet shows it: the header is usually row 1. */
    long rowNumber();

    /** Bytes of the file read so far, before decompression. */
    long bytesRead();

    /** What was recognised, for the report. */
    SourceTraits traits();
}
