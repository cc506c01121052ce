package io.tillstream.dashboard.live;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client may say. */
sealed interface ClientMessage {

    /**
     * Wants channels.
     *
     * @param channels their names
     * @param last by channel, the number of the state the client has
     * @param stream the run of the gateway these numbers are from, as the snapshot named it; null when the client does not say
     */
    record Subscribe(
            List<String> channels,
            Map<String, Long> last,
            @Nullable String stream) implements ClientMessage {}

    /** Wants channels no longer. */
    record Unsubscribe(List<String> channels) implements ClientMessage {}

    /** Wants to know whether anyone is there. */
    record Ping() implements ClientMessage {}
}
