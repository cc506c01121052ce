package io.tillstream.benchmarks.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What came out. Rates are medians over the rounds; a ratio is the median of the rounds' ratios, since both of its sides then ran in turn. */
public final class EngineReport {

    private static final String RATE = "_events_per_cpu_second";

    private final LoadPlan plan;
    private final Sent input;
    private final List<Map<Variant, Measurement>> rounds;

    /**
     * @param plan what was to be worked on
     * @param input what was sent
     * @param rounds what each variant took in each round; the same variants in each
     */
    EngineReport(LoadPlan plan, Sent input, List<Map<Variant, Measurement>> rounds) {
        this.plan = plan;
        this.input = input;
        this.rounds = List.copyOf(rounds);
    }

    /** By name, for programs. */
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("events", (double) input.events());
        figures.put("customers", (double) plan.customers());
        figures.put("visitors", (double) input.visitors());
        figures.put("days", (double) plan.days());
        figures.put("rounds", (double) rounds.size());
        for (Variant variant : measured()) {
            Sample warm = sample(variant, Measurement::warmRate);
            figures.put(variant.figure() + RATE, warm.median());
            figures.put(variant.figure() + "_lowest" + RATE, warm.lowest());
            figures.put(variant.figure() + "_highest" + RATE, warm.highest());
            figures.put(
                    variant.figure() + "_cold" + RATE,
                    sample(variant, Measurement::coldRate).median());
            figures.put(
                    variant.figure() + "_events_per_second",
                    sample(variant, Measurement::warmWallRate).median());
        }
        for (Goal goal : goals()) {
            figures.put(goal.figure(), ratio(goal).median());
        }
        if (measured().contains(Variant.PRODUCT)) {
            figures.putAll(StateFigures.of(product()));
        }
        figures.replaceAll((name, value) -> name.endsWith("_ratio") ? value : Math.rint(value));
        return figures;
    }

    /** As tables. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%,d events of %,d visitors in %d days, %,d bytes of JSON each on average%s",
                input.events(),
                input.visitors(),
                plan.days(),
                input.bytes() / input.events(),
                rounds.size() == 1 ? "" : "; median of %d rounds (lowest–highest)".formatted(rounds.size()));
        line(text, "");
        line(text, "%-28s %12s %12s %21s %12s", "events per second of", "CPU, cold", "CPU, warm", "", "clock, warm");
        for (Variant variant : measured()) {
            Sample warm = sample(variant, Measurement::warmRate);
            line(
                    text,
                    "%-28s %,12.0f %,12.0f %21s %,12.0f",
                    variant.title(),
                    sample(variant, Measurement::coldRate).median(),
                    warm.median(),
                    spread("%,.0f", warm),
                    sample(variant, Measurement::warmWallRate).median());
        }
        if (!goals().isEmpty()) {
            line(text, "");
            line(text, "%-28s %12s %12s", "ratio, warm", "goal", "measured");
            for (Goal goal : goals()) {
                Sample ratio = ratio(goal);
                line(
                        text,
                        "%-28s %12s %12.2f %21s",
                        goal.title(),
                        "≥ " + number(goal.atLeast()),
                        ratio.median(),
                        spread("%.2f", ratio));
            }
        }
        if (measured().contains(Variant.PRODUCT)) {
            line(text, "");
            StateFigures.of(product()).forEach((name, value) -> line(text, "%-28s %,25.3f", name, value));
        }
        return text.toString();
    }

    private List<Goal> goals() {
        return Goal.of(plan.customers()).stream()
                .filter(goal -> measured().contains(goal.above()) && measured().contains(goal.below()))
                .toList();
    }

    private List<Variant> measured() {
        return rounds.getFirst().keySet().stream().sorted().toList();
    }

    private Measurement product() {
        return of(rounds.getLast(), Variant.PRODUCT);
    }

    private Sample sample(Variant variant, ToDoubleFunction<Measurement> figure) {
        return Sample.of(rounds.stream()
                .mapToDouble(round -> figure.applyAsDouble(of(round, variant)))
                .toArray());
    }

    private Sample ratio(Goal goal) {
        return Sample.of(rounds.stream()
                .mapToDouble(round -> of(round, goal.above()).warmRate()
                        / of(round, goal.below()).warmRate())
                .toArray());
    }

    private static Measurement of(Map<Variant, Measurement> round, Variant variant) {
        Measurement measurement = round.get(variant);
        if (measurement == null) {
            throw new IllegalStateException(variant + " was not measured");
        }
        return measurement;
    }

    private String spread(String format, Sample sample) {
        if (rounds.size() == 1) {
            return "";
        }
        return String.format(Locale.ROOT, "(" + format + "–" + format + ")", sample.lowest(), sample.highest());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
