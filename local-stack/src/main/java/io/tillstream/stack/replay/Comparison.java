package io.tillstream.stack.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import io.tillstream.stack.audit.CannotAuditException;
import io.tillstream.stack.audit.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares what two generations publish, the newest value of each key. A key lies in the same partition of both, so only one partition is in memory at a
 * time.
 *
 * <p>Left out is what says when something was counted rather than what ({@code fresh_through}, {@code as_of}) and what follows from it while time passes
 * ({@code visit_frequency}).
 */
final class Comparison {

    private static final Set<String> NOT_COMPARED = Set.of(
            "fresh_through",
            "as_of",
            "visit_frequency",
            "predictions",
            "churn_tier",
            "churn_method",
            "custom_segments");

    private final JsonMapper mapper = new JsonMapper();
    private final TopicReader before;
    private final TopicReader after;
    private final int examplesWanted;

    /**
     * One output.
     *
     * @param name what it is called
     * @param topic where it is published
     * @param key the field that tells its values apart, empty for the record's key
     */
    private record Output(String name, TopicSpec topic, String key) {}

    private static final List<Output> OUTPUTS = List.of(
            new Output("profiles", TopicCatalogue.PROFILES, ""),
            new Output("sales", TopicCatalogue.SALES, ""),
            new Output("funnel", TopicCatalogue.FUNNEL, ""),
            new Output("seasonality", TopicCatalogue.SEASONALITY, ""),
            new Output("cohorts", TopicCatalogue.COHORTS, ""),
            new Output("retention", TopicCatalogue.RETENTION, ""),
            new Output("experience", TopicCatalogue.EXPERIENCE, ""),
            new Output("journeys", TopicCatalogue.JOURNEYS, ""),
            new Output("behaviour", TopicCatalogue.BEHAVIOUR, ""),
            new Output("product carts", TopicCatalogue.PRODUCT_CARTS, ""),
            new Output("growth", TopicCatalogue.GROWTH, ""),
            new Output("carts", TopicCatalogue.CARTS, "cart_key"));

    /**
     * What became of one output.
     *
     * @param equal keys with the same value on both sides
     * @param different keys with different values
     * @param onlyBefore keys that only the active generation has
     * @param onlyAfter keys that only the replay has
     * @param examples the first differences
     */
    record Result(String name, long equal, long different, long onlyBefore, long onlyAfter, List<String> examples) {

        boolean isEqual() {
            return different + onlyBefore + onlyAfter == 0;
        }
    }

    /**
     * @param before reads the active generation
     * @param after reads the other
     * @param examplesWanted differences to keep of each output
     */
    Comparison(TopicReader before, TopicReader after, int examplesWanted) {
        this.before = before;
        this.after = after;
        this.examplesWanted = examplesWanted;
    }

    /** All outputs, one after the other. */
    List<Result> run() throws CannotAuditException {
        List<Result> results = new ArrayList<>();
        for (Output output : OUTPUTS) {
            results.add(compare(output));
        }
        return results;
    }

    private Result compare(Output output) throws CannotAuditException {
        long equal = 0;
        long different = 0;
        long onlyBefore = 0;
        long onlyAfter = 0;
        List<String> examples = new ArrayList<>();
        Map<Integer, Map.Entry<TopicPartition, Long>> others = new HashMap<>();
        for (Map.Entry<TopicPartition, Long> end :
                after.ends(output.topic().name()).entrySet()) {
            others.put(end.getKey().partition(), end);
        }
        for (Map.Entry<TopicPartition, Long> end :
                before.ends(output.topic().name()).entrySet()) {
            Map<String, byte[]> old = latest(before, end, output);
            Map.Entry<TopicPartition, Long> other = others.get(end.getKey().partition());
            Map<String, byte[]> young = other == null ? new HashMap<>() : latest(after, other, output);
            for (Map.Entry<String, byte[]> value : new TreeMap<>(old).entrySet()) {
                byte[] match = young.remove(value.getKey());
                if (match == null) {
                    onlyBefore++;
                    keep(examples, value.getKey() + " is not in the replay");
                } else {
                    List<String> fields = differences(parse(value.getValue()), parse(match));
                    if (fields.isEmpty()) {
                        equal++;
                    } else {
                        different++;
                        keep(examples, value.getKey() + ": " + String.join(", ", fields));
                    }
                }
            }
            onlyAfter += young.size();
            young.keySet().stream()
                    .sorted()
                    .limit(examplesWanted)
                    .forEach(key -> keep(examples, key + " is only in the replay"));
        }
        return new Result(output.name(), equal, different, onlyBefore, onlyAfter, List.copyOf(examples));
    }

    private void keep(List<String> examples, String example) {
        if (examples.size() < examplesWanted) {
            examples.add(example);
        }
    }

    private Map<String, byte[]> latest(TopicReader reader, Map.Entry<TopicPartition, Long> end, Output output)
            throws CannotAuditException {
        Map<String, byte[]> latest = new HashMap<>();
        reader.read(Map.of(), Map.ofEntries(end), entry -> {
            String key = entry.key() == null ? "" : new String(entry.key(), StandardCharsets.UTF_8);
            if (entry.value() == null) {
                latest.remove(key);
            } else if (output.key().isEmpty()) {
                latest.put(key, entry.value());
            } else {
                latest.put(parse(entry.value()).path(output.key()).asText(), entry.value());
            }
        });
        return latest;
    }

    private JsonNode parse(byte[] value) {
        try {
            return mapper.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException("A record that is no JSON", e);
        }
    }

    /** The fields that differ: numbers with their values, of anything else, which might say something about a person, only that it differs. */
    static List<String> differences(JsonNode before, JsonNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.removeAll(NOT_COMPARED);
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            JsonNode one = before.path(name);
            JsonNode two = after.path(name);
            if (!one.equals(two) && !(isAbsent(one) && isAbsent(two))) {
                differences.add(
                        isPlain(one) && isPlain(two)
                                ? name + " " + shown(one) + " → " + shown(two)
                                : name + " differs");
            }
        }
        return differences;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean isPlain(JsonNode value) {
        return isAbsent(value) || value.isNumber() || value.isBoolean();
    }

    private static String shown(JsonNode value) {
        return isAbsent(value) ? "none" : value.asText();
    }
}
