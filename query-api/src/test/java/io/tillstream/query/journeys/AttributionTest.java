package io.tillstream.query.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.contracts.output.ChannelStep;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttributionTest {

    /** One order of 1,000 over C1, C2 and C3; published: 0.2, 0.4 and 0.4 of it, and 200, 400 and 400. */
    @Test
    void shouldGiveChannelsWhatAPublishedExampleGivesThem() {
        Attribution attribution = Attribution.of(
                List.of(
                        new Attribution.Credit("C1", 1, 1_000_000_000, 0, 0, 333_334, 333_333_334),
                        new Attribution.Credit("C2", 0, 0, 0, 0, 333_333, 333_333_333),
                        new Attribution.Credit("C3", 0, 0, 1, 1_000_000_000, 333_333, 333_333_333)),
                RemovalEffectsTest.steps("C1 > C2 > C3 = 1", "C1 = 0", "C2 > C3 = 0"));
        assertThat(attribution.orders()).isEqualTo(1);
        assertThat(attribution.grossMicros()).isEqualTo(1_000_000_000);
        assertThat(attribution.channels().stream().map(ChannelRow::channel)).containsExactly("C3", "C1", "C2");
        assertThat(attribution.channels().stream().map(ChannelRow::markov))
                .containsExactly(new BigDecimal("0.400000"), new BigDecimal("0.200000"), new BigDecimal("0.400000"));
        assertThat(attribution.channels().stream().map(ChannelRow::markovMicros))
                .containsExactly(400_000_000L, 200_000_000L, 400_000_000L);
        assertThat(attribution.channels().getFirst().linear()).isEqualTo(new BigDecimal("0.333333"));
    }

    @Test
    void shouldAddUpByEveryRuleAndTellAHundredChannelsApart() {
        Random random = new Random(7);
        List<Attribution.Credit> credits = new ArrayList<>();
        List<RemovalEffects.Step> steps = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            long orders = 1 + random.nextInt(9);
            long micros = random.nextLong(1_000_000_000_000L);
            String channel = "c" + i;
            credits.add(new Attribution.Credit(channel, orders, micros, orders, micros, orders * 1_000_000, micros));
            steps.add(new RemovalEffects.Step(ChannelStep.START, channel, 2 * orders));
            steps.add(new RemovalEffects.Step(channel, ChannelStep.CONVERSION, orders));
            steps.add(new RemovalEffects.Step(channel, ChannelStep.NULL, orders));
        }
        Attribution attribution = Attribution.of(credits, steps);
        assertThat(attribution.conversionProbability()).isCloseTo(0.5, within(1e-12));
        assertThat(attribution.channels()).hasSize(Attribution.MAX_CHANNELS + 1);
        assertThat(attribution.channels().getFirst().channel()).isEqualTo(Attribution.OTHER);
        BigDecimal orders = BigDecimal.valueOf(attribution.orders()).setScale(6);
        List<ChannelRow> rows = attribution.channels();
        assertThat(rows.stream().map(ChannelRow::linear).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualTo(orders);
        assertThat(rows.stream()
                        .map(row -> Objects.requireNonNull(row.markov()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualTo(orders);
        assertThat(rows.stream()
                        .mapToLong(row -> Objects.requireNonNull(row.markovMicros()))
                        .sum())
                .isEqualTo(attribution.grossMicros())
                .isEqualTo(rows.stream().mapToLong(ChannelRow::firstTouchMicros).sum());
    }

    @Test
    void shouldSayNothingOfTheChainWithoutOrders() {
        Attribution lost = Attribution.of(List.of(), RemovalEffectsTest.steps("a = 0"));
        assertThat(lost.conversionProbability()).isZero();
        assertThat(lost.channels()).singleElement().satisfies(row -> {
            assertThat(row.removalEffect()).isNull();
            assertThat(row.markov()).isNull();
            assertThat(row.lastTouch()).isZero();
        });
        assertThat(Attribution.of(List.of(), List.of()).conversionProbability()).isNull();
    }

    @Test
    void shouldDivideWithoutLoss() {
        assertThat(new Shares(new double[] {1, 1, 1}).of(100)).containsExactly(34, 33, 33);
        assertThat(new Shares(new double[] {0.2, 0, 0.3}).of(5)).containsExactly(2, 0, 3);
        assertThat(new Shares(new double[] {0, 0}).of(5)).containsExactly(0, 0);
        assertThat(new Shares(new double[0]).of(0)).isEmpty();
    }
}
