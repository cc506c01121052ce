package io.tillstream.query.request;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request that cannot be answered: what the client is told, as RFC 9457 asks. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String parameter;
    private final long waitSeconds;

    private Problem(int status, String code, @Nullable String parameter, String detail) {
        this(status, code, parameter, detail, 0);
    }

    private Problem(int status, String code, @Nullable String parameter, String detail, long waitSeconds) {
        // no stack trace: an answer, not a fault
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.parameter = parameter;
        this.waitSeconds = waitSeconds;
    }

    /** 400: the parameter's value is not one that it takes. */
    public static Problem invalid(String parameter, String detail) {
        return new Problem(400, "invalid_parameter", parameter, parameter + ": " + detail);
    }

    /** 400: the endpoint does not take this parameter. */
    public static Problem unknown(String parameter, String detail) {
        return new Problem(400, "unknown_parameter", parameter, parameter + ": " + detail);
    }

    /** 400: the parameter is good by itself, but not beside the others. */
    public static Problem combination(String parameter, String detail) {
        return new Problem(400, "unsupported_combination", parameter, parameter + ": " + detail);
    }

    /** 404: there is no such thing. */
    public static Problem notFound(String what) {
        return new Problem(404, "not_found", null, "there is no such " + what);
    }

    /** 409: someone else was faster, or the name is taken. */
    public static Problem conflict(String code, String detail) {
        return new Problem(409, code, null, detail);
    }

    /** Any other status. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, null, detail);
    }

    /** The same, to be tried again after some seconds. */
    public Problem after(long seconds) {
        return new Problem(status, code, parameter, String.valueOf(getMessage()), seconds);
    }

    /** Seconds after which to try again; 0 when waiting does not help. */
    public long waitSeconds() {
        return waitSeconds;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Stable name of the kind of problem, for programs. */
    public String code() {
        return code;
    }

    /** The parameter or field at fault, if one is. */
    public @Nullable String parameter() {
        return parameter;
    }

    /** The body to send. */
    public Body body() {
        return new Body(
                "urn:tillstream:problem:" + code.replace('_', '-'),
                title(),
                status,
                code,
                String.valueOf(getMessage()),
                parameter);
    }

    private String title() {
        String words = code.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
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
     */
    public record Body(
            String type,
            String title,
            int status,
            String code,
            String detail,
            @Nullable String parameter) {}
}
