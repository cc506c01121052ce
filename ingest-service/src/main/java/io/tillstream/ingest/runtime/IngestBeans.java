package io.tillstream.ingest.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.tracing.Tracing;
import io.tillstream.contracts.tracing.TracingSettings;
import io.tillstream.ingest.events.EndSettings;
import io.tillstream.ingest.events.EventIntake;
import io.tillstream.ingest.events.InFlightBytes;
import io.tillstream.ingest.events.IntakeLimits;
import io.tillstream.ingest.events.IntakeMetrics;
import io.tillstream.ingest.events.IntakeWorkers;
import io.tillstream.ingest.events.SocketLimits;
import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.plan.PlanCheck;
import io.tillstream.ingest.plan.PlanFile;
import io.tillstream.ingest.privacy.Consents;
import io.tillstream.ingest.privacy.PrivacyCounts;
import io.tillstream.ingest.privacy.PrivacyDoor;
import io.tillstream.ingest.publish.EventPublisher;
import io.tillstream.ingest.publish.KafkaEventPublisher;
import io.tillstream.ingest.publish.KafkaLink;
import io.tillstream.ingest.quality.Administrators;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Builds the parts of the service from its configuration. */
@Singleton
final class IngestBeans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    KafkaLink kafkaLink(IngestConfig config) {
        KafkaLink link = new KafkaLink(
                KafkaSettings.producer(config.kafka()), KafkaSettings.admin(config.kafka()), config.partitions());
        link.start();
        return link;
    }

    @Produces
    @Singleton
    EventPublisher eventPublisher(KafkaLink link) {
        return new KafkaEventPublisher(link);
    }

    @Produces
    @Singleton
    WriteKeys writeKeys(IngestConfig config, Clock clock) {
        return new WriteKeys(config.ingest().writeKeysFile().orElse(null), clock);
    }

    @Produces
    @Singleton
    Administrators administrators(Vertx vertx, IngestConfig config) {
        return new Administrators(vertx, config.queryApi().url());
    }

    @Produces
    @Singleton
    IntakeLimits intakeLimits(IngestConfig config) {
        IngestConfig.Ingest ingest = config.ingest();
        return new IntakeLimits(ingest.maxBodyBytes(), ingest.maxEventsPerRequest(), ingest.bodyTimeout());
    }

    @Produces
    @Singleton
    SocketLimits socketLimits(IngestConfig config) {
        return new SocketLimits(
                config.ingest().maxMessageBytes(), config.ingest().maxSockets());
    }

    @Produces
    @Singleton
    EndSettings endSettings(IngestConfig config) {
        return new EndSettings(config.ingest().shutdownDelay());
    }

    @Produces
    @Singleton
    InFlightBytes inFlightBytes(IngestConfig config) {
        return new InFlightBytes(config.ingest().maxInFlightBytes());
    }

    @Produces
    @Singleton
    IntakeMetrics intakeMetrics(MeterRegistry registry, InFlightBytes inFlight) {
        return new IntakeMetrics(registry, inFlight);
    }

    @Produces
    @Singleton
    PlanCheck planCheck(IngestConfig config, MeterRegistry registry, Clock clock) {
        return new PlanCheck(new PlanFile(config.ingest().trackingPlanFile().orElse(null), clock), registry);
    }

    @Produces
    @Singleton
    Consents consents(IngestConfig config) {
        return new Consents(config.ingest().privacy().policy().analyticsPurposes());
    }

    @Produces
    @Singleton
    PrivacyDoor privacyDoor(IngestConfig config, EventReader reader, Consents consents, MeterRegistry registry) {
        return new PrivacyDoor(reader, config.ingest().privacy().policy(), new PrivacyCounts(registry), consents);
    }

    @Produces
    @Singleton
    EventIntake eventIntake(
            PrivacyDoor privacy,
            PlanCheck plan,
            EventPublisher publisher,
            IntakeLimits limits,
            IntakeMetrics metrics,
            Clock clock) {
        return new EventIntake(privacy, plan, publisher, limits, metrics, clock);
    }

    @Produces
    @Singleton
    Tracing tracing(IngestConfig config) {
        return Tracing.of(
                "ingest-service",
                new TracingSettings(config.traces().endpoint(), config.traces().ratio()));
    }

    @Produces
    @Singleton
    IntakeWorkers intakeWorkers() {
        return new IntakeWorkers();
    }

    void close(@Observes ShutdownEvent event, IntakeWorkers workers, KafkaLink link, Tracing tracing) {
        workers.close();
        link.close();
        tracing.close();
    }
}
