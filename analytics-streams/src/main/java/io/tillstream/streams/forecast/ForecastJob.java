package io.tillstream.streams.forecast;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SalesForecast;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.outputs.CloudEventHeaders;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the sales by day, in total and by category, and publishes their forecasts: when a business day is over, and within a day when history moved by more
 * than 1 %. Holds the daily sums in memory and nothing else; whoever leads reads them anew from the topic.
 */
public final class ForecastJob implements Runnable {

    private static final Logger LOG = Logger.getLogger(ForecastJob.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Of its time the job computes at most a tenth, so that an import leaves the processor to the engine. */
    private static final int REST = 10;

    private static final OutputJson<SalesCell> CELLS = OutputJson.of(SalesCell.class);
    private static final OutputJson<RfmCutPoints> CUT_POINTS = OutputJson.of(RfmCutPoints.class);
    private static final OutputJson<SalesForecast> FORECASTS = OutputJson.of(SalesForecast.class);

    private final Settings settings;
    private final BooleanSupplier leads;
    private final Clock clock;
    private final String salesTopic;
    private final String modelsTopic;
    private final String forecastsTopic;
    private final CloudEventHeaders headers = new CloudEventHeaders(TopicCatalogue.FORECASTS);
    private volatile boolean stopped;
    private boolean complained;

    /**
     * Where and how often.
     *
     * @param kafka where Kafka is
     * @param generation whose topics
     * @param time business time
     * @param interval how often it is looked whether forecasts are out of date
     */
    public record Settings(KafkaAccess kafka, Generation generation, BusinessTime time, Duration interval) {}

    /** What is known while following; forgotten when another leads. */
    private static final class Known {
        private final SalesBook book = new SalesBook();
        private @Nullable Instant newestEvent;
        private @Nullable Instant nextLook;
        private Map<TopicPartition, Long> ends = Map.of();
    }

    /**
     * Takes its settings; nothing happens before {@link #run}.
     *
     * @param leads whether this process does the job
     */
    public ForecastJob(Settings settings, BooleanSupplier leads, Clock clock) {
        this.settings = settings;
        this.leads = leads;
        this.clock = clock;
        salesTopic = settings.generation().topic(TopicCatalogue.SALES);
        modelsTopic = settings.generation().topic(TopicCatalogue.MODELS);
        forecastsTopic = settings.generation().topic(TopicCatalogue.FORECASTS);
    }

    /** Ends {@link #run} within some two seconds; an interrupt would make Kafka's clients complain as they close. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            if (!leads.getAsBoolean()) {
                pause(POLL);
                continue;
            }
            try (Consumer<byte[], byte[]> consumer = consumer();
                    Producer<byte[], byte[]> producer = producer()) {
                follow(consumer, producer);
            } catch (KafkaException e) {
                if (!complained && !stopped) {
                    complained = true;
                    LOG.warnf("sales cannot be followed for forecasts, trying again: %s", e.getMessage());
                }
                pause(RETRY);
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Known known = new Known();
        while (!stopped && leads.getAsBoolean()) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                take(each, known);
            }
            complained = false;
            if (isTime(known)) {
                known.ends = known.ends.isEmpty() ? consumer.endOffsets(partitions) : known.ends;
                if (hasRead(consumer, known.ends)) {
                    known.ends = Map.of();
                    makeDue(known, producer);
                }
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(salesTopic, modelsTopic)) {
            consumer.partitionsFor(topic, TOPICS_TIMEOUT)
                    .forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
        }
        return partitions;
    }

    private void take(ConsumerRecord<byte[], byte[]> each, Known known) {
        if (each.key() == null || each.value() == null) {
            return;
        }
        String key = new String(each.key(), StandardCharsets.UTF_8);
        try {
            if (each.topic().equals(salesTopic)) {
                if (SalesBook.concerns(key)) {
                    known.book.put(CELLS.read(each.value()));
                }
            } else if (key.equals(RfmCutPoints.MODEL_NAME)) {
                known.newestEvent = CUT_POINTS.read(each.value()).newestEventAt();
            }
        } catch (UncheckedIOException e) {
            LOG.warnf(
                    "%s at %s-%d@%d is malformed and is left out", key, each.topic(), each.partition(), each.offset());
        }
    }

    private boolean isTime(Known known) {
        return known.nextLook == null || !clock.instant().isBefore(known.nextLook);
    }

    private static boolean hasRead(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void makeDue(Known known, Producer<byte[], byte[]> producer) {
        Instant begun = clock.instant();
        Instant newestEvent = known.newestEvent;
        if (newestEvent != null) {
            Instant asOf = BusinessTime.asOf(begun, newestEvent);
            int through = settings.time().epochDay(asOf.toEpochMilli()) - 1;
            for (SalesSeries each : known.book.due(through)) {
                if (stopped || !leads.getAsBoolean()) {
                    return;
                }
                publish(
                        SalesForecaster.forecast(each.dimension(), each.value(), each.through(through), asOf),
                        producer);
                each.made(through);
            }
            producer.flush();
        }
        Duration rest = Duration.between(begun, clock.instant()).multipliedBy(REST);
        known.nextLook = clock.instant().plus(rest.compareTo(settings.interval()) > 0 ? rest : settings.interval());
    }

    private void publish(SalesForecast forecast, Producer<byte[], byte[]> producer) {
        String key = SalesForecast.key(forecast.dimension(), forecast.value());
        producer.send(
                new ProducerRecord<>(
                        forecastsTopic,
                        null,
                        null,
                        key.getBytes(StandardCharsets.UTF_8),
                        FORECASTS.write(forecast),
                        Arrays.asList(headers.of(key, forecast.madeAt().toEpochMilli())
                                .toArray())),
                (metadata, failure) -> {
                    if (failure != null) {
                        LOG.warnf("a forecast could not be published: %s", failure.getMessage());
                    }
                });
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                settings.kafka()
                        .client(Map.of(
                                ConsumerConfig.CLIENT_ID_CONFIG,
                                settings.generation().applicationId() + "-forecast",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                5_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                settings.kafka()
                        .client(Map.of(
                                ProducerConfig.CLIENT_ID_CONFIG,
                                settings.generation().applicationId() + "-forecast",
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "lz4")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
