package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.process.ParentWatch;
import io.tillstream.benchmarks.process.QuietLogs;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * Starts the product without local state on what an earlier instance has left in Kafka, and takes the time until it runs. Arguments: the broker's address, an
 * empty folder for local state, application id.
 */
final class RestoreProgram {

    /** Detail: from the start to running, without the start of the JVM. */
    static final String MILLIS = "restore_millis";
    /** Detail: processor time until running, of the whole process. */
    static final String CPU_MILLIS = "restore_cpu_millis";
    /** Detail: records read from the changelogs. */
    static final String RECORDS = "restore_records";

    private static final long PATIENCE_MINUTES = 20;

    private RestoreProgram() {}

    public static void main(String[] arguments) throws Exception {
        QuietLogs.errorsOnly();
        ParentWatch.haltWithParent();
        ProductSettings settings = new ProductSettings(arguments[0], arguments[1], 1);
        Properties properties = settings.properties(arguments[2], StreamsConfig.EXACTLY_ONCE_V2);
        Stopwatch before = Stopwatch.read();
        AtomicLong records = new AtomicLong();
        CountDownLatch running = new CountDownLatch(1);
        try (KafkaStreams streams =
                new KafkaStreams(settings.topology(properties, new HalfwayMeter(Long.MAX_VALUE)), properties)) {
            streams.setGlobalStateRestoreListener(counting(records));
            streams.setStateListener((now, earlier) -> {
                if (now == KafkaStreams.State.RUNNING || now == KafkaStreams.State.ERROR) {
                    running.countDown();
                }
            });
            streams.start();
            boolean ended = running.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
            Stopwatch end = Stopwatch.read();
            if (!ended || streams.state() != KafkaStreams.State.RUNNING) {
                throw new IllegalStateException("it is not restored but " + streams.state());
            }
            long millis = end.since(before).wallNanos() / 1_000_000;
            Map<String, Long> details =
                    Map.of(MILLIS, millis, CPU_MILLIS, end.cpuNanos() / 1_000_000, RECORDS, records.get());
            System.out.println(TopologyProgram.RESULT + new Measurement(0, end.cpuNanos(), 0, 0, 0, details).line());
            streams.close(CloseOptions.timeout(Duration.ofSeconds(15)));
        }
        System.exit(0);
    }

    private static StateRestoreListener counting(AtomicLong records) {
        return new StateRestoreListener() {
            @Override
            public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
                // only what is read counts
            }

            @Override
            public void onBatchRestored(TopicPartition partition, String store, long offset, long count) {
                records.addAndGet(count);
            }

            @Override
            public void onRestoreEnd(TopicPartition partition, String store, long total) {
                // counted batch by batch
            }
        };
    }
}
