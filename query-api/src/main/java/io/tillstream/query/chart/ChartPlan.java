package io.tillstream.query.chart;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.query.table.Column;
import io.tillstream.query.table.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How rows become a chart.
 *
 * @param kind what is drawn
 * @param title what it shows
 * @param x columns along the horizontal axis
 * @param y columns that are drawn; of a matrix the columns along the vertical axis
 * @param z of a matrix the column that colours a cell, else empty
 */
public record ChartPlan(Chart.Kind kind, String title, List<String> x, List<String> y, String z) {

    private static final Pattern DAY_OR_MONTH = Pattern.compile("\\d{4}-\\d{2}(-\\d{2})?");

    /** The plan that the type of rows declares; null when it is not to be drawn. */
    public static @Nullable ChartPlan of(Class<?> rows) {
        Charted charted = rows.getAnnotation(Charted.class);
        return charted == null
                ? null
                : new ChartPlan(
                        charted.kind(), charted.title(), List.of(charted.x()), List.of(charted.y()), charted.z());
    }

    /** The same of another value. */
    public ChartPlan colouredBy(String column, String of) {
        return new ChartPlan(kind, of, x, y, column);
    }

    /**
     * The chart of some rows.
     *
     * @param currency ISO 4217, for amounts
     */
    public Chart draw(Columns columns, List<? extends JsonNode> rows, String currency) {
        return switch (kind) {
            case MATRIX -> matrix(columns, rows, currency);
            case FUNNEL -> funnel(rows);
            default -> alongX(columns, rows, currency);
        };
    }

    private Chart alongX(Columns columns, List<? extends JsonNode> rows, String currency) {
        List<String> places = rows.stream().map(row -> label(row, x)).toList();
        List<Chart.Series> series = y.stream()
                .map(column -> new Chart.Series(column, values(rows, column)))
                .toList();
        Chart.Kind drawn = kind != Chart.Kind.TREND
                ? kind
                : !places.isEmpty()
                                && places.stream()
                                        .allMatch(place ->
                                                DAY_OR_MONTH.matcher(place).matches())
                        ? Chart.Kind.LINES
                        : Chart.Kind.BARS;
        return new Chart(drawn, title, String.join(", ", x), title(columns, y, currency), places, series);
    }

    private Chart funnel(List<? extends JsonNode> rows) {
        List<Chart.Series> series = new ArrayList<>();
        for (JsonNode row : rows) {
            List<@Nullable Double> counts = new ArrayList<>();
            y.forEach(step -> counts.add(number(row.get(step))));
            series.add(new Chart.Series(label(row, x), counts));
        }
        return new Chart(kind, title, "step", "runs", y, series);
    }

    /** Cells of the same place add up. */
    private Chart matrix(Columns columns, List<? extends JsonNode> rows, String currency) {
        Set<String> across = new LinkedHashSet<>();
        Map<String, Map<String, Double>> lines = new HashMap<>();
        Set<String> order = new LinkedHashSet<>();
        for (JsonNode row : rows) {
            String place = label(row, x);
            String line = label(row, y);
            across.add(place);
            order.add(line);
            Double value = number(row.get(z));
            if (value != null) {
                lines.computeIfAbsent(line, name -> new HashMap<>()).merge(place, value, Double::sum);
            }
        }
        List<String> places = new ArrayList<>(across);
        List<Chart.Series> series = new ArrayList<>();
        for (String line : order) {
            Map<String, Double> known = lines.getOrDefault(line, Map.of());
            List<@Nullable Double> values = new ArrayList<>();
            places.forEach(place -> values.add(known.get(place)));
            series.add(new Chart.Series(line, values));
        }
        return new Chart(
                kind,
                title + " (" + title(columns, List.of(z), currency) + ")",
                String.join(", ", x),
                String.join(", ", y),
                places,
                series);
    }

    private static String title(Columns columns, List<String> names, String currency) {
        String shown = names.stream().map(name -> name.replace('_', ' ')).collect(joining(", "));
        Column first = columns.named(names.getFirst()).orElseThrow();
        String unit = first.type() == Column.Type.AMOUNT ? currency : first.unit();
        return unit == null ? shown : shown + ", " + unit;
    }

    private static String label(JsonNode row, List<String> columns) {
        return columns.stream()
                .map(column -> row.path(column).asText(""))
                .filter(text -> !text.isEmpty())
                .collect(joining(" "));
    }

    private static List<@Nullable Double> values(List<? extends JsonNode> rows, String column) {
        List<@Nullable Double> values = new ArrayList<>();
        rows.forEach(row -> values.add(number(row.get(column))));
        return values;
    }

    private static @Nullable Double number(@Nullable JsonNode value) {
        return value == null || !value.isNumber() ? null : Double.valueOf(value.doubleValue());
    }
}
