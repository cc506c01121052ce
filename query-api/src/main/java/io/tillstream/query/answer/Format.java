package io.tillstream.query.answer;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A format of answers: {@code format} asks for it by name, {@code Accept} by media type. */
enum Format {
    JSON(MediaType.APPLICATION_JSON),
    CSV("text/csv"),
    NDJSON("application/x-ndjson"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PLOTLY("application/vnd.plotly.v1+json"),
    PDF("application/pdf");

    private final MediaType type;

    Format(String type) {
        this.type = MediaType.valueOf(type);
    }

    /** The format of a name. */
    static Optional<Format> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst();
    }

    /** The format of a media type as a resource method declares it. */
    static Optional<Format> ofType(String type) {
        MediaType wanted = MediaType.valueOf(type);
        return Arrays.stream(values())
                .filter(format -> format.type.getType().equals(wanted.getType())
                        && format.type.getSubtype().equals(wanted.getSubtype()))
                .findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    MediaType type() {
        return type;
    }

    /** What Content-Type says. */
    String contentType() {
        return this == CSV ? type + ";charset=UTF-8" : type.toString();
    }

    /** Whether it is a file with rows. */
    boolean isTable() {
        return this == CSV || this == NDJSON || this == XLSX;
    }
}
