package io.tillstream.query.insights;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the last 4 weeks were against the 4 before: categories that grow or shrink, and moves from better to worse segments. */
final class Changes {

    /** Days of both periods together. */
    static final int DAYS = 56;

    /** Between the two parts of a segment move. */
    static final String ARROW = " → ";

    private static final int HALF = 28;
    private static final int WEEK = 7;
    private static final int LEAST_ORDERS = 20;
    private static final int LEAST_MOVES = 10;
    private static final int FREEDOM = DAYS - 2 * WEEK;

    /** The RFM segments, best first. */
    private static final List<String> SEGMENTS = List.of(
            "Champions",
            "Loyal",
            "Potential Loyalists",
            "New Customers",
            "Need Attention",
            "At Risk",
            "Hibernating",
            "Lost");

    private Changes() {}

    /**
     * Counts of the two periods. How much days of one weekday differ within a period says how much more than Poisson's law the counts vary; the
     * difference of the periods is held against that (quasi-Poisson, t with 42 degrees of freedom).
     */
    record Periods(long recent, long before, double dispersion) {

        static Periods of(long[] days) {
            double[] means = new double[2 * WEEK];
            long[] sums = new long[2];
            for (int day = 0; day < DAYS; day++) {
                means[cell(day)] += days[day] / 4.0;
                sums[day / HALF] += days[day];
            }
            double pearson = 0;
            for (int day = 0; day < DAYS; day++) {
                double mean = means[cell(day)];
                pearson += mean == 0 ? 0 : (days[day] - mean) * (days[day] - mean) / mean;
            }
            return new Periods(sums[1], sums[0], Math.max(1, pearson / FREEDOM));
        }

        private static int cell(int day) {
            return day / HALF * WEEK + day % WEEK;
        }

        double p() {
            return Significance.beyond((recent - before) / Math.sqrt(dispersion * (recent + before)), FREEDOM);
        }

        Map<String, Double> figures() {
            return Map.of("last_4_weeks", (double) recent, "4_weeks_before", (double) before, "dispersion", dispersion);
        }

        /** "rose by 30 %" or "fell by 30 %". */
        String words() {
            if (before == 0) {
                return "began";
            }
            double change = (double) recent / before - 1;
            return (change >= 0 ? "rose by " : "fell by ") + Words.percent(Math.abs(change));
        }
    }

    /**
     * @param counts orders of each category and day
     * @param last newest complete day
     */
    static List<Candidate> categories(List<Counted.Day> counts, LocalDate last) {
        List<Candidate> found = new ArrayList<>();
        periods(counts, last).forEach((category, periods) -> {
            if (periods.recent() + periods.before() >= LEAST_ORDERS) {
                found.add(new Candidate(
                        "category_growth",
                        category,
                        "Orders of " + category + " " + periods.words() + ": " + periods.recent()
                                + " in the last 4 weeks, " + periods.before() + " in the 4 before.",
                        periods.recent() > periods.before()
                                ? "See that it stays in stock."
                                : "Look for the cause: price, stock, season or a rival.",
                        periods.figures(),
                        "quasi-Poisson, two-sided",
                        periods.p(),
                        true));
            }
        });
        return found;
    }

    /**
     * Moves to a worse segment.
     *
     * @param counts moves of each "from → to" and day
     */
    static List<Candidate> moves(List<Counted.Day> counts, LocalDate last) {
        List<Candidate> found = new ArrayList<>();
        periods(counts, last).forEach((move, periods) -> {
            String[] ends = move.split(ARROW, 2);
            boolean worse = SEGMENTS.indexOf(ends[0]) >= 0 && SEGMENTS.indexOf(ends[0]) < SEGMENTS.indexOf(ends[1]);
            if (worse && periods.recent() + periods.before() >= LEAST_MOVES) {
                boolean more = periods.recent() > periods.before();
                found.add(new Candidate(
                        "segment_move",
                        move,
                        (more ? "More" : "Fewer") + " customers fell from " + ends[0] + " to " + ends[1] + ": "
                                + periods.recent() + " in the last 4 weeks, " + periods.before() + " in the 4 before.",
                        more ? "See the calling list of churn." : "Keep doing what was done.",
                        periods.figures(),
                        "quasi-Poisson, two-sided",
                        periods.p(),
                        true));
            }
        });
        return found;
    }

    private static Map<String, Periods> periods(List<Counted.Day> counts, LocalDate last) {
        LocalDate start = last.minusDays(DAYS - 1);
        Map<String, long[]> byKey = new TreeMap<>();
        for (Counted.Day count : counts) {
            long day = ChronoUnit.DAYS.between(start, count.day());
            if (day >= 0 && day < DAYS) {
                byKey.computeIfAbsent(count.key(), key -> new long[DAYS])[(int) day] += count.count();
            }
        }
        Map<String, Periods> periods = new TreeMap<>();
        byKey.forEach((key, days) -> periods.put(key, Periods.of(days)));
        return periods;
    }
}
