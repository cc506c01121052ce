package io.tillstream.benchmarks.bundles;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.bundles.BasketWindow;
import io.tillstream.streams.bundles.BundleMining;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Fills the product's window with many orders and mines it as the product does, in a JVM of its own whose heap is bounded. Argument: the number of orders. */
final class WindowProgram {

    static final String RESULT = "result ";

    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final long SECONDS_OF_A_YEAR = 364L * 86_400;

    private WindowProgram() {}

    public static void main(String[] arguments) {
        int orders = Integer.parseInt(arguments[0]);
        BasketWindow window = new BasketWindow(BasketWindow.Settings.of(365, orders), BusinessTime.UTC);
        long begun = System.nanoTime();
        GroceryShop shop = GroceryShop.madeUp(orders, 7);
        List<Item> items = IntStream.range(0, shop.items())
                .mapToObj(item -> new Item("p-" + item, null, "category-" + item % 12, null, 1_000_000, 1, 0, null))
                .toList();
        for (int order = 0; order < orders; order++) {
            Instant at = FIRST.plusSeconds(order * SECONDS_OF_A_YEAR / orders);
            window.add(new CommerceEvent.Purchase(
                    new Envelope("e", "c" + order % 50_000, null, null, at, null, Context.UNKNOWN, Map.of()),
                    "o" + order,
                    null,
                    Arrays.stream(shop.baskets().set(order, new int[0]))
                            .mapToObj(items::get)
                            .toList()));
        }
        long filled = System.nanoTime();
        int[] records = new int[1];
        BundleMining.mine(window, (key, value) -> records[0]++);
        long mined = System.nanoTime();
        System.out.println(RESULT + window.size() + " " + (filled - begun) / 1e9 + " " + (mined - filled) / 1e9 + " "
                + records[0] + " " + peakHeap());
    }

    /** The sum of each pool's peak, so no less than the peak of the whole. */
    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
