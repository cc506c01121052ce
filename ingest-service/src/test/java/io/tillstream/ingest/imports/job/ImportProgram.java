package io.tillstream.ingest.imports.job;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.ingest.publish.EventBatch;
import io.tillstream.ingest.publish.EventPublisher;
import io.tillstream.ingest.publish.KafkaEventPublisher;
import io.tillstream.ingest.publish.KafkaLink;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Imports a file in a process of its own, which a test kills. Arguments: brokers, folder of imports, file. Says {@code sent} before each batch. */
final class ImportProgram {

    private ImportProgram() {}

    public static void main(String[] arguments) throws Exception {
        KafkaLink link = ImportQueueTest.link(arguments[0]);
        while (!link.isUp()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        ImportQueue queue = ImportQueueTest.queue(Path.of(arguments[1]), new Telling(new KafkaEventPublisher(link)));
        queue.submit(Path.of(arguments[2]), "table.csv", ImportOptions.DEFAULT);
        TimeUnit.MINUTES.sleep(1);
    }

    private record Telling(EventPublisher kafka) implements EventPublisher {

        @Override
        @SuppressWarnings("SystemOut") // what the test reads
        public CompletionStage<Void> publish(List<CommerceEvent> events) {
            System.out.println("sent");
            return kafka.publish(events);
        }

        @Override
        public EventBatch begin() {
            return kafka.begin();
        }

        @Override
        public boolean isAvailable() {
            return kafka.isAvailable();
        }
    }
}
