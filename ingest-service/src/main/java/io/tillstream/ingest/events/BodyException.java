package io.tillstream.ingest.events;

/** A body as a whole cannot be taken. */
final class BodyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;

    BodyException(ProblemKind kind, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
    }

    ProblemKind kind() {
        return kind;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
