package io.tillstream.streams.runtime;

import io.tillstream.contracts.loyalty.LoyaltyProgram;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Settings for one test instance. */
record TestConfig(String bootstrapServers, String dataDir, int standbys, Duration commitEvery) implements EngineConfig {

    TestConfig(String bootstrapServers, String dataDir) {
        this(bootstrapServers, dataDir, 0, Duration.ofMillis(100));
    }

    @Override
    public Optional<String> kafkaClientConfig() {
        return Optional.empty();
    }

    @Override
    public int partitions() {
        return 3;
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public String currency() {
        return "USD";
    }

    @Override
    public String loyalty() {
        return LoyaltyProgram.USUAL_TEXT;
    }

    @Override
    public int generation() {
        return 1;
    }

    @Override
    public Traces traces() {
        return new Traces() {
            @Override
            public Optional<URI> endpoint() {
                return Optional.empty();
            }

            @Override
            public double ratio() {
                return 0;
            }
        };
    }

    @Override
    public Streams streams() {
        return new Streams() {
            @Override
            public int threads() {
                return 2;
            }

            @Override
            public Duration commitInterval() {
                return commitEvery;
            }

            @Override
            public Duration catchUpCommitInterval() {
                return commitEvery;
            }

            @Override
            public int cachedValues() {
                return 10;
            }

            @Override
            public long rocksdbMemory() {
                return 64L << 20;
            }

            @Override
            public int standbyReplicas() {
                return standbys;
            }
        };
    }
}
