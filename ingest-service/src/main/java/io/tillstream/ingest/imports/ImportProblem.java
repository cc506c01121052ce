package io.tillstream.ingest.imports;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request is refused. */
final class ImportProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable String code;

    /** The kinds of refusal, stable for clients: {@code type} is {@code urn:tillstream:problem:} and the name in lower case with hyphens. */
    enum Kind {
        UNREADABLE_BODY(400, "The body cannot be read"),
        WRITE_KEY_REFUSED(401, "A write key is needed"),
        LOCAL_FILES_OFF(403, "Files of this machine cannot be imported"),
        IMPORT_NOT_FOUND(404, "There is no such import"),
        MAPPING_NOT_FOUND(404, "There is no such mapping"),
        TOO_MANY_MAPPINGS(409, "Too many mappings are saved"),
        METHOD_NOT_ALLOWED(405, "The method is not possible here"),
        CHANGED_MEANWHILE(412, "Somebody else was faster"),
        TOO_LARGE(413, "The file is too large"),
        UNSUPPORTED_TYPE(415, "The content type is not supported"),
        INVALID_OPTION(422, "An option is wrong"),
        INVALID_FILE(422, "The file cannot be imported"),
        PRECONDITION_REQUIRED(428, "The change does not say which version it was made from"),
        QUEUE_FULL(429, "Too many imports are waiting"),
        INTERNAL(500, "Something went wrong here"),
        NO_WRITE_KEYS(503, "No write keys are configured"),
        BUSY(503, "Too much is asked for at once"),
        KAFKA_UNAVAILABLE(503, "Kafka is not available"),
        DISK_FULL(507, "There is no room for the file");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String title() {
            return title;
        }

        String type() {
            return "urn:tillstream:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean worthRetrying() {
            return this == QUEUE_FULL || this == NO_WRITE_KEYS || this == BUSY || this == KAFKA_UNAVAILABLE;
        }
    }

    ImportProblem(Kind kind, String detail) {
        this(kind, detail, null);
    }

    /** @param code what exactly is wrong, for programs, or null */
    ImportProblem(Kind kind, String detail, @Nullable String code) {
        super(detail, null, false, false);
        this.kind = kind;
        this.code = code;
    }

    Kind kind() {
        return kind;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    @Nullable
    String code() {
        return code;
    }
}
