package io.tillstream.dashboard.testing;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventRecords;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.contracts.topic.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records of the public contracts to real topics. */
public final class PublicTopics implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final EventRecords events = new EventRecords();

    /** Creates the topics that are missing. */
    public PublicTopics(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            TopicProvisioner.createMissing(admin, 2);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "5", "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void profile(CustomerProfile profile) {
        send(
                TopicCatalogue.PROFILES,
                profile.customerId(),
                OutputJson.of(CustomerProfile.class).write(profile));
    }

    public void noProfile(String customerId) {
        send(TopicCatalogue.PROFILES, customerId, null);
    }

    public void sales(SalesCell cell) {
        String day = cell.day() == null ? "" : cell.day().toString();
        String key = cell.period() + '|' + day + '|' + cell.dimension() + '|' + cell.value();
        send(TopicCatalogue.SALES, key, OutputJson.of(SalesCell.class).write(cell));
    }

    public void funnel(FunnelCell cell) {
        String key = cell.hour().toEpochMilli() + "|" + cell.dimension() + '|' + cell.value();
        send(TopicCatalogue.FUNNEL, key, OutputJson.of(FunnelCell.class).write(cell));
    }

    public void seasonality(SeasonalityCell cell) {
        String key = Long.toString(cell.hour().toEpochMilli());
        send(
                TopicCatalogue.SEASONALITY,
                key,
                OutputJson.of(SeasonalityCell.class).write(cell));
    }

    public void cart(CartChange change) {
        send(
                TopicCatalogue.CARTS,
                change.customerId(),
                OutputJson.of(CartChange.class).write(change));
    }

    public void cutPoints(RfmCutPoints cutPoints) {
        send(
                TopicCatalogue.MODELS,
                RfmCutPoints.MODEL_NAME,
                OutputJson.of(RfmCutPoints.class).write(cutPoints));
    }

    public void transition(SegmentTransition transition) {
        send(
                TopicCatalogue.TRANSITIONS,
                transition.customerId(),
                OutputJson.of(SegmentTransition.class).write(transition));
    }

    public void event(CommerceEvent event) {
        events.of(event).forEach(producer::send);
    }

    /** A record of any output type. */
    public <T> void state(TopicSpec topic, String key, Class<T> type, T value) {
        send(topic, key, OutputJson.of(type).write(value));
    }

    /** Takes a record away. */
    public void tombstone(TopicSpec topic, String key) {
        send(topic, key, null);
    }

    /** Bytes as they are, whatever the topic promises. */
    public void raw(TopicSpec topic, String key, String value) {
        send(topic, key, value.getBytes(StandardCharsets.UTF_8));
    }

    private void send(TopicSpec topic, String key, byte @Nullable [] value) {
        producer.send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Waits until the broker has everything. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
