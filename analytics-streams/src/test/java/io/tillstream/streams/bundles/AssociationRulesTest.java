package io.tillstream.streams.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssociationRulesTest {

    private static final int BREAD = 0;
    private static final int MILK = 1;
    private static final int BEER = 2;

    @Test
    void shouldGiveTheFiguresOfAHandCount() {
        // bread in 4 of 5, milk in 3, both in 3
        List<int[]> baskets = List.of(
                new int[] {BREAD, MILK},
                new int[] {MILK, BREAD, BEER},
                new int[] {BREAD, BREAD, MILK},
                new int[] {BREAD},
                new int[] {BEER});
        List<AssociationRule> rules =
                AssociationRules.mine(baskets, 3, new AssociationRules.Thresholds(0.6, 0.1, 1, 4));
        assertThat(rules).hasSize(2);
        AssociationRule breadToMilk = rules.stream()
                .filter(rule -> rule.consequent() == MILK)
                .findFirst()
                .orElseThrow();
        assertThat(breadToMilk.antecedent()).containsExactly(BREAD);
        assertThat(breadToMilk.count()).isEqualTo(3);
        assertThat(breadToMilk.support()).isCloseTo(0.6, within(1e-12));
        assertThat(breadToMilk.confidence()).isCloseTo(0.75, within(1e-12));
        assertThat(breadToMilk.lift()).isCloseTo(1.25, within(1e-12));
        assertThat(breadToMilk.leverage()).isCloseTo(0.6 - 0.8 * 0.6, within(1e-12));
        assertThat(breadToMilk.conviction()).isCloseTo(0.4 / 0.25, within(1e-12));
        AssociationRule milkToBread = rules.stream()
                .filter(rule -> rule.consequent() == BREAD)
                .findFirst()
                .orElseThrow();
        assertThat(milkToBread.confidence()).isEqualTo(1);
        assertThat(milkToBread.conviction()).isInfinite();
    }

    @Test
    void shouldFindTheItemsetsThatCountingAllSubsetsFinds() {
        Random random = new Random(23);
        for (int round = 0; round < 60; round++) {
            int items = 2 + random.nextInt(9);
            List<int[]> baskets = new ArrayList<>();
            for (int b = 0; b < 1 + random.nextInt(40); b++) {
                int[] basket = new int[random.nextInt(items + 2)];
                Arrays.setAll(basket, i -> random.nextInt(1 + random.nextInt(items)));
                baskets.add(basket);
            }
            int minCount = 1 + random.nextInt(4);
            Map<String, Integer> found = new TreeMap<>();
            FpGrowth.mine(baskets, items, minCount, items, (itemset, count) -> assertThat(
                            found.put(Arrays.toString(itemset), count))
                    .as("found once")
                    .isNull());
            assertThat(found).isEqualTo(allSubsets(baskets, items, minCount));
        }
    }

    /** Far more items than a path of bits holds, long baskets, and many equal ones: every way through the trees. */
    @Test
    void shouldFindPairsAndTriplesOfManyItemsThatLoopsFind() {
        Random random = new Random(71);
        int items = 150;
        List<int[]> baskets = new ArrayList<>();
        for (int b = 0; b < 240; b++) {
            int most = b % 3 == 0 ? items : 12;
            baskets.add(IntStream.range(0, most)
                    .filter(item -> random.nextInt(3) == 0)
                    .toArray());
        }
        int minCount = 6;
        Map<String, Integer> found = new TreeMap<>();
        FpGrowth.mine(
                baskets, items, minCount, 3, (itemset, count) -> assertThat(found.put(Arrays.toString(itemset), count))
                        .as("found once")
                        .isNull());
        assertThat(found).hasSizeGreaterThan(20_000).isEqualTo(loops(baskets, items, minCount));
    }

    private static Map<String, Integer> loops(List<int[]> baskets, int items, int minCount) {
        int[][][] counts = new int[items][items][items];
        for (int[] basket : baskets) {
            for (int one : basket) {
                for (int other : basket) {
                    for (int third : basket) {
                        counts[one][other][third]++;
                    }
                }
            }
        }
        Map<String, Integer> frequent = new TreeMap<>();
        for (int one = 0; one < items; one++) {
            for (int other = one; other < items; other++) {
                for (int third = other; third < items; third++) {
                    boolean twice = one == other && other != third;
                    if (counts[one][other][third] >= minCount && !twice) {
                        frequent.put(
                                IntStream.of(one, other, third)
                                        .distinct()
                                        .boxed()
                                        .toList()
                                        .toString(),
                                counts[one][other][third]);
                    }
                }
            }
        }
        return frequent;
    }

    private static Map<String, Integer> allSubsets(List<int[]> baskets, int items, int minCount) {
        Map<String, Integer> frequent = new TreeMap<>();
        for (int set = 1; set < 1 << items; set++) {
            int count = 0;
            for (int[] basket : baskets) {
                int mask = 0;
                for (int item : basket) {
                    mask |= 1 << item;
                }
                count += (mask & set) == set ? 1 : 0;
            }
            if (count >= minCount) {
                int members = set;
                frequent.put(
                        Arrays.toString(IntStream.range(0, items)
                                .filter(item -> (members >> item & 1) == 1)
                                .toArray()),
                        count);
            }
        }
        return frequent;
    }

    @Test
    void shouldKeepItemsetsAtMostSoLong() {
        List<int[]> baskets = List.of(new int[] {0, 1, 2, 3}, new int[] {0, 1, 2, 3});
        List<Integer> lengths = new ArrayList<>();
        FpGrowth.mine(baskets, 4, 2, 2, (itemset, count) -> lengths.add(itemset.length));
        assertThat(lengths).hasSize(4 + 6).allMatch(length -> length <= 2);
    }

    @Test
    void shouldFindNothingInNothing() {
        assertThat(AssociationRules.mine(List.of(), 0, AssociationRules.Thresholds.USUAL))
                .isEmpty();
        assertThat(AssociationRules.mine(List.of(new int[0]), 0, AssociationRules.Thresholds.USUAL))
                .isEmpty();
        assertThat(AssociationRules.mine(List.of(new int[] {0}), 1, AssociationRules.Thresholds.USUAL))
                .isEmpty();
    }

    @Test
    void shouldRefuseThresholdsOutOfBounds() {
        assertThatThrownBy(() -> new AssociationRules.Thresholds(0, 0.5, 1, 2)).hasMessageContaining("support");
        assertThatThrownBy(() -> new AssociationRules.Thresholds(0.1, 1.5, 1, 2))
                .hasMessageContaining("confidence");
    }
}
