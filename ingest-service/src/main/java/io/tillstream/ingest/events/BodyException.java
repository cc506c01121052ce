package io.tillstream.ingest.events;

/** A body as a whole cannot be taken. */
public final class BodyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;

    BodyException(ProblemKind kind, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
    }

    /** The body has not the structure that it should have: 400. */
    public static BodyException unreadable(String detail) {
        return new BodyException(ProblemKind.UNREADABLE_BODY, detail);
    }

    /** The body, or an event of it, is too large: 413. */
    public static BodyException tooLarge(String detail) {
        return new BodyException(ProblemKind.TOO_LARGE, detail);
    }

    /** Nobody known sent it: 401. */
    public static BodyException unknownKey(String detail) {
        return new BodyException(ProblemKind.WRITE_KEY_REFUSED, detail);
    }

    /** Nobody can be known yet: 503. */
    public static BodyException noKeys() {
        return new BodyException(
                ProblemKind.NO_WRITE_KEYS,
                "Put lines name=key into the file that tillstream.ingest.write-keys-file names");
    }

    /** Another method than POST: 405. */
    public static BodyException notPost(String path) {
        return new BodyException(ProblemKind.METHOD_NOT_ALLOWED, "Send events with POST " + path);
    }

    /** An address that there is not: 404. */
    static BodyException nowhere() {
        return new BodyException(
                ProblemKind.NOT_FOUND,
                "Send events to /v1/events, or to the address that another tracker uses; /q/openapi lists all");
    }

    ProblemKind kind() {
        return kind;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
