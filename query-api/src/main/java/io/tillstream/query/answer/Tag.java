package io.tillstream.query.answer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The tag of an answer: a hash of what it says, without the moment at which it was asked. It is weak (RFC 9110, 8.8.1), because a compressed answer has other bytes
 * and an answer that differs in {@code as_of} alone says the same.
 */
final class Tag {

    private static final String AS_OF = "\"as_of\":\"";
    private static final int BYTES = 12;

    private Tag() {}

    /** The tag of a file. */
    static String of(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return "W/\"" + HexFormat.of().formatHex(hash, 0, BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tag of a JSON text, whose first {@code as_of} does not count. */
    static String of(String json) {
        int from = json.indexOf(AS_OF);
        int to = from < 0 ? -1 : json.indexOf('"', from + AS_OF.length());
        String lasting = to < 0 ? json : json.substring(0, from) + json.substring(to);
        return of(lasting.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the client has what the tag stands for. */
    static boolean isKnown(String tag, @Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || plain(known).equals(plain(tag)));
    }

    private static String plain(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
