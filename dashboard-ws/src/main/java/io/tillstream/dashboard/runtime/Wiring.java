package io.tillstream.dashboard.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.tracing.Tracing;
import io.tillstream.contracts.tracing.TracingSettings;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.feed.FeedLoop;
import io.tillstream.dashboard.feed.Shop;
import io.tillstream.dashboard.live.ChannelHub;
import io.tillstream.dashboard.live.OriginCheck;
import io.tillstream.dashboard.proxy.AuditFile;
import io.tillstream.dashboard.proxy.IngestService;
import io.tillstream.dashboard.proxy.QueryService;
import io.tillstream.dashboard.status.Link;
import io.tillstream.dashboard.status.Vitals;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the parts and gives them to each other. */
@Dependent
final class Wiring {

    private static final int MAX_SAMPLE = 5_000;

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Link link() {
        return new Link();
    }

    @Produces
    @Singleton
    Vitals vitals(MeterRegistry metrics) {
        Timer pushed = Timer.builder("tillstream.dashboard.latency")
                .description(
                        "From an event's append to the log to its figure at the gateway, which pushes it within the push interval")
                .publishPercentileHistogram()
                .serviceLevelObjectives(Duration.ofSeconds(1))
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(metrics);
        return new Vitals(pushed::record);
    }

    @Produces
    @Singleton
    ChannelHub hub(DashboardConfig config, Link link, Vitals vitals, Clock clock) {
        List<String> names = shop(config, link, vitals, clock).channels().stream()
                .map(Channel::name)
                .toList();
        return new ChannelHub(names, clock, config.dashboard().clientPatience());
    }

    @Produces
    @Singleton
    OriginCheck originCheck(DashboardConfig config, ChannelHub hub) {
        return new OriginCheck(
                config.dashboard().allowedOrigins().orElse(Set.of()),
                hub,
                config.dashboard().maxClients());
    }

    @Produces
    @Singleton
    QueryService queryService(DashboardConfig config) {
        DashboardConfig.QueryApi api = config.queryApi();
        return new QueryService(api.url(), api.timeout(), api.maxRequests());
    }

    @Produces
    @Singleton
    IngestService ingestService(DashboardConfig config) {
        DashboardConfig.Ingest ingest = config.ingest();
        return new IngestService(
                ingest.url(), config.dashboard().writeKeysFile().orElse(null), ingest.timeout());
    }

    @Produces
    @Singleton
    AuditFile auditFile(DashboardConfig config) {
        return new AuditFile(config.dashboard().auditFile().orElse(null));
    }

    @Produces
    @Singleton
    FeedLoop feedLoop(DashboardConfig config, ChannelHub hub, Link link, Vitals vitals, Clock clock, Tracing tracing) {
        Supplier<Consumer<byte[], byte[]>> consumers = () -> consumer(config);
        return new FeedLoop(
                consumers,
                () -> shop(config, link, vitals, clock),
                hub,
                config.dashboard().pushInterval(),
                link,
                clock,
                tracing);
    }

    @Produces
    @Singleton
    Tracing tracing(DashboardConfig config) {
        return Tracing.of(
                "dashboard-ws",
                new TracingSettings(config.traces().endpoint(), config.traces().ratio()));
    }

    private static Shop shop(DashboardConfig config, Link link, Vitals vitals, Clock clock) {
        int sample = config.dashboard().sample();
        if (sample < 0 || sample > MAX_SAMPLE) {
            throw new IllegalArgumentException(
                    "tillstream.dashboard.sample must be 0 to " + MAX_SAMPLE + ", not " + sample);
        }
        return new Shop(
                config.currency(),
                BusinessTime.of(config.zone()),
                sample,
                new Generation(config.generation()),
                link,
                vitals,
                clock);
    }

    private static Consumer<byte[], byte[]> consumer(DashboardConfig config) {
        return new KafkaConsumer<>(
                config.kafka()
                        .access()
                        .client(Map.of(
                                ConsumerConfig.CLIENT_ID_CONFIG, "tillstream-dashboard",
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                                // a position that no longer exists means that the log was replaced: then everything is
                                // read
                                // anew
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000",
                                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
