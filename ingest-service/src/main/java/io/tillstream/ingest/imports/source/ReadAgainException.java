package io.tillstream.ingest.imports.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Something far into the file proved a guess from its beginning wrong. Reading has to start over with what is known now; nothing was published yet.
 *
 * <p>Either the encoding is another one, or the dates begin with the day.
 */
public final class ReadAgainException extends IOException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String encoding;

    private ReadAgainException(String message, @Nullable String encoding) {
        super(message);
        this.encoding = encoding;
    }

    /** The file is not UTF-8, but this. */
    static ReadAgainException inEncoding(String encoding) {
        return new ReadAgainException("the file is not UTF-8", encoding);
    }

    /** Dates were taken for month/day, but one has a first number above 12. */
    public static ReadAgainException withDayFirst() {
        return new ReadAgainException("dates begin with the day", null);
    }

    /** The encoding to use, or null when the reason is the order of day and month. */
    public @Nullable String encoding() {
        return encoding;
    }
}
