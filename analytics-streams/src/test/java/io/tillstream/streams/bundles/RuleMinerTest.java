package io.tillstream.streams.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleMinerTest {

    @Test
    void shouldFindNothingInNothing() {
        assertThat(RuleMiner.mine(List.of(), 0).rules()).isEmpty();
        assertThat(RuleMiner.mine(List.of(new int[0], new int[] {0}), 1).rules())
                .isEmpty();
        List<int[]> single =
                IntStream.range(0, 50).mapToObj(i -> new int[] {i % 2}).toList();
        assertThat(RuleMiner.mine(single, 2).rules()).isEmpty();
        assertThat(RuleMiner.mine(single, 2).minSupport()).isEqualTo(0.1);
    }

    @Test
    void shouldLowerTheSupportUntilTheFewestJointBaskets() {
        List<int[]> baskets = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            baskets.add(i < 5 ? new int[] {0, 1} : new int[] {2 + i % 7});
        }
        for (int i = 0; i < 4; i++) {
            baskets.add(new int[] {9, 10});
        }
        RuleMiner.Rules found = RuleMiner.mine(baskets, 11);
        // 0 → 1 and back; 9 and 10 are together four times only
        assertThat(found.rules()).hasSize(2).allMatch(rule -> rule.count() == 5);
        assertThat(found.minSupport()).isEqualTo(5 / 1_004.0);
        assertThat(found.isSignificant(0)).isTrue();
    }

    @Test
    void shouldKeepTheUsualSupportWhereEnoughRulesReachIt() {
        Random random = new Random(5);
        List<int[]> baskets = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            baskets.add(
                    IntStream.range(0, 12).filter(item -> random.nextInt(3) > 0).toArray());
        }
        RuleMiner.Rules found = RuleMiner.mine(baskets, 12);
        assertThat(found.rules()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(found.minSupport()).isEqualTo(0.1);
        // nothing depends on anything: whatever lift they have is chance
        long significant = IntStream.range(0, found.rules().size())
                .filter(found::isSignificant)
                .count();
        assertThat(significant).isLessThanOrEqualTo(found.rules().size() / 20);
    }

    @Test
    void shouldRaiseTheSupportWhereThereAreTooManyItemsetsToHold() {
        // all subsets of forty items are in six baskets: 2^40
        List<int[]> baskets = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            baskets.add(IntStream.range(0, 40).toArray());
        }
        for (int i = 0; i < 14; i++) {
            baskets.add(new int[] {0, 1});
        }
        RuleMiner.Rules found = RuleMiner.mine(baskets, 40);
        assertThat(found.minSupport()).isGreaterThan(6 / 20.0);
        assertThat(found.rules()).isNotEmpty().allMatch(rule -> rule.count() > 6);
    }

    @Test
    void shouldPublishTheMostFrequentOfTooManyRulesAndAllOfThem() {
        Random random = new Random(11);
        List<int[]> baskets = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            baskets.add(
                    IntStream.range(0, 16).filter(item -> random.nextInt(4) > 0).toArray());
        }
        RuleMiner.Rules found = RuleMiner.mine(baskets, 16);
        int least = (int) Math.round(found.minSupport() * 300);
        AssociationRules.Thresholds same = new AssociationRules.Thresholds(found.minSupport(), 0.05, 1, 16);
        assertThat(found.rules()).hasSizeBetween(5_000, 10_000);
        assertThat(found.rules()).containsExactlyElementsOf(AssociationRules.mine(baskets, 16, same));
        assertThat(found.rules().stream().mapToInt(AssociationRule::count).min())
                .hasValue(least);
    }

    @Test
    void shouldCountPairsAsTwoLoopsDo() {
        Random random = new Random(3);
        List<int[]> baskets = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            baskets.add(
                    IntStream.range(0, 9).filter(item -> random.nextInt(3) == 0).toArray());
        }
        Companions companions = new Companions(baskets, 9);
        for (int one = 0; one < 9; one++) {
            int[] expected = new int[9];
            int product = one;
            for (int[] basket : baskets) {
                if (Arrays.stream(basket).anyMatch(item -> item == product)) {
                    Arrays.stream(basket).filter(item -> item != product).forEach(item -> expected[item]++);
                }
            }
            int[] counted = new int[9];
            companions.of(one, 1, (other, joint) -> counted[other] = joint);
            assertThat(counted).isEqualTo(expected);
            companions.of(one, 8, (other, joint) -> assertThat(joint).isGreaterThanOrEqualTo(8));
        }
    }
}
