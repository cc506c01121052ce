package io.tillstream.query.metrics;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import io.tillstream.query.table.Currency;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts metrics: the measures of one by the sources that hold them, the same filters at each, and the expression over what they say. */
@ApplicationScoped
class MetricValues {

    /** Places after the point. */
    private static final int PLACES = 9;

    private final MeasureTables measures;
    private final ReferenceTime referenceTime;
    private final Currency currency;

    MetricValues(MeasureTables measures, ReferenceTime referenceTime, Currency currency) {
        this.measures = measures;
        this.referenceTime = referenceTime;
        this.currency = currency;
    }

    /**
     * A value of a metric.
     *
     * @param key the day or the dimension's value; {@code all} for the total
     * @param value null where something is divided by zero
     * @param measures what it was computed from
     */
    public record Value(String key, @Nullable BigDecimal value, Map<String, BigDecimal> measures) {}

    /**
     * A metric now, and by day or dimension.
     *
     * @param asOf reference time
     * @param currency of amounts, ISO 4217
     * @param total over all that the filters leave
     * @param values by the dimension asked for: days in order, others greatest first; empty without one
     */
    public record Answer(
            MetricResource.View metric,
            Instant asOf,
            String currency,
            Value total,
            @Nullable String dimension,
            List<Value> values) {}

    Uni<Answer> answer(Metrics.Known known, MetricResource.View view, Params params) {
        Set<Measure> used = known.formulas().measures(known.metric().name);
        Filters filters = Filters.of(params);
        check(used, filters);
        String dimension = dimension(used, params);
        Uni<List<Value>> total = values(known, used, filters, null);
        Uni<List<Value>> split =
                dimension == null ? Uni.createFrom().item(List.of()) : values(known, used, filters, dimension);
        return Uni.combine()
                .all()
                .unis(referenceTime.asOf(), total, split)
                .with((asOf, all, values) ->
                        new Answer(view, asOf, currency.code(), all.getFirst(), dimension, values));
    }

    private static void check(Set<Measure> used, Filters filters) {
        for (Parameter filter : filters.values().keySet()) {
            for (Measure measure : used) {
                if (!measure.source().filters().contains(filter)) {
                    throw Problem.combination(
                            filter.wireName(), "the measure '" + measure.wireName() + "' is not counted by it");
                }
            }
        }
    }

    private static @Nullable String dimension(Set<Measure> used, Params params) {
        String dimension = params.oneOf(Parameter.DIMENSION, Measure.Source.SALES.dimensions());
        for (Measure measure : used) {
            if (dimension != null && !measure.source().dimensions().contains(dimension)) {
                throw Problem.combination(
                        Parameter.DIMENSION.wireName(),
                        "the measure '" + measure.wireName() + "' is not counted by " + dimension + ", but by "
                                + String.join(", ", measure.source().dimensions()));
            }
        }
        return dimension;
    }

    private Uni<List<Value>> values(
            Metrics.Known known, Set<Measure> used, Filters filters, @Nullable String dimension) {
        Set<Measure.Source> sources = EnumSet.noneOf(Measure.Source.class);
        used.forEach(measure -> sources.add(measure.source()));
        List<Uni<Map<String, Map<Measure, BigDecimal>>>> reads = new ArrayList<>();
        sources.forEach(source -> reads.add(measures.read(source, filters, dimension)));
        if (reads.isEmpty()) {
            reads.add(Uni.createFrom().item(Map.of()));
        }
        return Uni.join().all(reads).andFailFast().map(found -> {
            Map<String, Map<Measure, BigDecimal>> figures = new TreeMap<>();
            if (dimension == null) {
                figures.put(MeasureTables.ALL, new HashMap<>());
            }
            found.forEach(part -> part.forEach((key, some) ->
                    figures.computeIfAbsent(key, k -> new HashMap<>()).putAll(some)));
            List<Value> values = new ArrayList<>();
            figures.forEach((key, some) -> values.add(value(known, used, key, some)));
            if (dimension != null && !dimension.equals("day")) {
                values.sort(MetricValues::greatestFirst);
            }
            return values;
        });
    }

    private static Value value(Metrics.Known known, Set<Measure> used, String key, Map<Measure, BigDecimal> figures) {
        BigDecimal value =
                known.formulas().value(known.metric().name, measure -> figures.getOrDefault(measure, BigDecimal.ZERO));
        Map<String, BigDecimal> told = new TreeMap<>();
        used.forEach(measure -> told.put(measure.wireName(), figures.getOrDefault(measure, BigDecimal.ZERO)));
        return new Value(key, value == null ? null : rounded(value), told);
    }

    /** Values that are none come last. */
    private static int greatestFirst(Value a, Value b) {
        BigDecimal left = a.value();
        BigDecimal right = b.value();
        if (left == null || right == null) {
            return left == null && right == null ? a.key().compareTo(b.key()) : left == null ? 1 : -1;
        }
        int order = right.compareTo(left);
        return order != 0 ? order : a.key().compareTo(b.key());
    }

    private static BigDecimal rounded(BigDecimal value) {
        BigDecimal rounded = value.round(MathContext.DECIMAL64);
        if (rounded.scale() > PLACES) {
            rounded = rounded.setScale(PLACES, RoundingMode.HALF_UP);
        }
        BigDecimal plain = rounded.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
