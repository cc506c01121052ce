package io.tillstream.simulator.control;

import org.jspecify.annotations.Nullable;

/** A request that cannot be served, with what the caller needs to know. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String field;

    /**
     * @param field the field that is wrong, or null when it is none
     */
    ProblemException(int status, @Nullable String field, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.field = field;
    }

    static ProblemException wrongField(String field, String detail) {
        return new ProblemException(422, field, field + " " + detail);
    }

    int status() {
        return status;
    }

    @Nullable
    String field() {
        return field;
    }
}
