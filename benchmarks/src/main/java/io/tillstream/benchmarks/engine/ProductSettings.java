package io.tillstream.benchmarks.engine;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.customer.PassMeter;
import io.tillstream.streams.runtime.EngineConfig;
import io.tillstream.streams.runtime.EngineMeter;
import io.tillstream.streams.runtime.EngineProperties;
import io.tillstream.streams.runtime.EngineTopology;
import io.tillstream.streams.runtime.OutputWatch;
import io.tillstream.streams.store.CommitPace;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The product's default settings, but for where things are, the number of threads and the guarantee. */
final class ProductSettings {

    private final EngineConfig config;

    /**
     * @param bootstrapServers the broker's address
     * @param folder for local state
     * @param threads stream threads
     */
    ProductSettings(String bootstrapServers, String folder, int threads) {
        Map<String, String> settings = Map.of(
                "tillstream.kafka.bootstrap-servers",
                bootstrapServers,
                "tillstream.data-dir",
                folder,
                "tillstream.streams.threads",
                Integer.toString(threads));
        SmallRyeConfig smallRye = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(settings, "benchmark", 100))
                .withMapping(EngineConfig.class)
                .build();
        config = smallRye.getConfigMapping(EngineConfig.class);
    }

    /** What the engine is set to. */
    EngineConfig config() {
        return config;
    }

    /**
     * The settings of Kafka Streams.
     *
     * @param guarantee {@link StreamsConfig#EXACTLY_ONCE_V2} or {@link StreamsConfig#AT_LEAST_ONCE}
     */
    Properties properties(String applicationId, String guarantee) {
        Properties properties = EngineProperties.of(config);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        return properties;
    }

    /** Lets the producers tell the product's meter of each output, as they do in the product. */
    static void watchOutputs(Properties properties, EngineMeter meter) {
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG), OutputWatch.class.getName());
        properties.put(StreamsConfig.producerPrefix("tillstream.output.meter"), meter);
    }

    /** The whole topology. */
    Topology topology(Properties properties, PassMeter meter) {
        return new EngineTopology(
                        properties,
                        new BusinessTime(config.zone()),
                        new EventReader(config.currency()),
                        meter,
                        new CommitPace(
                                config.streams().commitInterval(),
                                config.streams().catchUpCommitInterval()),
                        config.streams().cachedValues())
                .build();
    }
}
