package io.tillstream.benchmarks.engine;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tillstream.benchmarks.process.ParentWatch;
import io.tillstream.benchmarks.process.QuietLogs;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.runtime.EngineConfig;
import io.tillstream.streams.runtime.EngineProperties;
import io.tillstream.streams.runtime.EngineTopology;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * The product's whole topology with the product's default settings, exactly once included, from an empty state until all input is committed. Arguments:
 * the broker's address, a folder for local state, the number of events.
 */
final class TopologyProgram {

    static final String RESULT = "result ";

    /** The launcher's for this service. */
    static final int HEAP_MEBIBYTES = 768;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

    private TopologyProgram() {}

    public static void main(String[] arguments) throws Exception {
        QuietLogs.errorsOnly();
        ParentWatch.haltWithParent();
        long events = Long.parseLong(arguments[2]);
        Measurement measurement = measure(config(arguments[0], arguments[1]), events);
        System.out.println(RESULT + measurement.line());
        System.exit(0);
    }

    private static Measurement measure(EngineConfig config, long events)
            throws ExecutionException, InterruptedException {
        HalfwayMeter meter = new HalfwayMeter(events / 2);
        Properties properties = EngineProperties.of(config);
        EngineTopology topology = new EngineTopology(
                properties,
                new BusinessTime(config.zone()),
                new EventReader(config.currency()),
                meter,
                config.streams().cachedValues());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) config.bootstrapServers()))) {
            KafkaStreams streams = new KafkaStreams(topology.build(), properties);
            streams.setUncaughtExceptionHandler(failure -> {
                failure.printStackTrace();
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            Stopwatch end;
            try {
                new CommittedInput(admin, EngineProperties.APPLICATION_ID)
                        .await(() -> streams.state().isRunningOrRebalancing());
                end = Stopwatch.read();
            } finally {
                streams.close(CloseOptions.timeout(CLOSE_TIMEOUT));
            }
            return measurement(events, meter, end);
        }
    }

    private static Measurement measurement(long events, HalfwayMeter meter, Stopwatch end) {
        Stopwatch halfway = meter.halfway();
        if (halfway == null || meter.seen() != events || meter.refused() != 0) {
            throw new IllegalStateException("of %,d events %,d were worked on, and %,d of these did not count"
                    .formatted(events, meter.seen(), meter.refused()));
        }
        Stopwatch warm = end.since(halfway);
        return new Measurement(events, end.cpuNanos(), events - events / 2, warm.cpuNanos(), warm.wallNanos());
    }

    /** The defaults of the product, but for where things are. */
    private static EngineConfig config(String bootstrapServers, String folder) {
        Map<String, String> settings =
                Map.of("tillstream.kafka.bootstrap-servers", bootstrapServers, "tillstream.data-dir", folder);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(settings, "benchmark", 100))
                .withMapping(EngineConfig.class)
                .build();
        return config.getConfigMapping(EngineConfig.class);
    }
}
