package io.tillstream.ingest.imports.source;

import java.io.IOException;
import java.util.Locale;

/** A file cannot be imported as a whole. The message says what is wrong and what would be right; it never holds the file's content. */
public final class BadFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /** What is wrong with a file; the name in lower case with hyphens is a stable code for programs. */
    public enum Problem {
        EMPTY,
        BINARY,
        UNSUPPORTED_FORMAT,
        TRUNCATED,
        DAMAGED,
        TOO_LARGE,
        CELL_TOO_LARGE,
        FORBIDDEN_XML,
        WRONG_ENCODING,
        WRONG_SHEET,
        WRONG_COLUMNS,
        MOSTLY_UNREADABLE,
        NOT_GROUPED
    }

    public BadFileException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public BadFileException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }

    /** The same as a stable code for programs, for example {@code wrong-columns}. */
    public String code() {
        return problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
