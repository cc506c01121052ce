package io.tillstream.dashboard.customers;

import static io.tillstream.dashboard.testing.Figures.NOON;
import static io.tillstream.dashboard.testing.Figures.UNIT;
import static io.tillstream.dashboard.testing.Figures.customer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.dashboard.channel.Figures;
import io.tillstream.dashboard.status.Freshness;
import io.tillstream.dashboard.status.Link;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DensityBookTest {

    private static final RfmScore SCORE = new RfmScore(3, 3, 3);
    private static final int MILLION = 1_000_000;

    private final DensityBook book = new DensityBook();

    @Test
    void shouldCountABuyerInOneCellOfEachPlane() {
        put(customer("a", 3, 90 * UNIT, 29, SCORE, "Loyal", "Low"));

        assertThat(cells(book::writeOrdersByNet)).isEqualTo(Map.of("3 × 70", 1L));
        assertThat(cells(book::writeRecencyByNet)).isEqualTo(Map.of("21 × 70", 1L));
        assertThat(cells(book::writeRecencyByOrders)).isEqualTo(Map.of("21 × 3", 1L));
        assertThat(cells(book::writePlaced))
                .describedAs("no model placed anybody")
                .isEmpty();
    }

    @Test
    void shouldFollowACustomerAndForgetThem() {
        put(customer("a", 3, 90 * UNIT, 29, SCORE, "Loyal", "Low"));
        put(customer("b", 3, 90 * UNIT, 29, SCORE, "Loyal", "Low"));
        put(customer("a", 11, 1_500 * UNIT, 0, SCORE, "Champions", "Low"));
        assertThat(cells(book::writeOrdersByNet)).isEqualTo(Map.of("3 × 70", 1L, "10 × 1500", 1L));

        book.forget(hash("b"));
        book.forget(hash("nobody"));
        assertThat(cells(book::writeOrdersByNet)).isEqualTo(Map.of("10 × 1500", 1L));
        put(customer("a", 0, 0, 0, null, null, null));
        assertThat(cells(book::writeOrdersByNet)).isEmpty();
        assertThat(cells(book::writeRecencyByOrders)).isEmpty();
    }

    @Test
    void shouldCountAtTheEdgesOfSteps() {
        put(customer("least", 1, 1, 0, SCORE, "Lost", "Low"));
        put(customer("most", 5_000_000, Long.MAX_VALUE, 20_000, SCORE, "Champions", "Low"));
        put(customer("below two", 1, 2 * UNIT - 1, 2, SCORE, "Lost", "Low"));
        put(customer("two", 1, 2 * UNIT, 3, SCORE, "Lost", "Low"));
        put(customer("all refunded", 2, 0, 4, SCORE, "Lost", "Low"));
        put(customer("not scored", 12, 7 * UNIT, 0, null, null, null));

        assertThat(cells(book::writeOrdersByNet))
                .isEqualTo(
                        Map.of("1 × 0.000001", 1L, "1000 × 700000000", 1L, "1 × 1.5", 1L, "1 × 2", 1L, "12 × 7", 1L));
        assertThat(cells(book::writeRecencyByOrders))
                .isEqualTo(Map.of("0 × 1", 1L, "1095 × 1000", 1L, "2 × 1", 1L, "3 × 1", 1L, "3 × 2", 1L));
    }

    /** All of them are counted where a plain count of the same customers puts them, in bounded room, whatever their number. */
    @Test
    @Timeout(120)
    void shouldCountAMillionCustomersExactly() {
        Random random = new Random(7);
        long[] orders = new long[MILLION];
        long[] net = new long[MILLION];
        int[] recency = new int[MILLION];
        for (int i = 0; i < MILLION; i++) {
            double rate = Math.exp(1.1 * random.nextGaussian());
            orders[i] = Math.max(1, Math.round(3 * rate));
            net[i] = (long) (orders[i] * UNIT * 45 * Math.exp(0.6 * random.nextGaussian()));
            recency[i] = (int) (-Math.log(1 - random.nextDouble()) * 110 / Math.sqrt(rate));
            put(customer("c-" + i, orders[i], net[i], recency[i], SCORE, "Loyal", "Low"));
        }
        Map<String, Long> byNet = cells(book::writeOrdersByNet);
        assertThat(byNet.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(MILLION);
        assertThat(byNet).isEqualTo(plain(book::writeOrdersByNet, orders, net));
        long[] days = new long[MILLION];
        for (int i = 0; i < MILLION; i++) {
            days[i] = recency[i];
        }
        assertThat(cells(book::writeRecencyByNet)).isEqualTo(plain(book::writeRecencyByNet, days, net));
        assertThat(book.bytes()).isLessThan(30_000_000);

        CustomerBook none = new CustomerBook(0, new Freshness(), new Link(), Clock.fixed(NOON, ZoneOffset.UTC));
        RfmChannel channel = new RfmChannel(none, book, new CutPointBook(new Freshness()));
        assertThat(channel.data(NOON).toString())
                .describedAs("what a page is sent")
                .hasSizeLessThan(30_000);
        long started = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            channel.data(NOON);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .describedAs("asked 100 times: it does not look at customers again")
                .isLessThan(Duration.ofSeconds(10));
    }

    /** Counts anew by the bounds that are sent; net amounts are in micros. */
    private static Map<String, Long> plain(Consumer<ObjectNode> writer, long[] first, long[] micros) {
        ObjectNode written = Figures.object();
        writer.accept(written);
        TreeMap<BigDecimal, String> x = bounds(written.get("x"));
        TreeMap<BigDecimal, String> y = bounds(written.get("y"));
        Map<String, Long> counts = new HashMap<>();
        for (int i = 0; i < first.length; i++) {
            String column = x.floorEntry(BigDecimal.valueOf(first[i])).getValue();
            String row = y.floorEntry(BigDecimal.valueOf(micros[i], 6)).getValue();
            counts.merge(column + " × " + row, 1L, Long::sum);
        }
        return counts;
    }

    private static TreeMap<BigDecimal, String> bounds(JsonNode array) {
        TreeMap<BigDecimal, String> bounds = new TreeMap<>();
        array.forEach(bound -> bounds.put(bound.decimalValue(), text(bound)));
        return bounds;
    }

    private static String text(JsonNode bound) {
        return bound.decimalValue().stripTrailingZeros().toPlainString();
    }

    /** Counts by the lower bounds of the cell. */
    private static Map<String, Long> cells(Consumer<ObjectNode> writer) {
        ObjectNode written = Figures.object();
        writer.accept(written);
        Map<String, Long> cells = new HashMap<>();
        written.get("cells").properties().forEach(cell -> {
            int dot = cell.getKey().indexOf('.');
            JsonNode x = written.get("x").get(Integer.parseInt(cell.getKey().substring(0, dot)) - 1);
            JsonNode y = written.get("y").get(Integer.parseInt(cell.getKey().substring(dot + 1)) - 1);
            cells.put(text(x) + " × " + text(y), cell.getValue().asLong());
        });
        return cells;
    }

    private void put(CustomerProfile profile) {
        book.put(hash(profile.customerId()), profile);
    }

    private static long hash(String id) {
        return CustomerSample.hash(id.getBytes(StandardCharsets.UTF_8));
    }
}
