package io.tillstream.query.metrics;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The expressions of all metrics, which may refer to each other but never in a circle. */
final class Formulas {

    private static final int LONGEST_CHAIN = 20;

    private final Map<String, Expression> byName = new TreeMap<>();

    /** Adds a metric's expression, or puts another in its place. */
    void put(String name, Expression expression) {
        byName.put(name, expression);
    }

    /**
     * The measures that a metric is made of, by way of other metrics too.
     *
     * @throws InvalidExpressionException naming a name that is unknown, or a circle
     */
    Set<Measure> measures(String metric) {
        Set<Measure> found = EnumSet.noneOf(Measure.class);
        collect(metric, 1, new ArrayDeque<>(), new HashSet<>(), found);
        return found;
    }

    /**
     * @param at where the metric that was asked for names what leads here: complaints are about that one
     */
    private void collect(String metric, int at, Deque<String> path, Set<String> done, Set<Measure> found) {
        path.addLast(metric);
        known(metric).names((name, position) -> {
            int where = path.size() == 1 ? position : at;
            Measure measure = Measure.of(name).orElse(null);
            if (measure != null) {
                found.add(measure);
            } else if (!byName.containsKey(name)) {
                throw new InvalidExpressionException(
                        where, "there is no measure or metric '" + name + "'" + suggestion(name));
            } else if (path.contains(name)) {
                throw new InvalidExpressionException(where, "a circle: " + String.join(" → ", path) + " → " + name);
            } else if (path.size() >= LONGEST_CHAIN) {
                throw new InvalidExpressionException(
                        where, "more than " + LONGEST_CHAIN + " metrics refer to each other");
            } else if (!done.contains(name)) {
                collect(name, where, path, done, found);
            }
        });
        path.removeLast();
        done.add(metric);
    }

    private Expression known(String metric) {
        Expression expression = byName.get(metric);
        if (expression == null) {
            throw new IllegalArgumentException("no formula " + metric);
        }
        return expression;
    }

    /** Metrics whose expressions name a metric. */
    Set<String> referringTo(String metric) {
        return byName.entrySet().stream()
                .filter(entry -> namesOf(entry.getValue()).contains(metric))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The names in an expression. */
    static Set<String> namesOf(Expression expression) {
        Set<String> names = new TreeSet<>();
        expression.names((name, position) -> names.add(name));
        return names;
    }

    /** A metric's value from those of measures; null where there is none. Each metric on the way is computed once. */
    @Nullable
    BigDecimal value(String metric, Function<Measure, BigDecimal> measures) {
        return value(metric, measures, new HashMap<>());
    }

    private @Nullable BigDecimal value(
            String metric, Function<Measure, BigDecimal> measures, Map<String, @Nullable BigDecimal> known) {
        if (!known.containsKey(metric)) {
            Function<String, @Nullable BigDecimal> names = name -> {
                Measure measure = Measure.of(name).orElse(null);
                return measure == null ? value(name, measures, known) : measures.apply(measure);
            };
            known.put(metric, known(metric).value(names));
        }
        return known.get(metric);
    }

    private String suggestion(String name) {
        String best = null;
        int least = Math.max(2, name.length() / 3) + 1;
        for (String candidate : candidates()) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best == null ? "; GET /api/v1/metrics/measures lists them" : "; did you mean '" + best + "'?";
    }

    private Set<String> candidates() {
        Set<String> names = new TreeSet<>(byName.keySet());
        Arrays.stream(Measure.values()).map(Measure::wireName).forEach(names::add);
        return names;
    }

    /** Levenshtein's: insertions, deletions and replacements that make one of the other. */
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[b.length()];
    }
}
