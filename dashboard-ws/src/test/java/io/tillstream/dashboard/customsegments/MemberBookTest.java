package io.tillstream.dashboard.customsegments;

import static io.tillstream.dashboard.testing.Figures.UNIT;
import static io.tillstream.dashboard.testing.Figures.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.contracts.segment.ProfileField;
import io.tillstream.dashboard.testing.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemberBookTest {

    private final MemberBook members = new MemberBook();

    @Test
    void shouldFollowCustomersInAndOutOfSegments() {
        put(1, "a", "b");
        put(2, "a");
        put(3);
        assertThat(members.bySegment()).isEqualTo(Map.of("a", 2L, "b", 1L));
        put(1, "b");
        put(2);
        assertThat(members.bySegment()).isEqualTo(Map.of("b", 1L));
        members.forget(1);
        members.forget(9);
        assertThat(members.bySegment()).isEmpty();
    }

    @Test
    void shouldChangeItsVersionOnlyWhenSomebodyMoved() {
        put(1, "a");
        long version = members.version();
        put(1, "a");
        put(2);
        assertThat(members.version()).isEqualTo(version);
    }

    @Test
    void shouldBeWhatAFreshCountSaysAfterManyChanges() {
        Random random = new Random(5);
        Map<Integer, List<String>> newest = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            int who = random.nextInt(100);
            List<String> segments = List.of("a", "b", "c", "d").stream()
                    .filter(segment -> random.nextInt(3) == 0)
                    .toList();
            newest.put(who, segments);
            put(who, segments.toArray(String[]::new));
        }
        Map<String, Long> fresh = new TreeMap<>();
        newest.values().forEach(segments -> segments.forEach(segment -> fresh.merge(segment, 1L, Long::sum)));
        assertThat(members.bySegment()).isEqualTo(fresh);
    }

    @Test
    void shouldListDefinitionsWithTheirMembers() {
        DefinitionBook definitions = new DefinitionBook();
        define(definitions, "a", "{\"name\":\"A\",\"rule\":{\"field\":\"net\"},\"version\":3}");
        define(definitions, "b", "{\"name\":\"B\",\"rule\":{\"field\":\"net\"}}");
        define(definitions, "b", null);
        assertThatThrownBy(() -> define(definitions, "c", "[]")).isInstanceOf(IllegalArgumentException.class);
        put(1, "a", "gone");

        assertThat(new CustomSegmentsChannel(definitions, members)
                        .data(Figures.NOON)
                        .toString())
                .isEqualTo("{\"rows\":{\"a\":{\"name\":\"A\",\"description\":\"\",\"version\":3,\"updated_at\":\"\","
                        + "\"rule\":\"{\\\"field\\\":\\\"net\\\"}\",\"members\":1}}}");
    }

    @Test
    void shouldHaveWordsOnlyForFieldsThatRulesKnow() throws IOException {
        try (InputStream script = Objects.requireNonNull(
                getClass().getResourceAsStream("/META-INF/resources/js/panels/segment-words.js"))) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            String fields = text.substring(text.indexOf("FIELDS = {"), text.indexOf("};"));
            List<String> named = Pattern.compile("(?m)(?:^ +|, )'?([a-z_.]+)'?: '")
                    .matcher(fields)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(named).hasSizeGreaterThan(30).allMatch(field -> ProfileField.ofPath(field) != null);
        }
    }

    private static void define(DefinitionBook book, String id, @Nullable String json) {
        byte[] value = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        book.read(new ConsumerRecord<>("definitions", 0, 0, id.getBytes(StandardCharsets.UTF_8), value));
    }

    private void put(long hash, String... segments) {
        members.put(hash, customer("c" + hash, 1, UNIT, 1, null, null, null).with(List.of(), List.of(segments), null));
    }
}
