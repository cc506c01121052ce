package io.tillstream.query.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.query.insights.Significance.Sample;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must be found, and what is too little to say. */
class PatternsTest {

    /** A Sunday. */
    private static final LocalDate LAST = LocalDate.of(2024, 6, 30);

    @Test
    void shouldMeasureHowMuchRoundsDiffer() {
        // by hand: cells 60, 90, 90 of 240; Pearson's sum 70/9, over 4 degrees 35/18; χ² against even 7.5
        CyclicCounts counts =
                new CyclicCounts(new long[][] {{10, 20, 30}, {20, 20, 20}, {30, 50, 40}}, new double[] {1, 1, 1});

        assertThat(counts.dispersion()).isCloseTo(35 / 18.0, within(1e-12));
        assertThat(counts.peak()).isEqualTo(1);
        assertThat(counts.second()).isEqualTo(2);
        assertThat(counts.index(0)).isCloseTo(0.75, within(1e-12));
        // scipy.stats: f.sf(7.5 / 2 / (35/18), 2, 4) and 1 - (1 - binom.sf(45, 123, 1/3)) ** 3
        assertThat(counts.patternP()).isCloseTo(0.25917355, within(1e-8));
        assertThat(counts.peakP()).isCloseTo(0.47629265, within(1e-8));
    }

    @Test
    void shouldFindThePeakHourAndTheWeekday() {
        List<Counted.Hour> hours = new ArrayList<>();
        for (int day = 0; day < 70; day++) {
            LocalDate date = LAST.minusDays(day);
            boolean wednesday = date.getDayOfWeek().getValue() == 3;
            for (int hour = 0; hour < 24; hour++) {
                long sessions = wednesday && hour == 14 ? 40 : 5 + (day + hour) % 3;
                hours.add(new Counted.Hour(date, hour, sessions, wednesday ? 4 : 2));
            }
        }

        List<Insight> found = Findings.of(Seasons.week(hours, LAST));

        assertThat(found).extracting(Insight::kind).containsExactlyInAnyOrder("peak_hour", "weekday");
        assertThat(found).extracting(Insight::subject).contains("Wednesday 14:00", "Wednesday");
        Insight peak = found.stream()
                .filter(i -> i.kind().equals("peak_hour"))
                .findFirst()
                .orElseThrow();
        assertThat(peak.sentence()).startsWith("Peak activity is Wednesday 14:00: 6.4 times the average hour.");
        assertThat(peak.figures()).containsEntry("sessions", 400.0);
        // three weeks are too few, whatever they hold
        assertThat(Seasons.week(hours, LAST.minusDays(49))).isEmpty();
    }

    @Test
    void shouldLeaveIncompleteWeeksOut() {
        List<Counted.Hour> hours = new ArrayList<>();
        for (int day = 0; day < 32; day++) {
            // 4 whole weeks and the 3 days before them, which hold ten times as much
            hours.add(new Counted.Hour(LAST.minusDays(day), 0, 0, day < 28 ? 10 : 100));
        }

        assertThat(Seasons.week(hours, LAST)).singleElement().satisfies(weekday -> {
            assertThat(weekday.figures()).containsEntry("orders_in_all", 280.0);
            assertThat(weekday.p()).isEqualTo(1);
        });
    }

    @Test
    void shouldFindTheMonthOfTheYearAndNotGrowth() {
        YearMonth first = YearMonth.of(2021, 6);
        List<Counted.Month> december = new ArrayList<>();
        List<Counted.Month> growth = new ArrayList<>();
        for (int i = 0; i <= 36; i++) {
            YearMonth month = first.plusMonths(i);
            december.add(new Counted.Month(month, month.getMonthValue() == 12 ? 300 : 100));
            growth.add(new Counted.Month(month, Math.round(100 * Math.pow(1.05, i) * month.lengthOfMonth() / 30.0)));
        }

        assertThat(Findings.of(Seasons.year(december, LAST)))
                .singleElement()
                .satisfies(found -> assertThat(found.subject()).isEqualTo("December"));
        assertThat(Seasons.year(growth, LAST)).hasSize(1);
        assertThat(Findings.of(Seasons.year(growth, LAST))).isEmpty();
        assertThat(Seasons.year(december.subList(14, 37), LAST)).isEmpty();
    }

