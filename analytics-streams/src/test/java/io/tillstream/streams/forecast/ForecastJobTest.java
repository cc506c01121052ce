package io.tillstream.streams.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SalesForecast;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.stack.broker.LocalBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real broker, in the second generation's topics. */
class ForecastJobTest {

    private static final Generation GENERATION = new Generation(2);
    private static final LocalDate FIRST = LocalDate.parse("2024-01-01");
    private static final Instant NEWEST_EVENT = Instant.parse("2024-03-10T20:00:00Z");
    private static final Clock LATER = Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void shouldPublishWhenItLeadsAndWhenHistoryMoves(@TempDir Path folder) throws Exception {
        AtomicBoolean leads = new AtomicBoolean();
        try (LocalBroker broker = LocalBroker.start(folder, 0)) {
            String servers = broker.bootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                TopicProvisioner.createMissing(admin, 2, GENERATION);
            }
            ForecastJob job = new ForecastJob(
                    new ForecastJob.Settings(broker.access(), GENERATION, BusinessTime.UTC, Duration.ZERO),
                    leads::get,
                    LATER);
            Thread thread = Thread.ofPlatform().start(job);
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                            Map.of("bootstrap.servers", servers),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
                    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                            Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer())) {
                consumer.assign(List.of(
                        new TopicPartition(GENERATION.topic(TopicCatalogue.FORECASTS), 0),
                        new TopicPartition(GENERATION.topic(TopicCatalogue.FORECASTS), 1)));
                for (int day = 0; day < 70; day++) {
                    sale(producer, "total", "all", day, 100 + day % 7);
                }
                sale(producer, "category", "New", 68, 40);
                sale(producer, "product", "p1", 68, 40);
                producer.send(new ProducerRecord<>(
                        GENERATION.topic(TopicCatalogue.SALES),
                        "day|2024-03-01|total|all".getBytes(UTF_8),
                        "{".getBytes(UTF_8)));
                cutPoints(producer);
                producer.flush();
                List<SalesForecast> published = new ArrayList<>();
                assertThat(consumer.poll(Duration.ofMillis(1_500))).isEmpty();

                leads.set(true);
                await().atMost(Duration.ofSeconds(60)).until(() -> read(consumer, published) == 2);
                SalesForecast total = of("total", published);
                // 10 March is over at the reference time, a day after the newest event
                assertThat(total.madeAt()).isEqualTo(NEWEST_EVENT.plus(Duration.ofDays(1)));
                assertThat(total.trainedFrom()).isEqualTo(FIRST);
                assertThat(total.trainedTo()).isEqualTo(LocalDate.parse("2024-03-10"));
                assertThat(total.days()).hasSize(28);
                assertThat(of("category", published).sentence()).contains("2 of 56 days");

                published.clear();
                sale(producer, "total", "all", 69, 1_000);
                producer.flush();
                await().atMost(Duration.ofSeconds(60)).until(() -> read(consumer, published) == 1);
                assertThat(of("total", published).days().getFirst().highMicros())
                        .isGreaterThan(total.days().getFirst().highMicros());
            } finally {
                job.stop();
                thread.join(10_000);
            }
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static SalesForecast of(String dimension, List<SalesForecast> published) {
        return published.stream()
                .filter(each -> each.dimension().equals(dimension))
                .findFirst()
                .orElseThrow();
    }

    private static int read(KafkaConsumer<byte[], byte[]> consumer, List<SalesForecast> into) {
        consumer.poll(Duration.ofMillis(200)).forEach(each -> {
            SalesForecast forecast = OutputJson.of(SalesForecast.class).read(each.value());
            assertThat(new String(each.key(), UTF_8))
                    .isEqualTo(SalesForecast.key(forecast.dimension(), forecast.value()));
            assertThat(new String(each.headers().lastHeader("ce_type").value(), UTF_8))
                    .isEqualTo("io.tillstream.analytics.forecasts.v1");
            into.add(forecast);
        });
        return into.size();
    }

    private static void sale(
            KafkaProducer<byte[], byte[]> producer, String dimension, String value, int day, long units) {
        LocalDate date = FIRST.plusDays(day);
        long micros = units * 1_000_000;
        SalesCell cell = new SalesCell(
                "day", date, dimension, value, null, null, 1, 1, micros, 0, micros, 0, 0, 1, 0, 0, null, Instant.EPOCH);
        producer.send(new ProducerRecord<>(
                GENERATION.topic(TopicCatalogue.SALES),
                ("day|" + date + "|" + dimension + "|" + value).getBytes(UTF_8),
                OutputJson.of(SalesCell.class).write(cell)));
    }

    private static void cutPoints(KafkaProducer<byte[], byte[]> producer) {
        RfmCutPoints points = new RfmCutPoints(
                NEWEST_EVENT,
                NEWEST_EVENT,
                1,
                true,
                List.of(NEWEST_EVENT, NEWEST_EVENT, NEWEST_EVENT, NEWEST_EVENT),
                List.of(1L, 1L, 1L, 1L),
                List.of(1L, 1L, 1L, 1L));
        producer.send(new ProducerRecord<>(
                GENERATION.topic(TopicCatalogue.MODELS),
                RfmCutPoints.MODEL_NAME.getBytes(UTF_8),
                OutputJson.of(RfmCutPoints.class).write(points)));
    }
}
