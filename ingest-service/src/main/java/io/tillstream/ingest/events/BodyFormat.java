package io.tillstream.ingest.events;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the events stand in a body. */
enum BodyFormat {
    /** One object, or an array of them. */
    JSON,
    /** One object per line. */
    NDJSON;

    /** The format of a content type, which must be in UTF-8; null when it is none of ours. */
    static @Nullable BodyFormat of(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return null;
            }
        }
        return switch (parts[0].strip()) {
            case "application/json" -> JSON;
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> NDJSON;
            default -> null;
        };
    }
}
