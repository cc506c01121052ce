package io.tillstream.benchmarks.bundles;

import io.tillstream.benchmarks.process.ChildJvm;
import io.tillstream.streams.bundles.FpGrowth;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures the mining of baskets. */
public final class BundlesBenchmark {

    private static final int GROCERIES = 9_835;
    private static final double SUPPORT = 0.001;
    private static final double MANY_SUPPORT = 0.001;

    /** Enough for the compiler to have done its best for both. */
    private static final int ROUNDS = 60;

    private static final int FEW_ROUNDS = 20;
    private static final int HEAP_MEBIBYTES = 1_024;

    /** Processor time of the one thread, which other programs on the machine do not lengthen much. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final @Nullable Path file;
    private final int orders;
    private final Consumer<String> progress;

    /**
     * @param file baskets to compare on; made up in the shape of the Groceries baskets when null
     * @param orders how many the window is filled with
     * @param progress takes what goes on
     */
    public BundlesBenchmark(@Nullable Path file, int orders, Consumer<String> progress) {
        this.file = file;
        this.orders = orders;
        this.progress = progress;
    }

    /**
     * Figures of a run.
     *
     * @param text for people
     * @param figures by name
     */
    public record Figures(String text, Map<String, Double> figures) {}

    private record Timed(double bestSeconds, int itemsets, long checksum) {}

    private interface Miner {
        void mine(GroceryShop shop, int minCount, FpGrowth.Found found);
    }

    /** Runs it. */
    public Figures run() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        Map<String, Double> figures = new LinkedHashMap<>();
        GroceryShop shop = file == null ? GroceryShop.madeUp(GROCERIES, 1) : GroceryShop.read(file);
        compare(file == null ? "made up" : "given", shop, SUPPORT, ROUNDS, text, figures);
        compare("many", GroceryShop.madeUp(10 * GROCERIES, 2), MANY_SUPPORT, FEW_ROUNDS, text, figures);
        fill(text, figures);
        return new Figures(text.toString(), figures);
    }

    private void compare(
            String name,
            GroceryShop shop,
            double support,
            int rounds,
            StringBuilder text,
            Map<String, Double> figures) {
        progress.accept("Comparing on the baskets " + name);
        int minCount = (int) Math.ceil(support * shop.baskets().size());
        Timed growth = time(
                rounds,
                shop,
                minCount,
                (of, count, found) -> FpGrowth.mine(of.baskets(), of.items(), count, 64, found));
        Timed apriori = time(
                rounds, shop, minCount, (of, count, found) -> Apriori.mine(of.baskets(), of.items(), count, found));
        if (growth.itemsets() != apriori.itemsets() || growth.checksum() != apriori.checksum()) {
            throw new IllegalStateException("the two do not find the same");
        }
        double ratio = apriori.bestSeconds() / growth.bestSeconds();
        text.append(String.format(
                Locale.ROOT,
                "%-8s %,9d baskets, support %.3f %%: %,7d itemsets, FP-Growth %.3f s, Apriori %.3f s, %.1f times%n",
                name,
                shop.baskets().size(),
                100 * support,
                growth.itemsets(),
                growth.bestSeconds(),
                apriori.bestSeconds(),
                ratio));
        String key = name.replace(' ', '_');
        figures.put(key + "_itemsets", (double) growth.itemsets());
        figures.put(key + "_fp_growth_seconds", growth.bestSeconds());
        figures.put(key + "_apriori_seconds", apriori.bestSeconds());
        figures.put(key + "_ratio", ratio);
    }

    private static Timed time(int rounds, GroceryShop shop, int minCount, Miner miner) {
        double best = Double.MAX_VALUE;
        int[] itemsets = new int[1];
        long[] checksum = new long[1];
        // once more to warm up
        for (int round = 0; round <= rounds; round++) {
            itemsets[0] = 0;
            checksum[0] = 0;
            long begun = THREADS.getCurrentThreadCpuTime();
            miner.mine(shop, minCount, (items, count) -> {
                itemsets[0]++;
                checksum[0] += (long) count * Arrays.hashCode(items);
            });
            double seconds = (THREADS.getCurrentThreadCpuTime() - begun) / 1e9;
            best = round == 0 ? best : Math.min(best, seconds);
        }
        return new Timed(best, itemsets[0], checksum[0]);
    }

    private void fill(StringBuilder text, Map<String, Double> figures) throws IOException, InterruptedException {
        progress.accept("Filling the window in a heap of " + HEAP_MEBIBYTES + " MiB");
        try (ChildJvm child = ChildJvm.start(WindowProgram.class, HEAP_MEBIBYTES, List.of(Integer.toString(orders)))) {
            String[] result = child.awaitLine(WindowProgram.RESULT).split(" ", -1);
            child.awaitEnd();
            double peak = Double.parseDouble(result[4]) / (1 << 20);
            text.append(String.format(
                    Locale.ROOT,
                    "window   %,9d orders: filled in %.1f s, all of it mined in %.1f s, %,d records, heap at most %,.0f MiB%n",
                    Integer.parseInt(result[0]),
                    Double.parseDouble(result[1]),
                    Double.parseDouble(result[2]),
                    Integer.parseInt(result[3]),
                    peak));
            figures.put("window_orders", Double.parseDouble(result[0]));
            figures.put("window_mining_seconds", Double.parseDouble(result[2]));
            figures.put("window_heap_mebibytes", peak);
        }
    }
}
