package io.tillstream.dashboard.bundles;

import io.tillstream.contracts.output.BundleRule;
import io.tillstream.contracts.output.BundleRun;
import io.tillstream.contracts.output.DeadStock;
import io.tillstream.dashboard.channel.RecordReader;
import io.tillstream.dashboard.channel.WholeJson;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rules, the runs they came from, and dead stock. As many rules as are published, which is bounded, and at most {@link #KEPT} of each kind; related
 * products are skipped by their key, unread.
 */
public final class BundleBook implements RecordReader {

    static final int KEPT = 25_000;

    private static final Comparator<BundleRule> STRONGEST_FIRST = Comparator.comparing(BundleRule::significant)
            .reversed()
            .thenComparing(Comparator.comparingDouble(BundleRule::lift).reversed())
            .thenComparing(Comparator.comparingLong(BundleRule::baskets).reversed())
            .thenComparing(BundleRule::key);
    private static final Comparator<BundleRule> WEIGHTIEST_FIRST =
            Comparator.comparingDouble(BundleRule::leverage).reversed().thenComparing(BundleRule::key);
    private static final Comparator<DeadStock> MOST_STOCK_FIRST =
            Comparator.comparingLong(DeadStock::stockOnHand).reversed().thenComparing(DeadStock::productId);

    private final WholeJson<BundleRule> ruleJson = WholeJson.of(BundleRule.class);
    private final WholeJson<BundleRun> runJson = WholeJson.of(BundleRun.class);
    private final WholeJson<DeadStock> deadJson = WholeJson.of(DeadStock.class);
    private final Map<String, BundleRule> rules = new HashMap<>();
    private final Map<String, BundleRun> runs = new TreeMap<>();
    private final Map<String, DeadStock> dead = new HashMap<>();
    private long version;

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        byte[] value = record.value();
        if (key.startsWith(BundleRule.KEY_PREFIX)) {
            keep(rules, key, value, ruleJson);
        } else if (key.startsWith(BundleRun.KEY_PREFIX)) {
            keep(runs, key, value, runJson);
        } else if (key.startsWith(DeadStock.KEY_PREFIX)) {
            keep(dead, key, value, deadJson);
        }
    }

    private <T extends Record> void keep(Map<String, T> map, String key, byte @Nullable [] value, WholeJson<T> json) {
        if (value == null) {
            map.remove(key);
        } else if (map.size() < KEPT || map.containsKey(key)) {
            map.put(key, json.read(value));
        }
        version++;
    }

    /** What the rules of a level were mined from; null before the first run. */
    @Nullable
    BundleRun run(String level) {
        return runs.get(BundleRun.KEY_PREFIX + level);
    }

    /** Significant rules of a level first, greatest lift first. */
    List<BundleRule> strongest(String level, int count) {
        return first(rule -> rule.level().equals(level), STRONGEST_FIRST, count);
    }

    /** Significant rules of a level between two items, those first that make most baskets beyond chance. */
    List<BundleRule> pairs(String level, int count) {
        return first(
                rule -> rule.level().equals(level)
                        && rule.significant()
                        && rule.antecedent().size() == 1,
                WEIGHTIEST_FIRST,
                count);
    }

    private List<BundleRule> first(Predicate<BundleRule> wanted, Comparator<BundleRule> order, int count) {
        return rules.values().stream().filter(wanted).sorted(order).limit(count).toList();
    }

    /** Products of dead stock, those with most on hand first. */
    List<DeadStock> dead(int count) {
        return dead.values().stream().sorted(MOST_STOCK_FIRST).limit(count).toList();
    }

    /** How many products are dead stock. */
    int deadCount() {
        return dead.size();
    }

    /** Differs after every change. */
    public long version() {
        return version;
    }
}
