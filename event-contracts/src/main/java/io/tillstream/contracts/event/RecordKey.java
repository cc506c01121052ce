package io.tillstream.contracts.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks that an event came under its own key, so that all of a customer's events are in one partition. */
public final class RecordKey {

    private RecordKey() {}

    /**
     * Checks the key of a record on the event topic.
     *
     * @param key the record's key
     * @param event what the record holds
     * @throws InvalidEventException when the key is not {@link CommerceEvent#key()} in UTF-8
     */
    public static void check(byte @Nullable [] key, CommerceEvent event) throws InvalidEventException {
        if (key == null || !same(key, event.key())) {
            throw new InvalidEventException(
                    "key", "the record's key is not the event's customer_id; all events of a customer share one key");
        }
    }

    private static boolean same(byte[] key, String expected) {
        int length = expected.length();
        if (key.length < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = expected.charAt(i);
            if (c >= 0x80) {
                return Arrays.equals(key, expected.getBytes(StandardCharsets.UTF_8));
            }
            if (key[i] != c) {
                return false;
            }
        }
        return key.length == length;
    }
}
