package io.tillstream.query.identities;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.publishing.LogWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Writes the undoing of joins into the event log, where every count of it finds it. */
@ApplicationScoped
class IdentityCommands {

    private final EventWriter writer = new EventWriter();
    private final LogWriter log;
    private final Clock clock;

    IdentityCommands(LogWriter log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Parts a visitor from a customer, and answers with the id of the event, when the log has it. */
    Uni<String> undo(String visitor, String customer) {
        String id = UUID.randomUUID().toString();
        CommerceEvent event = new CommerceEvent.Unmerge(new Envelope(
                id,
                customer,
                visitor.substring(Envelope.ANONYMOUS_PREFIX.length()),
                null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null,
                Context.UNKNOWN,
                Map.of()));
        return log.write(TopicCatalogue.EVENTS, event.key(), writer.write(event))
                .replaceWith(id);
    }
}
