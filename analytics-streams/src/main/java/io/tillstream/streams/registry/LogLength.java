package io.tillstream.streams.registry;

import io.tillstream.contracts.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How long the event log is, and how much of it the engine has still to read.
 *
 * @param records of the log
 * @param behind records that the engine has not committed
 */
record LogLength(long records, long behind) {

    /** Asks Kafka. */
    static LogLength ask(Admin admin, TrainerSettings settings) throws InterruptedException {
        String topic = settings.generation().topic(TopicCatalogue.EVENTS);
        try {
            List<TopicPartition> partitions = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic))
                    .partitions()
                    .stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
            Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(
                            settings.generation().applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            long records = 0;
            long behind = 0;
            for (TopicPartition partition : partitions) {
                long begin = begins.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, 0L);
                OffsetAndMetadata reached = read.get(partition);
                records += end - begin;
                behind += end - (reached == null ? begin : Math.max(begin, reached.offset()));
            }
            return new LogLength(records, behind);
        } catch (ExecutionException e) {
            throw new KafkaException("the length of the log is not known", e.getCause());
        }
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each :
                admin.listOffsets(asked).all().get().entrySet()) {
            offsets.put(each.getKey(), each.getValue().offset());
        }
        return offsets;
    }
}
