package io.tillstream.query.journeys;

import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.table.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the sessions that began in the chosen days led: nodes and links of a Sankey diagram.
 *
 * @param sessions that began
 * @param conversions of these, with a purchase
 * @param conversionRate conversions / sessions; null without sessions
 * @param nodes in the order of a visit
 * @param links from one to the next, greatest first
 * @param timeToPurchase how long the orders of these days took
 */
public record Journeys(
        long sessions,
        long conversions,
        @Nullable Double conversionRate,
        List<Node> nodes,
        List<Link> links,
        TimeToPurchase timeToPurchase) {

    private static final List<String> NODES = List.of(
            "start", "home", "page", "search", "product", "cart", "checkout", "abandon", "more", "conversion", "leave");

    /**
     * A touchpoint, or an end.
     *
     * @param name {@code start}, a touchpoint, {@code more} (what is not followed of a long session), {@code conversion} or {@code leave}
     * @param visits how often sessions came to it; at the start, sessions
     */
    public record Node(String name, long visits) {}

    /**
     * From one node to another.
     *
     * @param count how often
     * @param share of all that went on from there, 0–1
     */
    @Charted(kind = Chart.Kind.MATRIX, title = "From touchpoint to touchpoint", x = "to", y = "from", z = "count")
    public record Link(String from, String to, long count, double share) {}

    /**
     * Durations in seconds, known to 1.6 %; null without orders.
     *
     * @param orders all
     * @param distribution how many took how long, from the shortest times to the longest; all spans of time are there
     */
    public record TimeToPurchase(
            long orders,
            @Nullable Long fromSessionStartMedianSeconds,
            @Nullable Long fromSessionStartP90Seconds,
            @Nullable Long fromFirstTouchMedianSeconds,
            @Nullable Long fromFirstTouchP90Seconds,
            List<Bin> distribution) {}

    /**
     * Orders that took from the end of the bin before up to, but not, so many seconds.
     *
     * @param untilSeconds null for the last, which has no end
     * @param fromSessionStart orders by the time since their visit began
     * @param fromFirstTouch orders by the time since the first visit that led to them began
     */
    public record Bin(@Nullable Long untilSeconds, long fromSessionStart, long fromFirstTouch) {}

    /** A link as it is counted. */
    record Counted(String from, String to, long count) {}

    static Journeys of(List<Counted> steps, TimeToPurchase times) {
        Map<String, Long> out = new TreeMap<>();
        Map<String, Long> in = new TreeMap<>();
        for (Counted step : steps) {
            out.merge(step.from, step.count, Long::sum);
            in.merge(step.to, step.count, Long::sum);
        }
        long sessions = out.getOrDefault("start", 0L);
        long conversions = in.getOrDefault("conversion", 0L);
        List<Node> nodes = new ArrayList<>();
        for (String name : NODES) {
            long visits = name.equals("start") ? sessions : in.getOrDefault(name, 0L);
            if (visits > 0) {
                nodes.add(new Node(name, visits));
            }
        }
        List<Link> links = steps.stream()
                .sorted(Comparator.comparingLong(Counted::count)
                        .reversed()
                        .thenComparingInt(step -> NODES.indexOf(step.from))
                        .thenComparingInt(step -> NODES.indexOf(step.to)))
                .map(step -> new Link(
                        step.from, step.to, step.count, (double) step.count / out.getOrDefault(step.from, step.count)))
                .toList();
        return new Journeys(sessions, conversions, Amounts.ratio(conversions, sessions), nodes, links, times);
    }
}
