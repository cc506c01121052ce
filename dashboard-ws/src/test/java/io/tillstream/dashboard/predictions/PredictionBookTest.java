package io.tillstream.dashboard.predictions;

import static io.tillstream.dashboard.testing.Figures.NOON;
import static io.tillstream.dashboard.testing.Figures.UNIT;
import static io.tillstream.dashboard.testing.Figures.customer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.PurchaseChance;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.dashboard.customers.Plane;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PredictionBookTest {

    private static final RfmScore SCORE = new RfmScore(3, 3, 3);

    private final PredictionBook book = new PredictionBook(100);

    @Test
    void shouldCountACustomerOnceWhereverTheyMove() {
        book.put(1, scored("a", 0.04, 0.9, 120, 1, "Low", List.of("Brand Loyal")));
        book.put(2, scored("b", 0.96, 0.1, 0.5, 4, "High", List.of()));
        book.put(1, scored("a", 0.97, 0.02, 15, 4, "High", List.of("Window Shopper", "Brand Loyal")));

        assertThat(counts(book.churn())).isEqualTo(Map.of(19, 2L));
        assertThat(counts(book.purchase())).isEqualTo(Map.of(0, 1L, 2, 1L));
        // below 1, and from 10 below 20: the bins begin at 0, 1, 2, 5, 10, 20
        assertThat(counts(book.value())).isEqualTo(Map.of(0, 1L, 4, 1L));
        // both still buy with a probability of 0.7, which is in the 15th step
        assertThat(cells(book.aliveByValue())).isEqualTo("{\"15.1\":1,\"15.5\":1}");
        assertThat(book.clusters().count(1)).isZero();
        assertThat(book.clusters().count(4)).isEqualTo(2);
        assertThat(book.byBehaviour()).isEqualTo(Map.of("Brand Loyal", 1L, "Window Shopper", 1L));
        assertThat(book.byReason()).isEqualTo(Map.of("recency_days", 2L));
    }

    @Test
    void shouldForgetEverythingOfACustomer() {
        book.put(1, scored("a", 0.96, 0.9, 120, 1, "High", List.of("Brand Loyal")));
        book.forget(1);
        book.forget(2);

        assertThat(counts(book.churn())).isEmpty();
        assertThat(counts(book.purchase())).isEmpty();
        assertThat(counts(book.value())).isEmpty();
        assertThat(cells(book.aliveByValue())).isEqualTo("{}");
        assertThat(book.byBehaviour()).isEmpty();
        assertThat(book.byReason()).isEmpty();
        assertThat(book.sample()).isEmpty();
        assertThat(rows(book.toCall())).isEmpty();
        assertThat(rows(book.mostValuable())).isEmpty();
        assertThat(rows(book.likelyBuyers())).isEmpty();
    }

    @Test
    void shouldCallThoseFirstWithWhomMostIsLost() {
        book.put(1, scored("rich", 0.75, 0.1, 1_000, 1, "High", List.of()));
        book.put(2, scored("poor", 0.99, 0.1, 20, 4, "High", List.of()));
        book.put(3, scored("safe", 0.10, 0.1, 9_000, 1, "Low", List.of()));
        book.put(4, scored("middle", 0.8, 0.1, 800, 1, "High", List.of()));

        assertThat(rows(book.toCall())).containsExactly("rich", "middle", "poor");
        assertThat(rows(book.mostValuable())).containsExactly("safe", "rich", "middle", "poor");

        book.put(1, scored("rich", 0.2, 0.1, 1_000, 1, "Low", List.of()));
        assertThat(rows(book.toCall())).containsExactly("middle", "poor");
    }

    @Test
    void shouldCallBySpendWhileThereIsNoModel() {
        book.put(1, customer("little", 2, 20 * UNIT, 200, SCORE, "Lost", "High"));
        book.put(2, customer("much", 2, 900 * UNIT, 200, SCORE, "Lost", "High"));
        book.put(3, customer("visitor", 0, 0, 0, null, null, null));

        assertThat(rows(book.toCall())).containsExactly("much", "little");
        assertThat(rows(book.mostValuable())).isEmpty();
        assertThat(counts(book.churn())).isEmpty();
    }

    @Test
    void shouldBeWhatAFreshCountSaysAfterManyChanges() {
        Random random = new Random(3);
        Map<Integer, CustomerProfile> newest = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            int who = random.nextInt(300);
            if (random.nextInt(10) == 0) {
                newest.remove(who);
                book.forget(who);
            } else {
                CustomerProfile profile = scored(
                        "c" + who,
                        random.nextDouble(),
                        random.nextDouble(),
                        Math.exp(10 * random.nextDouble()),
                        1 + random.nextInt(4),
                        random.nextBoolean() ? "High" : "Low",
                        random.nextBoolean() ? List.of("Frequent Buyer") : List.of());
                newest.put(who, profile);
                book.put(who, profile);
            }
        }
        PredictionBook fresh = new PredictionBook(100);
        newest.forEach(fresh::put);

        assertThat(counts(book.churn())).isEqualTo(counts(fresh.churn()));
        assertThat(counts(book.purchase())).isEqualTo(counts(fresh.purchase()));
        assertThat(counts(book.value())).isEqualTo(counts(fresh.value()));
        assertThat(counts(book.alive())).isEqualTo(counts(fresh.alive()));
        assertThat(book.byBehaviour()).isEqualTo(fresh.byBehaviour());
        assertThat(book.byReason()).isEqualTo(fresh.byReason());
        assertThat(rows(book.mostValuable())).isEqualTo(rows(fresh.mostValuable()));
        assertThat(book.churn().total()).isEqualTo(newest.size());
    }

    @Test
    void shouldKeepTheRankingBounded() {
        for (int i = 0; i < 3 * Ranking.KEPT; i++) {
            book.put(i, scored("c" + i, 0.9, 0.1, i + 1, 1, "High", List.of()));
        }
        assertThat(rows(book.mostValuable())).hasSize(Ranking.KEPT).startsWith("c" + (3 * Ranking.KEPT - 1));
        assertThat(book.sample()).hasSize(100);
    }

    @Test
    void shouldPutProbabilitiesAndAmountsIntoTheirBins() {
        assertThat(Bins.ofProbability(0)).isEqualTo(1);
        assertThat(Bins.ofProbability(0.0499)).isEqualTo(1);
        assertThat(Bins.ofProbability(0.05)).isEqualTo(2);
        assertThat(Bins.ofProbability(1)).isEqualTo(Bins.PROBABILITY);
        assertThat(Bins.ofAmount(-UNIT)).isEqualTo(1);
        assertThat(Bins.ofAmount(UNIT - 1)).isEqualTo(1);
        assertThat(Bins.ofAmount(UNIT)).isEqualTo(2);
        assertThat(Bins.ofAmount(5 * UNIT)).isEqualTo(4);
        assertThat(Bins.ofAmount(100_000_000 * UNIT)).isEqualTo(Bins.AMOUNT);
        ArrayNode bounds = JsonNodeFactory.instance.arrayNode();
        Bins.writeBounds(bounds);
        assertThat(bounds).hasSize(Bins.AMOUNT);
        assertThat(bounds.toString()).startsWith("[0,1,2,5,10,20,50,100,").endsWith(",50000000,100000000]");
        ArrayNode probabilities = JsonNodeFactory.instance.arrayNode();
        Bins.writeProbabilityBounds(probabilities);
        assertThat(probabilities).hasSize(Bins.PROBABILITY);
        assertThat(probabilities.toString()).startsWith("[0.0,0.05,0.1,").endsWith(",0.95]");
    }

    private static CustomerProfile scored(
            String id, double churn, double purchase, double value, int rank, String tier, List<String> behaviours) {
        long micros = Math.round(value * UNIT);
        return customer(id, 3, 90 * UNIT, 20, SCORE, "Loyal", tier)
                .with(
                        behaviours,
                        List.of(),
                        new Predictions(
                                new ChurnRisk(
                                        churn,
                                        0.3,
                                        List.of(
                                                new ChurnRisk.Reason("recency_days", 20, 0.2),
                                                new ChurnRisk.Reason("orders", 3, -0.1)),
                                        0,
                                        "v1"),
                                new PurchaseChance(purchase, "v1"),
                                new CustomerValue(micros, micros / 2, micros * 2, 0.7, 2, NOON, "v1"),
                                new ClusterPlace(rank, "Gold", "v1")));
    }

    private static String cells(Plane plane) {
        ObjectNode cells = JsonNodeFactory.instance.objectNode();
        plane.writeTo(cells);
        return cells.toString();
    }

    private static Map<Integer, Long> counts(Histogram histogram) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        histogram.writeTo(array);
        Map<Integer, Long> counts = new TreeMap<>();
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i).asLong() != 0) {
                counts.put(i, array.get(i).asLong());
            }
        }
        return counts;
    }

    private static List<String> rows(Ranking ranking) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        ranking.writeTo(rows, Integer.MAX_VALUE);
        return rows.findValuesAsText("customer_id");
    }
}
