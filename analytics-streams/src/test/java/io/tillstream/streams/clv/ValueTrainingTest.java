package io.tillstream.streams.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tillstream.contracts.output.ModelCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueTrainingTest {

    private static final Instant FROM = Instant.parse("2023-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2024-01-01T00:00:00Z");
    private static final int TODAY = 19_000;

    @Test
    void shouldWantFiveHundredBuyers() {
        assertThat(refusal(regulars(499, 200, 10))).isEqualTo("Lifetime value needs 500 buyers; there are 499 so far.");
        assertThat(train(regulars(500, 200, 10))).isInstanceOf(ValueTraining.Trained.class);
    }

    @Test
    void shouldWantHalfAYear() {
        assertThat(refusal(regulars(500, 179, 10)))
                .isEqualTo("Lifetime value needs 180 days since the first order; it was 179 days ago.");
        assertThat(train(regulars(500, 180, 10))).isInstanceOf(ValueTraining.Trained.class);
    }

    @Test
    void shouldWantARecentOrder() {
        assertThat(refusal(regulars(500, 300, 31)))
                .isEqualTo("Lifetime value needs an order in the last 30 days; the last was 31 days ago.");
        assertThat(train(regulars(500, 300, 30))).isInstanceOf(ValueTraining.Trained.class);
    }

    @Test
    void shouldWantSomeWhoBoughtThreeTimes() {
        List<BuyerHistory> buyers = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            BuyerHistory buyer = new BuyerHistory();
            buyer.add(TODAY - 300, 20);
            buyer.add(TODAY - 200 + i % 90, 20 + i % 7);
            if (i < 19) {
                buyer.add(TODAY - 5, 20);
            }
            buyers.add(buyer);
        }
        assertThat(refusal(buyers))
                .isEqualTo("Lifetime value needs 20 customers who bought on 3 days or more; there are 19.");
    }

    @Test
    void shouldSayWhenBuyersAreNotAsTheModelAssumes() {
        List<BuyerHistory> buyers = regulars(500, 300, 10);
        List<BuyerHistory> worthless = new ArrayList<>();
        for (BuyerHistory buyer : buyers) {
            BuyerHistory same = new BuyerHistory();
            for (int day = buyer.firstDay(); day <= buyer.lastDay(); day += 10) {
                same.add(day, -1);
            }
            worthless.add(same);
        }
        assertThat(train(worthless))
                .asInstanceOf(type(ValueTraining.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.tooLittleData()).isFalse();
                    assertThat(refused.sentence()).contains("nobody bought again");
                });
    }

    @Test
    void shouldForetellTheLastThirdOfSimulatedBuyers() {
        SimulatedBuyers simulated = new SimulatedBuyers(17);
        List<BuyerHistory> buyers = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            buyers.add(simulated.buyer(TODAY - 600 + i % 400, TODAY));
        }
        ModelCard card = ((ValueTraining.Trained) train(buyers)).card();
        assertThat(card.snapshots()).isEqualTo(3_000);
        assertThat(card.holdout()).isEqualTo(3_000);
        assertThat(card.metrics().get("total_bias")).isCloseTo(0, within(0.08));
        assertThat(card.metrics().get("orders_total_bias")).isCloseTo(0, within(0.08));
        Map<String, Double> baseline = card.baselines().getOrDefault("same_as_so_far", Map.of());
        assertThat(card.metrics().get("mae")).isLessThan(baseline.get("mae"));
        assertThat(card.metrics().get("correlation")).isGreaterThan(baseline.get("correlation"));
        assertThat(card.parameters().get("r")).isCloseTo(0.9, within(0.15));
        assertThat(card.trainedFrom()).isEqualTo(FROM);
        assertThat(card.trainedTo()).isEqualTo(TO);
    }

    @Test
    void shouldMeasureTheHoldoutByHand() {
        // everybody buys each 30 days for about 10: of days 0 to 270 the first two thirds end at day 180
        List<BuyerHistory> buyers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            BuyerHistory buyer = new BuyerHistory();
            for (int day = 0; day <= 270; day += 30) {
                buyer.add(day, 9 + i % 3);
            }
            buyers.add(buyer);
        }
        ValueHoldout holdout = ValueHoldout.measure(buyers, 270);
        assertThat(holdout.customers()).isEqualTo(60);
        // as so far: 7 orders in 180 days are 3.5 in 90, and 3 come; spend 35 instead of 30 at a mean of 10
        Map<String, Double> baseline = holdout.baselines().getOrDefault("same_as_so_far", Map.of());
        assertThat(baseline.get("orders_mae")).isCloseTo(0.5, within(1e-9));
        assertThat(baseline.get("orders_total_bias")).isCloseTo(3.5 / 3 - 1, within(1e-9));
        assertThat(baseline.get("mae")).isCloseTo(5, within(1e-9));
        // a third each misses by 4.5, 5 and 5.5; all groups together by 300 of 1,800
        assertThat(baseline.get("rmse")).isCloseTo(Math.sqrt((20.25 + 25 + 30.25) / 3), within(1e-9));
        assertThat(baseline.get("decile_error")).isCloseTo(300 / 1_800.0, within(1e-9));
        assertThat(baseline.get("correlation")).isCloseTo(1, within(1e-9));
        assertThat(holdout.metrics().get("orders_total_bias")).isCloseTo(0, within(0.05));
    }

    @Test
    void shouldSumMissesWithinGroupsBeforeTheirSizeCounts() {
        double[] actual = new double[20];
        double[] expected = new double[20];
        for (int i = 0; i < 20; i++) {
            expected[i] = 19 - i;
            // in each group of two the misses are +1 and −1, but in the group of the greatest two +3 and −1
            actual[i] = expected[i] + (i % 2 == 0 ? 1 : -1) + (i == 0 ? 2 : 0);
        }
        assertThat(ValueHoldout.groupError(actual, expected)).isEqualTo(2);
    }

    @Test
    void shouldMergeOrdersOfADay() {
        BuyerHistory buyer = new BuyerHistory();
        buyer.add(107, 5);
        buyer.add(100, 10);
        buyer.add(107, 6);
        buyer.add(103, 7);
        assertThat(buyer.purchaseDays()).isEqualTo(3);
        assertThat(buyer.through(110)).isEqualTo(new RepeatBuying(2, 7, 10));
        assertThat(buyer.through(106)).isEqualTo(new RepeatBuying(1, 3, 6));
        assertThat(buyer.meanRepeat(110)).isEqualTo(9);
        assertThat(buyer.meanRepeat(102)).isZero();
    }

    private static ValueTraining.Outcome train(List<BuyerHistory> buyers) {
        return ValueTraining.train(buyers, TODAY, FROM, TO);
    }

    private static String refusal(List<BuyerHistory> buyers) {
        ValueTraining.Refused refused = (ValueTraining.Refused) train(buyers);
        assertThat(refused.tooLittleData()).isTrue();
        return refused.sentence();
    }

    /** Buyers of different habits, the first from so many days ago on, the last order so many days ago. */
    private static List<BuyerHistory> regulars(int count, int since, int lastAgo) {
        SimulatedBuyers simulated = new SimulatedBuyers(count);
        List<BuyerHistory> buyers = new ArrayList<>();
        for (int i = 0; i < count - 1; i++) {
            buyers.add(simulated.buyer(TODAY - since + i % 60, TODAY - lastAgo));
        }
        BuyerHistory first = new BuyerHistory();
        first.add(TODAY - since, 20);
        first.add(TODAY - lastAgo, 22);
        buyers.add(first);
        return buyers;
    }
}
