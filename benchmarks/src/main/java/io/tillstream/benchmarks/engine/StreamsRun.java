package io.tillstream.benchmarks.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** Runs a topology until all of its input is committed. */
final class StreamsRun {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

    private StreamsRun() {}

    /** What is done with the instance when all is committed, before it is closed. */
    interface Finished {
        /**
         * Looks into it.
         *
         * @param end the reading when all was committed
         */
        Measurement read(KafkaStreams streams, Stopwatch end);
    }

    /**
     * Runs it.
     *
     * @param inputs the events, and after them those topics of its own whose records come of them
     */
    static Measurement run(Topology topology, Properties properties, List<String> inputs, Finished finished)
            throws ExecutionException, InterruptedException {
        Object address = properties.get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            KafkaStreams streams = new KafkaStreams(topology, properties);
            streams.setUncaughtExceptionHandler(failure -> {
                failure.printStackTrace();
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            try {
                String group = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
                new CommittedInput(admin, group, inputs)
                        .await(() -> streams.state().isRunningOrRebalancing());
                return finished.read(streams, Stopwatch.read());
            } finally {
                streams.close(CloseOptions.timeout(CLOSE_TIMEOUT));
            }
        }
    }
}
