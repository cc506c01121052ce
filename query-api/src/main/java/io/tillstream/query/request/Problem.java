package io.tillstream.query.request;

import org.jspecify.annotations.Nullable;

/** A request that cannot be answered: what the client is told, as RFC 9457 asks. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final @Nullable String parameter;
    private final long waitSeconds;

    private Problem(ProblemCode code, @Nullable String parameter, String detail, long waitSeconds) {
        // no stack trace: an answer, not a fault
        super(detail, null, false, false);
        this.code = code;
        this.parameter = parameter;
        this.waitSeconds = waitSeconds;
    }

    /** 400: the parameter's value is not one that it takes. */
    public static Problem invalid(String parameter, String detail) {
        return new Problem(ProblemCode.INVALID_PARAMETER, parameter, parameter + ": " + detail, 0);
    }

    /** 400: the endpoint does not take this parameter. */
    public static Problem unknown(String parameter, String detail) {
        return new Problem(ProblemCode.UNKNOWN_PARAMETER, parameter, parameter + ": " + detail, 0);
    }

    /** 400: the parameter is good by itself, but not beside the others. */
    public static Problem combination(String parameter, String detail) {
        return new Problem(ProblemCode.UNSUPPORTED_COMBINATION, parameter, parameter + ": " + detail, 0);
    }

    /** 404: there is no such thing. */
    public static Problem notFound(String what) {
        return of(ProblemCode.NOT_FOUND, "there is no such " + what);
    }

    /** Any other. */
    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, null, detail, 0);
    }

    /** The same, to be tried again after some seconds. */
    public Problem after(long seconds) {
        return new Problem(code, parameter, String.valueOf(getMessage()), seconds);
    }

    /** Seconds after which to try again; 0 when waiting does not help. */
    public long waitSeconds() {
        return waitSeconds;
    }

    /** HTTP status. */
    public int status() {
        return code.status();
    }

    /** The kind of problem. */
    public ProblemCode code() {
        return code;
    }

    /** The parameter or field at fault, if one is. */
    public @Nullable String parameter() {
        return parameter;
    }

    /** The body to send. */
    public Body body() {
        return new Body(
                code.type(),
                code.title(),
                code.status(),
                code.wireName(),
                String.valueOf(getMessage()),
                parameter,
                code.whatToDo());
    }

    /**
     * application/problem+json.
     *
     * @param type names the kind of problem
     * @param title the same in words
     * @param status HTTP status
     * @param code stable name for programs
     * @param detail what is wrong in this request
     * @param parameter the parameter or field at fault, if one is
     * @param whatToDo what whoever asked can do about it
     */
    public record Body(
            String type,
            String title,
            int status,
            String code,
            String detail,
            @Nullable String parameter,
            String whatToDo) {}
}
