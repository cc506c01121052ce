package io.tillstream.streams.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tillstream.contracts.topic.TopicCatalogue;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** What Kafka Streams and RocksDB say of themselves, as far as it says how the engine is: lag, size of the state, commits, restoring. */
@Singleton
class StreamMetrics {

    private static final long EVERY_SECONDS = 2;

    private final MeterRegistry registry;
    private final AtomicReference<@Nullable KafkaStreams> running = new AtomicReference<>();
    private final Set<String> lagKnown = new HashSet<>();
    private volatile Map<MetricName, ? extends Metric> latest = Map.of();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stream-metrics").daemon().factory());

    StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        gauge("tillstream.engine.state.bytes", "Local state on disk, all stores", this::stateBytes);
        gauge(
                "tillstream.engine.customers",
                "Customers in the local state, as RocksDB estimates",
                metrics -> sum("stream-state-metrics", "estimate-num-keys", "customer-state"));
        gauge(
                "tillstream.engine.commit.latency.seconds",
                "Commits of the last half minute: the mean of the slowest thread",
                metrics -> max("stream-thread-metrics", "commit-latency-avg") / 1000);
        gauge(
                "tillstream.engine.commit.latency.max.seconds",
                "Commits of the last half minute: the longest",
                metrics -> max("stream-thread-metrics", "commit-latency-max") / 1000);
        gauge(
                "tillstream.engine.lag.records",
                "Events of the log that are not yet counted, all partitions",
                metrics -> lag(null));
        gauge("tillstream.engine.tasks", "Active tasks of this instance", StreamMetrics::tasks);
        FunctionCounter.builder(
                        "tillstream.engine.records",
                        this,
                        own -> own.sum("stream-thread-metrics", "process-total", null))
                .description("Records processed since the start, events and what follows from them")
                .register(registry);
        timer.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
    }

    /** Follows an instance instead of the one before. */
    void measure(KafkaStreams streams) {
        running.set(streams);
    }

    /** Shows how far restoring is. */
    void measure(RestoreProgress restore) {
        Gauge.builder("tillstream.engine.restore.ratio", restore, RestoreProgress::ratio)
                .description("Share of the local state that is read back from Kafka; 1 when all of it is")
                .register(registry);
        Gauge.builder("tillstream.engine.restore.left", restore, RestoreProgress::left)
                .description("Offsets of changelogs still to go through")
                .register(registry);
    }

    private void look() {
        KafkaStreams streams = running.get();
        latest = streams == null ? Map.of() : streams.metrics();
        latest.keySet().stream()
                .filter(StreamMetrics::isLag)
                .map(StreamMetrics::partitionOf)
                .filter(lagKnown::add)
                .forEach(this::lagOf);
    }

    private void lagOf(String partition) {
        int dash = partition.lastIndexOf('-');
        Gauge.builder("tillstream.engine.partition.lag.records", this, own -> own.lag(partition))
                .description("Records of a partition that are not yet processed")
                .tags(Tags.of("topic", partition.substring(0, dash), "partition", partition.substring(dash + 1)))
                .register(registry);
    }

    private static boolean isLag(MetricName name) {
        return name.group().equals("consumer-fetch-manager-metrics")
                && name.name().equals("records-lag")
                && name.tags().containsKey("partition")
                // Kafka says it twice, once with dots written as underscores
                && !name.tags().getOrDefault("topic", "").contains("_")
                && !name.tags().getOrDefault("client-id", "").endsWith("-restore-consumer")
                && !name.tags().getOrDefault("client-id", "").endsWith("-global-consumer");
    }

    private static String partitionOf(MetricName name) {
        return name.tags().get("topic") + "-" + name.tags().get("partition");
    }

    /** Of one partition, or of all partitions of the event log. */
    private double lag(@Nullable String partition) {
        double lag = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : latest.entrySet()) {
            if (isLag(metric.getKey())) {
                String own = partitionOf(metric.getKey());
                if (partition == null ? own.startsWith(TopicCatalogue.EVENTS.name()) : own.equals(partition)) {
                    lag += number(metric.getValue());
                }
            }
        }
        return lag;
    }

    private double stateBytes(Map<MetricName, ? extends Metric> metrics) {
        return sum("stream-state-metrics", "total-sst-files-size", null)
                + sum("stream-state-metrics", "size-all-mem-tables", null);
    }

    private static double tasks(Map<MetricName, ? extends Metric> metrics) {
        return metrics.keySet().stream()
                .filter(name ->
                        name.name().equals("process-rate") && name.group().equals("stream-task-metrics"))
                .count();
    }

    private double sum(String group, String name, @Nullable String store) {
        double sum = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : latest.entrySet()) {
            MetricName of = metric.getKey();
            if (of.group().equals(group)
                    && of.name().equals(name)
                    && (store == null || of.tags().containsValue(store))) {
                sum += number(metric.getValue());
            }
        }
        return sum;
    }

    private double max(String group, String name) {
        double max = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : latest.entrySet()) {
            if (metric.getKey().group().equals(group) && metric.getKey().name().equals(name)) {
                max = Math.max(max, number(metric.getValue()));
            }
        }
        return max;
    }

    private static double number(Metric metric) {
        return metric.metricValue() instanceof Number value && Double.isFinite(value.doubleValue())
                ? value.doubleValue()
                : 0;
    }

    private void gauge(String name, String description, ToDoubleFunction<Map<MetricName, ? extends Metric>> value) {
        Gauge.builder(name, this, own -> value.applyAsDouble(own.latest))
                .description(description)
                .register(registry);
    }
}
