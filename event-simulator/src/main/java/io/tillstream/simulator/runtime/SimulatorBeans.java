package io.tillstream.simulator.runtime;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.simulator.engine.CheckpointFile;
import io.tillstream.simulator.engine.Simulator;
import io.tillstream.simulator.history.ShopSettings;
import io.tillstream.simulator.live.LiveControls;
import io.tillstream.simulator.live.Pace;
import io.tillstream.simulator.publish.Counts;
import io.tillstream.simulator.publish.KafkaLink;
import io.tillstream.simulator.publish.Publisher;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Builds the parts of the simulator from the configuration. */
@Dependent
class SimulatorBeans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Counts counts() {
        return new Counts();
    }

    @Produces
    @Singleton
    ShopSettings settings(
            SimulatorConfig config,
            @ConfigProperty(name = "tillstream.zone") String zone,
            @ConfigProperty(name = "tillstream.currency") String currency) {
        return new ShopSettings(
                config.seed(),
                config.customers(),
                config.history(),
                config.cities(),
                config.products(),
                ZoneId.of(zone),
                currency);
    }

    @Produces
    @Singleton
    LiveControls controls(SimulatorConfig config) {
        return new LiveControls(
                config.eventsPerSecond().isPresent()
                        ? new Pace.Events(config.eventsPerSecond().getAsDouble())
                        : new Pace.Transactions(config.liveTransactionsPerSecond()));
    }

    @Produces
    @Singleton
    Simulator simulator(
            SimulatorConfig config,
            ShopSettings settings,
            LiveControls controls,
            Counts counts,
            Clock clock,
            @ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers,
            @ConfigProperty(name = KafkaAccess.FILE_SETTING) Optional<String> kafkaClientConfig,
            @ConfigProperty(name = "tillstream.partitions") int partitions,
            @ConfigProperty(name = "tillstream.data-dir") Path dataDirectory) {
        KafkaAccess kafka = KafkaAccess.of(bootstrapServers, kafkaClientConfig);
        return new Simulator(
                settings,
                config.startLive(),
                config.autostart(),
                new CheckpointFile(dataDirectory),
                new KafkaLink(kafka, partitions),
                () -> new Publisher(kafka, counts),
                controls,
                counts,
                clock);
    }
}
