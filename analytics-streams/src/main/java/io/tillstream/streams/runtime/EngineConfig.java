package io.tillstream.streams.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.loyalty.LoyaltyProgram;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Settings of the engine, under {@code tillstream}. */
@ConfigMapping(prefix = "tillstream")
public interface EngineConfig {

    /** Brokers to begin with, {@code host:port} separated by commas. */
    @WithName("kafka.bootstrap-servers")
    @WithDefault("127.0.0.1:19092")
    String bootstrapServers();

    /** File with the encryption and login of Kafka clients, see {@link KafkaAccess}. */
    @WithName("kafka.client-config")
    Optional<String> kafkaClientConfig();

    /** Where Kafka is, and how this process logs in there. */
    default KafkaAccess kafka() {
        return KafkaAccess.of(bootstrapServers(), kafkaClientConfig());
    }

    /** Partitions of topics that do not exist yet. */
    @WithDefault("4")
    int partitions();

    /** Business time zone. */
    @WithDefault("UTC")
    ZoneId zone();

    /** Reporting currency, ISO 4217. */
    @WithDefault("USD")
    String currency();

    /** The loyalty programme, see {@link io.tillstream.contracts.loyalty.LoyaltyProgram}. */
    @WithDefault(LoyaltyProgram.USUAL_TEXT)
    String loyalty();

    /** Which counting of the log this engine makes: 1, or what a replay beside it was given. Names its topics, its group and its state. */
    @WithDefault("1")
    int generation();

    /** Folder for local state; it can be rebuilt from Kafka. */
    @WithName("data-dir")
    @WithDefault(".tillstream/data")
    String dataDir();

    /** Only for the engine. */
    Streams streams();

    /** Following requests through the services. */
    Traces traces();

    /** Following requests through the services. */
    interface Traces {

        /** Address that takes OTLP over HTTP, such as {@code http://collector:4318/v1/traces}; without it nothing is traced. */
        Optional<URI> endpoint();

        /** Share of the requests to this service that are traced, 0 to 1; of records those whose request is. */
        @WithDefault("0.01")
        double ratio();
    }

    /** Settings of the Kafka Streams instance. */
    interface Streams {

        /** Stream threads of this instance. */
        @WithDefault("2")
        int threads();

        /** How often work is committed and published while the stream is up to date: the greatest delay of an output. */
        @WithName("commit-interval")
        @WithDefault("PT0.3S")
        Duration commitInterval();

        /** The same while the stream catches up with a backlog: longer, because each customer and cell is then written once for more events. */
        @WithName("catch-up-commit-interval")
        @WithDefault("PT3S")
        Duration catchUpCommitInterval();

        /** Customers kept decoded in memory per task. Of cells a quarter as many: most are of one product and day and do not change again. */
        @WithName("cached-values")
        @WithDefault("20000")
        int cachedValues();

        /** Memory for RocksDB blocks and write buffers of all stores together, in bytes. */
        @WithName("rocksdb-memory")
        @WithDefault("134217728")
        long rocksdbMemory();

        /** Copies of the state on other instances. */
        @WithName("standby-replicas")
        @WithDefault("0")
        int standbyReplicas();
    }
}
