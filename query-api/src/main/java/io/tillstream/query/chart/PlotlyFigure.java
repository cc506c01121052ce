package io.tillstream.query.chart;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A chart as Plotly takes it: {@code Plotly.newPlot(div, figure.data, figure.layout)}, or {@code plotly.io.from_json} in Python.
 *
 * @param data the traces
 * @param layout title and axes
 */
public record PlotlyFigure(List<Trace> data, Layout layout) {

    /**
     * A trace; which members are there goes by {@code type}.
     *
     * @param type scatter, bar, funnel or heatmap
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trace(
            String type,
            @Nullable String name,
            @Nullable String mode,
            @Nullable List<?> x,
            @Nullable List<?> y,
            @Nullable List<?> z,
            @Nullable String fill,
            @Nullable Map<String, Object> line) {}

    /** Title and axes. */
    public record Layout(Title title, Axis xaxis, Axis yaxis) {}

    /** Words. */
    public record Title(String text) {}

    /** An axis; its type is {@code category} where places are names, so that nothing takes them for numbers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Axis(Title title, @Nullable String type) {}

    /** The figure of a chart. */
    public static PlotlyFigure of(Chart chart) {
        boolean matrix = chart.kind() == Chart.Kind.MATRIX;
        boolean funnel = chart.kind() == Chart.Kind.FUNNEL;
        Axis x = new Axis(
                new Title(funnel ? chart.yTitle() : chart.xTitle()),
                matrix || chart.kind() == Chart.Kind.BARS ? "category" : null);
        Axis y = new Axis(new Title(funnel ? chart.xTitle() : chart.yTitle()), matrix || funnel ? "category" : null);
        return new PlotlyFigure(traces(chart), new Layout(new Title(chart.title()), x, y));
    }

    private static List<Trace> traces(Chart chart) {
        return switch (chart.kind()) {
            case MATRIX -> List.of(matrix(chart));
            case BAND -> band(chart);
            case FUNNEL ->
                chart.series().stream()
                        .map(one -> new Trace("funnel", one.name(), null, one.values(), chart.x(), null, null, null))
                        .toList();
            case BARS ->
                chart.series().stream()
                        .map(one -> new Trace("bar", one.name(), null, chart.x(), one.values(), null, null, null))
                        .toList();
            case LINES, TREND ->
                chart.series().stream().map(one -> line(chart, one)).toList();
        };
    }

    private static Trace line(Chart chart, Chart.Series one) {
        return new Trace("scatter", one.name(), "lines+markers", chart.x(), one.values(), null, null, null);
    }

    private static Trace matrix(Chart chart) {
        return new Trace(
                "heatmap",
                null,
                null,
                chart.x(),
                chart.series().stream().map(Chart.Series::name).toList(),
                chart.series().stream().map(Chart.Series::values).toList(),
                null,
                null);
    }

    /** The bounds first, the upper filled down to the lower, and the line over them. */
    private static List<Trace> band(Chart chart) {
        List<Trace> traces = new ArrayList<>();
        Map<String, Object> none = new TreeMap<>(Map.of("width", 0));
        traces.add(bound(chart, chart.series().get(1), null, none));
        traces.add(bound(chart, chart.series().get(2), "tonexty", none));
        traces.add(line(chart, chart.series().getFirst()));
        return traces;
    }

    private static Trace bound(Chart chart, Chart.Series one, @Nullable String fill, Map<String, Object> line) {
        return new Trace("scatter", one.name(), "lines", chart.x(), one.values(), null, fill, line);
    }
}
