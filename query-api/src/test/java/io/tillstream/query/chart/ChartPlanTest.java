package io.tillstream.query.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.query.table.Column;
import io.tillstream.query.table.Columns;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts of rows, and the traces that Plotly's schema names. */
class ChartPlanTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Columns COLUMNS = new Columns(List.of(
            new Column("key", Column.Type.TEXT),
            new Column("gross", Column.Type.AMOUNT),
            new Column("net", Column.Type.AMOUNT)));
    private static final ChartPlan SALES =
            new ChartPlan(Chart.Kind.TREND, "Sales", List.of("key"), List.of("gross", "net"), "");

    private static List<JsonNode> rows(String json) throws Exception {
        JsonNode all = JSON.readTree(json.replace('\'', '"'));
        return Arrays.asList(JSON.convertValue(all, JsonNode[].class));
    }

    private static JsonNode figure(ChartPlan plan, Columns columns, String rows) throws Exception {
        return JSON.valueToTree(PlotlyFigure.of(plan.draw(columns, rows(rows), "EUR")));
    }

    @Test
    void shouldDrawDaysAsLines() throws Exception {
        JsonNode figure = figure(
                SALES, COLUMNS, "[{'key':'2024-01-01','gross':2.5,'net':2},{'key':'2024-01-02','gross':4,'net':null}]");

        assertThat(figure).isEqualTo(JSON.readTree("""
                        {"data": [
                           {"type": "scatter", "name": "gross", "mode": "lines+markers",
                            "x": ["2024-01-01", "2024-01-02"], "y": [2.5, 4.0]},
                           {"type": "scatter", "name": "net", "mode": "lines+markers",
                            "x": ["2024-01-01", "2024-01-02"], "y": [2.0, null]}],
                         "layout": {"title": {"text": "Sales"}, "xaxis": {"title": {"text": "key"}},
                           "yaxis": {"title": {"text": "gross, net, EUR"}}}}
                        """));
    }

    @Test
    void shouldDrawNamesAsBarsEvenWhenTheyLookLikeNumbers() throws Exception {
        JsonNode figure = figure(SALES, COLUMNS, "[{'key':'10','gross':2.5,'net':2},{'key':'9','gross':1,'net':1}]");

        assertThat(figure.at("/data/0/type").asText()).isEqualTo("bar");
        assertThat(figure.at("/layout/xaxis/type").asText()).isEqualTo("category");
    }

    @Test
    void shouldAddUpCellsOfAMatrix() throws Exception {
        ChartPlan plan = new ChartPlan(Chart.Kind.MATRIX, "Moves", List.of("to"), List.of("from"), "members");
        Columns columns = new Columns(List.of(
                new Column("from", Column.Type.TEXT),
                new Column("to", Column.Type.TEXT),
                new Column("members", Column.Type.COUNT)));

        JsonNode trace = figure(
                        plan,
                        columns,
                        "[{'from':'a','to':'b','members':2},{'from':'b','to':'a','members':1},{'from':'a','to':'b','members':3}]")
                .at("/data/0");

        assertThat(trace)
                .isEqualTo(
                        JSON.readTree(
                                "{\"type\":\"heatmap\",\"x\":[\"b\",\"a\"],\"y\":[\"a\",\"b\"],\"z\":[[5.0,null],[null,1.0]]}"));
    }

    @Test
    void shouldDrawABandBelowItsLine() throws Exception {
        ChartPlan plan =
                new ChartPlan(Chart.Kind.BAND, "Ahead", List.of("day"), List.of("expected", "low", "high"), "");
        Columns columns = new Columns(List.of(
                new Column("day", Column.Type.DAY),
                new Column("expected", Column.Type.AMOUNT),
                new Column("low", Column.Type.AMOUNT),
                new Column("high", Column.Type.AMOUNT)));

        JsonNode data = figure(plan, columns, "[{'day':'2024-01-01','expected':5,'low':3,'high':8}]")
                .get("data");

        assertThat(data.findValuesAsText("name")).containsExactly("low", "high", "expected");
        assertThat(data.at("/1/fill").asText()).isEqualTo("tonexty");
    }

    @Test
    void shouldNarrowAFunnelByItsSteps() throws Exception {
        ChartPlan plan = new ChartPlan(Chart.Kind.FUNNEL, "Funnel", List.of("key"), List.of("visits", "purchases"), "");
        Columns columns = new Columns(List.of(
                new Column("key", Column.Type.TEXT),
                new Column("visits", Column.Type.COUNT),
                new Column("purchases", Column.Type.COUNT)));

        JsonNode trace = figure(plan, columns, "[{'key':'mobile','visits':10,'purchases':1}]")
                .at("/data/0");

        assertThat(trace)
                .isEqualTo(JSON.readTree(
                        "{\"type\":\"funnel\",\"name\":\"mobile\",\"x\":[10.0,1.0],\"y\":[\"visits\",\"purchases\"]}"));
    }
}
