package io.tillstream.query.projection;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The newest record of each key in a batch, in the order of the keys; older ones are not even parsed. */
final class LatestByKey {

    private LatestByKey() {}

    /**
     * @param removed takes the keys whose newest record has no value
     * @param values takes each newest record that has one
     */
    static void split(
            List<ConsumerRecord<byte[], byte[]>> records,
            Consumer<String> removed,
            Consumer<ConsumerRecord<byte[], byte[]>> values) {
        TreeMap<String, ConsumerRecord<byte[], byte[]>> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null) {
                latest.put(new String(record.key(), StandardCharsets.UTF_8), record);
            }
        }
        latest.forEach((key, record) -> {
            if (record.value() == null) {
                removed.accept(key);
            } else {
                values.accept(record);
            }
        });
    }

    /** The newest value of each key, sorted by key; for values that name their own key. */
    static <T> Collection<T> byOwnKey(List<T> values, Function<T, String> key) {
        TreeMap<String, T> latest = new TreeMap<>();
        for (T value : values) {
            latest.put(key.apply(value), value);
        }
        return latest.values();
    }
}
