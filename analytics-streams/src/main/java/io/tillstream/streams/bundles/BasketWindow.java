package io.tillstream.streams.bundles;

import com.carrotsearch.hppc.LongHashSet;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.customer.Hashes;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The baskets of the last business days, by event time: the day of the newest purchase and those before it. A basket is the set of products of an order;
 * units are counted beside.
 *
 * <p>The first delivery of an order counts, whatever its time; later ones are nothing. A late order goes to its day, or is left out when that is over. When
 * there are more baskets or lines than allowed, those of the oldest day leave first. Memory: about 60 bytes for a basket and 8 for a line. Orders are
 * remembered beyond the window, four times as many as baskets are allowed, 16 bytes each.
 */
public final class BasketWindow {

    private static final int REMEMBERED = 4;
    private static final char BETWEEN = '\n';

    private final Settings settings;
    private final BusinessTime time;
    private final Products products;
    private final TreeMap<Integer, ArrayDeque<Basket>> days = new TreeMap<>();
    private LongHashSet orders = new LongHashSet();
    private int size;
    private long lines;
    private long changes;
    private long linesLeftOut;
    private boolean nothingToForget;

    /**
     * Bounds of the window.
     *
     * @param days business days, the newest purchase's included
     * @param mostBaskets baskets at most
     * @param mostLines products of all baskets at most, each basket's counted
     * @param mostProducts products known at most
     */
    public record Settings(int days, int mostBaskets, long mostLines, int mostProducts) {

        /** 365 days, a million baskets with 20 million lines, 100,000 products. */
        public static final Settings USUAL = new Settings(365, 1_000_000, 20_000_000, 100_000);

        /** Checks the bounds. */
        public Settings {
            if (days < 1 || mostBaskets < 1 || mostLines < 1 || mostProducts < 1) {
                throw new IllegalArgumentException(
                        "days, baskets, lines and products of the window must be at least 1");
            }
        }

        /** The same with other bounds of time and orders. */
        public static Settings of(int days, int mostBaskets) {
            return new Settings(days, mostBaskets, USUAL.mostLines, USUAL.mostProducts);
        }
    }

    /**
     * An order of the window.
     *
     * @param order hash of customer and order id
     * @param products numbers, ascending, each once
     * @param units of each
     */
    private record Basket(long order, int[] products, int[] units) {}

    /** An empty window. */
    public BasketWindow(Settings settings, BusinessTime time) {
        this.settings = settings;
        this.time = time;
        products = new Products(settings.mostProducts());
    }

    /** Takes what was bought together. */
    public void add(CommerceEvent.Purchase purchase) {
        long order = Hashes.of(purchase.key() + BETWEEN + purchase.orderId());
        if (!orders.add(order)) {
            return;
        }
        long at = purchase.timestamp().toEpochMilli();
        int day = time.epochDay(at);
        if (!days.isEmpty() && day <= days.lastKey() - settings.days()) {
            forgetOrders();
            return;
        }
        Basket basket = basket(order, purchase.items(), at);
        if (basket.products().length > 0) {
            days.computeIfAbsent(day, unused -> new ArrayDeque<>()).add(basket);
            size++;
            lines += basket.products().length;
            changes++;
            sell(basket, 1);
            expire();
        }
        forgetOrders();
    }

    /** Takes category and stock of a product. */
    public void update(CommerceEvent.ProductUpdated updated) {
        makeRoom(1);
        int product = products.number(updated.product().productId());
        if (product == Names.NONE) {
            return;
        }
        long at = updated.timestamp().toEpochMilli();
        boolean moved = products.state(product, updated.product().category(), at);
        Long stock = updated.stockOnHand();
        if (moved | (stock != null && products.stock(product, stock, at))) {
            changes++;
        }
    }

    private Basket basket(long order, List<Item> items, long at) {
        makeRoom(items.size());
        TreeMap<Integer, Long> units = new TreeMap<>();
        for (Item item : items) {
            int product = products.number(item.productId());
            if (product == Names.NONE) {
                linesLeftOut++;
            } else {
                units.merge(product, (long) item.quantity(), Long::sum);
                products.state(product, item.category(), at);
            }
        }
        return new Basket(
                order,
                units.keySet().stream().mapToInt(Integer::intValue).toArray(),
                units.values().stream()
                        .mapToInt(each -> (int) Math.min(Integer.MAX_VALUE, each))
                        .toArray());
    }

    /** Forgets products that are gone when these many may not find room; not again before a day has left the window. */
    private void makeRoom(int newcomers) {
        if (!nothingToForget && products.size() + newcomers > settings.mostProducts()) {
            numberAnew();
            nothingToForget = true;
        }
    }

    private void numberAnew() {
        int[] newNumbers = products.forgetTheGone();
        for (ArrayDeque<Basket> day : days.values()) {
            for (Basket basket : day) {
                // ascending as before, because the products kept their order
                int[] numbers = basket.products();
                Arrays.setAll(numbers, i -> newNumbers[numbers[i]]);
            }
        }
    }

    private void sell(Basket basket, int sign) {
        for (int i = 0; i < basket.products().length; i++) {
            products.sell(basket.products()[i], (long) sign * basket.units()[i]);
        }
    }

    private void expire() {
        int first = days.lastKey() - settings.days() + 1;
        while (days.firstKey() < first || size > settings.mostBaskets() || lines > settings.mostLines()) {
            Map.Entry<Integer, ArrayDeque<Basket>> oldest = days.firstEntry();
            // no day is empty
            Basket gone = oldest.getValue().removeFirst();
            size--;
            lines -= gone.products().length;
            changes++;
            sell(gone, -1);
            if (oldest.getValue().isEmpty()) {
                days.remove(oldest.getKey());
                nothingToForget = false;
            }
            if (days.isEmpty()) {
                return;
            }
        }
    }

    private void forgetOrders() {
        if (orders.size() > (long) REMEMBERED * settings.mostBaskets()) {
            LongHashSet kept = new LongHashSet(size);
            days.values().forEach(day -> day.forEach(basket -> kept.add(basket.order())));
            orders = kept;
        }
    }

    /** Products of each basket, the oldest day first; valid until the window changes. */
    List<int[]> baskets() {
        List<int[]> all = new ArrayList<>(size);
        days.values().forEach(day -> day.forEach(basket -> all.add(basket.products())));
        return all;
    }

    /** Categories of each basket, each once; a product of unknown category has none. */
    List<int[]> categoryBaskets() {
        List<int[]> all = new ArrayList<>(size);
        for (int[] basket : baskets()) {
            all.add(Arrays.stream(basket)
                    .map(products::category)
                    .filter(category -> category != Names.NONE)
                    .sorted()
                    .distinct()
                    .toArray());
        }
        return all;
    }

    Products products() {
        return products;
    }

    /** Orders in the window. */
    public int size() {
        return size;
    }

    /** Baskets that came or went and statements that changed, ever. */
    public long changes() {
        return changes;
    }

    /** Lines that were left out because there are more products than allowed, ever. */
    public long linesLeftOut() {
        return linesLeftOut;
    }

    /** First business day of the window, or null without baskets. */
    @Nullable
    LocalDate firstDay() {
        return days.isEmpty() ? null : LocalDate.ofEpochDay((long) days.lastKey() - settings.days() + 1);
    }

    /** Business day of the newest basket, or null. */
    @Nullable
    LocalDate lastDay() {
        return days.isEmpty() ? null : LocalDate.ofEpochDay(days.lastKey());
    }

    /** Business days of the window. */
    int length() {
        return settings.days();
    }
}
