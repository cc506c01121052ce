package io.tillstream.query.request;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a page ended: the sort keys of its last row, so that the next page begins right after it whatever has changed in between. */
public final class Cursor {

    private static final String SEPARATOR = "\u001f";

    /** About 8,000 years. */
    private static final long MOST_MICROS = 8_000L * 365 * 86_400 * 1_000_000;

    private Cursor() {}

    /** Text for the client to send back. */
    public static String write(String... keys) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The keys of the given cursor; null when none was given.
     *
     * @param keys how many there must be
     */
    public static @Nullable List<String> read(Params params, int keys) {
        String text = params.text(Parameter.CURSOR);
        if (text == null) {
            return null;
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            if (parts.length == keys && List.of(parts).stream().noneMatch(part -> part.indexOf('\0') >= 0)) {
                return new ArrayList<>(List.of(parts));
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw invalid();
    }

    /** A number in a cursor. */
    public static long number(String key) {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    /** A point in time as a key, in microseconds since 1970, which is what the tables hold. */
    public static String key(Instant time) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    /** A point in time in a cursor. */
    public static OffsetDateTime time(String key) {
        long micros = number(key);
        if (Math.abs(micros) > MOST_MICROS) {
            throw invalid();
        }
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** The complaint about a cursor that is not of this list. */
    public static Problem invalid() {
        return Problem.invalid(Parameter.CURSOR.wireName(), "not the next_cursor of a page of this list");
    }
}
