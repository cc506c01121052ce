package io.tillstream.ingest.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.follow.TopicLoop;
import io.tillstream.ingest.privacy.Consents;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Follows what people say about being analysed, so that every instance of the service knows it, whichever was told. The service is ready when it has read what was there.
 */
@Singleton
@Readiness
final class ConsentWatch implements HealthCheck, TopicLoop.Reader {

    private static final Logger LOG = Logger.getLogger(ConsentWatch.class);

    private final Consents consents;
    private final Clock clock;
    // of another currency than today's there may be events too: what they say about consent holds
    private final EventReader reader = new EventReader(null);
    private final TopicLoop loop;
    private volatile boolean caughtUp;

    ConsentWatch(IngestConfig config, Consents consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
        loop = new TopicLoop(TopicCatalogue.CONSENTS.name(), KafkaSettings.follower(config.kafka(), "consents"), this);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("consents").status(caughtUp).build();
    }

    @Override
    public void begin() {
        // what is known stays known
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        try {
            if (reader.read(value, clock.instant()) instanceof CommerceEvent.ConsentChanged said) {
                consents.note(said);
            }
        } catch (InvalidEventException e) {
            LOG.warnf("A record of %s says nothing about consent: %s", record.topic(), e.field());
        }
    }

    @Override
    public void upToDate(Map<Integer, Long> positions) {
        caughtUp = true;
    }
}
