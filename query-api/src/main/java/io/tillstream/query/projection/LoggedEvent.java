package io.tillstream.query.projection;

import io.tillstream.contracts.event.CommerceEvent;
import java.time.Instant;

/**
 * One event of the log.
 *
 * @param customer the key, see {@link CommerceEvent#key()}
 * @param appendedAt when the log took it
 */
record LoggedEvent(String customer, CommerceEvent event, Instant appendedAt) {

    String eventId() {
        return event.envelope().eventId();
    }
}
