package io.tillstream.streams.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class LifetimeValueTest {

    private static final BgNbd BUYING = new BgNbd(0.9, 60, 0.8, 3);
    private static final GammaGamma SPENDING = new GammaGamma(6.25, 3.74, 15.44);

    @Test
    void shouldSumDiscountedMonths() {
        LifetimeValue.Value value = new LifetimeValue(BUYING, SPENDING, 12, 0.1).of(4, 200, 300, 40);
        RepeatBuying customer = new RepeatBuying(4, 200, 300);
        double orderValue = 6.25 * (15.44 + 4 * 40) / (6.25 * 4 + 3.74 - 1);
        double expected = 0;
        for (int month = 1; month <= 12; month++) {
            double orders = BUYING.expectedRepeats(customer, month * 365.25 / 12)
                    - BUYING.expectedRepeats(customer, (month - 1) * 365.25 / 12);
            expected += orders * orderValue / Math.pow(1.1, month / 12.0);
        }
        assertThat(value.value()).isCloseTo(expected, within(1e-9));
        assertThat(value.expectedOrderValue()).isCloseTo(orderValue, within(1e-12));
        assertThat(value.expectedOrders()).isCloseTo(BUYING.expectedRepeats(customer, 365.25), within(1e-12));
        assertThat(value.aliveProbability()).isBetween(0.0, 1.0);
    }

    @Test
    void shouldExpectOfSomebodyNewWhatEverybodySpends() {
        LifetimeValue.Value value = new LifetimeValue(BUYING, SPENDING, 12, 0.1).of(0, 0, 10, 0);
        assertThat(value.expectedOrderValue()).isCloseTo(6.25 * 15.44 / 2.74, within(1e-12));
        assertThat(value.aliveProbability()).isEqualTo(1);
    }

    @Test
    void shouldAgreeWithSimulatedFutures() {
        // a check of equation 10 that shares no formula with it
        RandomDataGenerator random = new RandomDataGenerator(7);
        RepeatBuying seen = new RepeatBuying(2, 100, 150);
        double futureOfTheirLikes = 0;
        double weights = 0;
        for (int i = 0; i < 400_000; i++) {
            double rate = random.nextGamma(BUYING.r(), 1 / BUYING.alpha());
            double dropOut = random.nextBeta(BUYING.a(), BUYING.b());
            // likelihood of exactly two repeats, the last after 100, by T = 150, from rate and drop-out alone
            double alive = Math.pow(rate, 2) * Math.exp(-rate * 150) * Math.pow(1 - dropOut, 2);
            double gone = Math.pow(rate, 2) * Math.exp(-rate * 100) * dropOut * (1 - dropOut);
            double expected = alive * (1 - Math.exp(-rate * dropOut * 365)) / dropOut;
            futureOfTheirLikes += expected;
            weights += alive + gone;
        }
        assertThat(BUYING.expectedRepeats(seen, 365)).isCloseTo(futureOfTheirLikes / weights, within(0.02));
    }

    @Test
    void shouldFindTheParametersThatMadeTheCustomers() {
        RandomDataGenerator random = new RandomDataGenerator(11);
        List<RepeatBuying> customers = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            customers.add(simulate(random));
        }
        BgNbd found = BgNbdFit.fit(customers).model();
        assertThat(found.r()).isCloseTo(BUYING.r(), within(0.05));
        assertThat(found.alpha()).isCloseTo(BUYING.alpha(), within(4.0));
        assertThat(found.a() / (found.a() + found.b())).isCloseTo(0.8 / 3.8, within(0.02));
    }

    private static RepeatBuying simulate(RandomDataGenerator random) {
        double observed = 100 + 500 * random.nextDouble();
        double rate = random.nextGamma(BUYING.r(), 1 / BUYING.alpha());
        double dropOut = random.nextBeta(BUYING.a(), BUYING.b());
        double time = 0;
        double last = 0;
        int repeats = 0;
        while (true) {
            time += random.nextExponential(1 / rate);
            if (time > observed) {
                return new RepeatBuying(repeats, last, observed);
            }
            repeats++;
            last = time;
            if (random.nextDouble() < dropOut) {
                return new RepeatBuying(repeats, last, observed);
            }
        }
    }

    @Test
    void shouldStandThePoleAtOne() {
        RepeatBuying customer = new RepeatBuying(3, 100, 200);
        double at = new BgNbd(0.9, 60, 1, 3).expectedRepeats(customer, 365);
        double beside = new BgNbd(0.9, 60, 1.0001, 3).expectedRepeats(customer, 365);
        assertThat(at).isCloseTo(beside, within(1e-3));
    }

    @Test
    void shouldRefuseWhatIsNoHistory() {
        assertThatThrownBy(() -> new RepeatBuying(1, 5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RepeatBuying(0, 1, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RepeatBuying(1, Double.NaN, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BgNbdFit.fit(List.of())).hasMessageContaining("observed");
        assertThatThrownBy(() -> GammaGammaFit.fit(List.of())).hasMessageContaining("nobody bought again");
    }
}
