package io.tillstream.streams.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class InOrderTest {

    private static final TopicPartition FIRST = new TopicPartition("t", 0);
    private static final TopicPartition SECOND = new TopicPartition("t", 1);

    private final InOrder order = new InOrder(List.of(FIRST, SECOND));

    @Test
    void shouldGiveRecordsInTheOrderOfTheirArrivalAndWaitForPartitionsThatAreBehind() {
        add(0, 10, 30);
        assertThat(drain()).isEmpty();
        add(1, 10, 20);
        assertThat(drain()).containsExactly("0@10", "1@10", "1@20");
        assertThat(order.waiting(FIRST)).isEqualTo(1);
        add(1, 25);
        assertThat(drain()).containsExactly("1@25");
        order.end(SECOND);
        assertThat(drain()).containsExactly("0@30");
        order.end(FIRST);
        assertThat(drain()).isEmpty();
    }

    private void add(int partition, long... times) {
        for (long time : times) {
            order.add(new ConsumerRecord<>(
                    "t",
                    partition,
                    0,
                    time,
                    TimestampType.LOG_APPEND_TIME,
                    0,
                    0,
                    new byte[0],
                    new byte[0],
                    new RecordHeaders(),
                    Optional.empty()));
        }
    }

    private List<String> drain() {
        List<String> given = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> next = order.next(); next != null; next = order.next()) {
            given.add(next.partition() + "@" + next.timestamp());
        }
        return given;
    }
}
