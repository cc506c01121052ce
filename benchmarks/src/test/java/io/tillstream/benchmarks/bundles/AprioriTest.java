package io.tillstream.benchmarks.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.bundles.FpGrowth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AprioriTest {

    @Test
    void shouldFindTheItemsetsOfTheExampleInThePaper() {
        // Agrawal, Srikant (1994), figure 3: four transactions, support of two
        List<int[]> baskets =
                List.of(new int[] {1, 3, 4}, new int[] {2, 3, 5}, new int[] {1, 2, 3, 5}, new int[] {2, 5});
        Map<String, Integer> found = new TreeMap<>();
        Apriori.mine(baskets, 6, 2, (items, count) -> found.put(Arrays.toString(items), count));
        assertThat(found)
                .isEqualTo(Map.of(
                        "[1]",
                        2,
                        "[2]",
                        3,
                        "[3]",
                        3,
                        "[5]",
                        3,
                        "[1, 3]",
                        2,
                        "[2, 3]",
                        2,
                        "[2, 5]",
                        3,
                        "[3, 5]",
                        2,
                        "[2, 3, 5]",
                        2));
    }

    @Test
    void shouldFindWhatFpGrowthFinds() {
        GroceryShop shop = GroceryShop.madeUp(1_500, 3);
        Map<String, Integer> apriori = new TreeMap<>();
        Map<String, Integer> growth = new TreeMap<>();
        Apriori.mine(shop.baskets(), shop.items(), 4, (items, count) -> apriori.put(Arrays.toString(items), count));
        FpGrowth.mine(shop.baskets(), shop.items(), 4, 64, (items, count) -> growth.put(Arrays.toString(items), count));
        assertThat(apriori).hasSizeGreaterThan(1_000).isEqualTo(growth);
    }

    @Test
    void shouldMakeBasketsInTheShapeOfGroceries() {
        GroceryShop shop = GroceryShop.madeUp(9_835, 1);
        double mean = shop.baskets().stream()
                .mapToInt(basket -> basket.length)
                .average()
                .orElseThrow();
        long bestSeller = shop.baskets().stream()
                .filter(basket -> Arrays.stream(basket).anyMatch(item -> item == 0))
                .count();
        assertThat(mean).isBetween(3.9, 4.9);
        assertThat(bestSeller / 9_835.0).isBetween(0.2, 0.4);
        assertThat(shop.baskets())
                .allMatch(basket -> Arrays.stream(basket).distinct().count() == basket.length);
    }
}
