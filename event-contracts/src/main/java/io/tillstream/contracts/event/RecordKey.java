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
        if (key == null || !Arrays.equals(key, event.key().getBytes(StandardCharsets.UTF_8))) {
            throw new InvalidEventException(
                    "key", "the record's key is not the event's customer_id; all events of a customer share one key");
        }
    }
}
