package io.tillstream.ingest.imports.clean;

import io.tillstream.contracts.event.CommerceEvent;
import java.io.IOException;

/** Takes the events of an import, one after the other. */
@FunctionalInterface
public interface EventSink {

    /**
     * Takes one event; may wait until there is room for it.
     *
     * @throws InterruptedException when the service is stopping
     */
    void accept(CommerceEvent event) throws IOException, InterruptedException;
}
