package io.tillstream.query.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.query.insights.Significance.Sample;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shops in which there is nothing to be found. */
class NoiseTest {

    private static final LocalDate LAST = LocalDate.of(2024, 6, 30);
    private static final int SHOPS = 200;

    @Test
    void shouldFindNothingInNoiseButOnceInTwenty() {
        Random random = new Random(11);
        int withFindings = 0;
        int tests = 0;
        for (int shop = 0; shop < SHOPS; shop++) {
            List<Candidate> candidates = shop(random, 1);
            tests += candidates.size();
            withFindings += Findings.of(candidates).isEmpty() ? 0 : 1;
        }

        assertThat(tests).isGreaterThan(SHOPS * 40);
        // the level is 5 %: 10 of 200 to be expected, 20 are three standard deviations more
        assertThat(withFindings).isLessThanOrEqualTo(20);
    }

    @Test
    void shouldNotTakeBurstsForPatterns() {
        // each customer who comes acts five times at once, so that Poisson's law is wrong by a factor of five
        Random random = new Random(12);
        int withFindings = 0;
        for (int shop = 0; shop < SHOPS; shop++) {
            withFindings += Findings.of(cyclesAndChanges(random, 5)).isEmpty() ? 0 : 1;
        }

        assertThat(withFindings).isLessThanOrEqualTo(20);
    }

    private static List<Candidate> shop(Random random, int burst) {
        List<Candidate> all = cyclesAndChanges(random, burst);
        List<Counted.Product> products = new ArrayList<>();
        for (int product = 0; product < 30; product++) {
            long carts = 50 + random.nextInt(200);
            long abandoned = successes(random, carts, 0.6);
            products.add(new Counted.Product("p" + product, null, abandoned, carts - abandoned));
        }
        all.addAll(Differences.abandoned(products));
        List<Counted.Visits> visits = new ArrayList<>();
        List<Counted.Orders> orders = new ArrayList<>();
        List<Double> amounts = new ArrayList<>();
        for (int place = 0; place < 8; place++) {
            visits.add(new Counted.Visits("c" + place, 2_000, successes(random, 2_000, 0.04)));
            double[] own = random.doubles(100)
                    .map(u -> Math.exp(3 + random.nextGaussian() * 0.5))
                    .toArray();
            for (double amount : own) {
                amounts.add(amount);
            }
            orders.add(new Counted.Orders("c" + place, SignificanceTest.sample(own)));
        }
        all.addAll(Differences.conversion(visits));
        Sample every = SignificanceTest.sample(
                amounts.stream().mapToDouble(Double::doubleValue).toArray());
        all.addAll(Differences.orderValue(orders, every, "EUR"));
        return all;
    }

    private static List<Candidate> cyclesAndChanges(Random random, int burst) {
        List<Counted.Hour> hours = new ArrayList<>();
        List<Counted.Day> categories = new ArrayList<>();
        List<Counted.Day> moves = new ArrayList<>();
        for (int day = 0; day < 84; day++) {
            LocalDate date = LAST.minusDays(day);
            for (int hour = 0; hour < 24; hour++) {
                hours.add(new Counted.Hour(date, hour, burst * poisson(random, 2.0), burst * poisson(random, 0.5)));
            }
            for (int category = 0; category < 8; category++) {
                categories.add(new Counted.Day("k" + category, date, burst * poisson(random, 3)));
            }
            moves.add(new Counted.Day("Champions" + Changes.ARROW + "At Risk", date, burst * poisson(random, 2)));
            moves.add(new Counted.Day("Loyal" + Changes.ARROW + "Lost", date, burst * poisson(random, 2)));
        }
        List<Candidate> all = new ArrayList<>(Seasons.week(hours, LAST));
        all.addAll(Changes.categories(categories, LAST));
        all.addAll(Changes.moves(moves, LAST));
        return all;
    }

    private static long successes(Random random, long trials, double p) {
        return random.doubles(trials).filter(u -> u < p).count();
    }

    /** Knuth's product of uniform numbers. */
    private static long poisson(Random random, double mean) {
        double limit = Math.exp(-mean);
        long count = -1;
        for (double product = 1; product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