    @Test
    void shouldFindCategoriesThatGrowAndShrink() {
        List<Counted.Day> counts = new ArrayList<>();
        for (int day = 0; day < 56; day++) {
            LocalDate date = LAST.minusDays(day);
            counts.add(new Counted.Day("Toys", date, day < 28 ? 12 : 6));
            counts.add(new Counted.Day("Books", date, day < 28 ? 4 : 9));
            counts.add(new Counted.Day("Garden", date, 5 + day % 2));
        }
        counts.add(new Counted.Day("Rare", LAST, 19));
        counts.add(new Counted.Day("Toys", LAST.minusDays(56), 1_000_000));

        List<Candidate> tests = Changes.categories(counts, LAST);
        assertThat(tests).extracting(Candidate::subject).containsExactly("Books", "Garden", "Toys");
        List<Insight> found = Findings.of(tests);
        assertThat(found).extracting(Insight::subject).containsExactlyInAnyOrder("Toys", "Books");
        assertThat(found)
                .extracting(Insight::sentence)
                .contains(
                        "Orders of Toys rose by 100 %: 336 in the last 4 weeks, 168 in the 4 before.",
                        "Orders of Books fell by 56 %: 112 in the last 4 weeks, 252 in the 4 before.");
    }

    @Test
    void shouldTakeOneGreatDayForNoGrowth() {
        // 280 orders on one day and none on all others: Poisson's law would be sure of growth
        List<Counted.Day> counts = List.of(new Counted.Day("Toys", LAST, 280));

        List<Candidate> tests = Changes.categories(counts, LAST);

        // by hand: one weekday's mean is 70, Pearson's sum (210² + 3·70²)/70 = 840, over 42 degrees 20; t = √14
        assertThat(tests).singleElement().satisfies(test -> assertThat(test.figures())
                .containsEntry("dispersion", 20.0));
        assertThat(tests.getFirst().p()).isCloseTo(Significance.beyond(Math.sqrt(14), 42), within(1e-12));
    }

    @Test
    void shouldFindFallsToWorseSegmentsOnly() {
        List<Counted.Day> counts = new ArrayList<>();
        for (int day = 0; day < 56; day++) {
            LocalDate date = LAST.minusDays(day);
            counts.add(new Counted.Day("Champions" + Changes.ARROW + "At Risk", date, day < 28 ? 6 : 2));
            counts.add(new Counted.Day("At Risk" + Changes.ARROW + "Champions", date, day < 28 ? 6 : 2));
        }

        assertThat(Findings.of(Changes.moves(counts, LAST)))
                .extracting(Insight::sentence)
                .containsExactly(
                        "More customers fell from Champions to At Risk: 168 in the last 4 weeks, 56 in the 4 before.");
    }

    @Test
    void shouldFindTheProductThatIsLeft() {
        List<Counted.Product> products = List.of(
                new Counted.Product("p1", "Novel", 90, 10),
                new Counted.Product("p2", "Pen", 150, 150),
                new Counted.Product("p3", null, 149, 151),
                new Counted.Product("p4", "Rare", 20, 0));

        assertThat(Findings.of(Differences.abandoned(products))).singleElement().satisfies(found -> {
            assertThat(found.subject()).isEqualTo("p1");
            assertThat(found.sentence())
                    .isEqualTo("Novel is left in 90 % of the 100 carts that held it, other products in 51 %.");
        });
    }

    @Test
    void shouldFindPlacesThatDiffer() {
        List<Counted.Visits> visits = List.of(
                new Counted.Visits("US", 10_000, 600),
                new Counted.Visits("DE", 10_000, 300),
                new Counted.Visits("unknown", 10_000, 100),
                new Counted.Visits("FR", 99, 50));
        assertThat(Findings.of(Differences.conversion(visits)))
                .extracting(Insight::subject)
                .containsExactly("US", "DE");

        List<Counted.Orders> orders = List.of(
                new Counted.Orders("Berlin", new Sample(100, 50, 100)),
                new Counted.Orders("Paris", new Sample(100, 60, 100)),
                new Counted.Orders("Rome", new Sample(10, 500, 100)));
        Sample all = new Sample(1_000, 50.5, 110);
        assertThat(Findings.of(Differences.orderValue(orders, all, "EUR")))
                .extracting(Insight::sentence)
                .containsExactly("Orders from Paris are larger: 60.00 EUR on average, elsewhere 49.44.");
    }
}
