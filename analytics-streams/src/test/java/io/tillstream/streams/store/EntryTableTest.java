package io.tillstream.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class EntryTableTest {

    @Test
    void shouldHoldWhatAMapHolds() {
        EntryTable<Integer> table = new EntryTable<>();
        Map<String, Integer> map = new HashMap<>();
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            String key = "customer-" + random.nextInt(4_000);
            EntryTable.Entry<Integer> found = table.get(bytes(key));
            assertThat(found == null ? null : found.value()).isEqualTo(map.get(key));
            if (found == null) {
                table.add(new EntryTable.Entry<>(Bytes.wrap(bytes(key)), round));
                map.put(key, round);
            }
            if (round % 5_000 == 4_999) {
                table.retain(entry -> entry.value() % 3 != 0);
                map.values().removeIf(value -> value % 3 == 0);
            }
            assertThat(table.size()).isEqualTo(map.size());
        }
        map.forEach((key, value) -> assertThat(valueOf(table, key)).isEqualTo(value));
    }

    @Test
    void shouldTellKeysWithTheSameHashApart() {
        EntryTable<String> table = new EntryTable<>();
        // "Aa" and "BB" have the same hash by Java's formula, in bytes too
        table.add(new EntryTable.Entry<>(Bytes.wrap(bytes("Aa")), "first"));
        assertThat(table.get(bytes("BB"))).isNull();
        table.add(new EntryTable.Entry<>(Bytes.wrap(bytes("BB")), "second"));
        assertThat(valueOf(table, "Aa")).isEqualTo("first");
        assertThat(valueOf(table, "BB")).isEqualTo("second");
    }

    private static <V> V valueOf(EntryTable<V> table, String key) {
        return Objects.requireNonNull(table.get(bytes(key))).value();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
