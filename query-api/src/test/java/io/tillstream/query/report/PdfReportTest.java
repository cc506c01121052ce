package io.tillstream.query.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.query.carts.CartCounts;
import io.tillstream.query.chart.Chart;
import io.tillstream.query.kpi.Kpis;
import io.tillstream.query.table.Column;
import io.tillstream.query.table.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The report, opened again: its words, and the operators that draw its charts. */
class PdfReportTest {

    private static final Kpis KPIS = new Kpis(
            12_345_670_000L,
            13_000_000_000L,
            654_330_000L,
            321,
            777,
            38_460_000L,
            120,
            null,
            null,
            0.25,
            0.5,
            null,
            new CartCounts(null, null, 0, 0, 0, 0, 0, 0, null, null, null),
            "EUR",
            Instant.parse("2024-02-01T00:00:00Z"),
            null);

    private static Report.Part part(Chart.Kind kind, List<String> x, List<Chart.Series> series, int rows) {
        Columns columns = new Columns(List.of(
                new Column("key", Column.Type.TEXT),
                new Column("net", Column.Type.AMOUNT),
                new Column("share", Column.Type.RATIO)));
        List<JsonNode> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            lines.add(new ObjectMapper()
                    .createObjectNode()
                    .put("key", "Käse " + i)
                    .put("net", 1234.5)
                    .put("share", 0.125));
        }
        return new Report.Part("Part " + kind, null, new Chart(kind, "t", "x", "y", x, series), columns, lines);
    }

    private static Chart.Series series(String name, double... values) {
        List<@Nullable Double> listed = new ArrayList<>();
        for (double value : values) {
            listed.add(value);
        }
        return new Chart.Series(name, listed);
    }

    private static PDDocument open(Report.Part... parts) throws Exception {
        Report report =
                new Report("Käse & Brot 東", "2024-01-01 to 2024-01-31", Map.of("country", "DE"), KPIS, List.of(parts));
        return Loader.loadPDF(PdfReport.write(report));
    }

    private static List<String> operators(PDPage page) throws Exception {
        return new PDFStreamParser(page)
                .parse().stream()
                        .filter(Operator.class::isInstance)
                        .map(token -> ((Operator) token).getName())
                        .toList();
    }

    @Test
    void shouldSayOnTheCoverWhatItIsAbout() throws Exception {
        try (PDDocument document = open()) {
            String text = new PDFTextStripper().getText(document);

            // the font has no Chinese
            assertThat(text).contains("Käse & Brot ?", "Report: 2024-01-01 to 2024-01-31", "country: DE");
            assertThat(text).contains("As of 2024-02-01T00:00:00Z, amounts in EUR");
            assertThat(text).contains("12,345.67", "321", "38.46", "25.0 %", "50.0 %", "1 / 1");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Report: Käse & Brot 東");
        }
    }

    @Test
    void shouldDrawBarsLinesAndCellsAsVectors() throws Exception {
        List<Chart.Series> two = List.of(series("gross", 1, 4, 2), series("net", 1, 3, -2));
        List<String> days = List.of("2024-01-01", "2024-01-02", "2024-01-03");
        try (PDDocument document = open(
                part(Chart.Kind.BARS, days, two, 0),
                part(Chart.Kind.LINES, days, two, 0),
                part(Chart.Kind.MATRIX, days, two, 0),
                part(Chart.Kind.FUNNEL, days, two.subList(0, 1), 0))) {
            assertThat(document.getNumberOfPages()).isEqualTo(5);
            // 3 × 2 bars and 2 squares of the legend; the rules and no curve
            assertThat(operators(document.getPage(1)).stream().filter("re"::equals))
                    .hasSize(8);
            List<String> lines = operators(document.getPage(2));
            assertThat(lines.stream().filter("re"::equals)).hasSize(2);
            // two lines of three points, two steps each, above the rules of one step each
            long rules = lines.stream().filter("S"::equals).count() - 2;
            assertThat(lines.stream().filter("l"::equals)).hasSize((int) rules + 4);
            assertThat(operators(document.getPage(3)).stream().filter("re"::equals))
                    .hasSize(6);
            assertThat(operators(document.getPage(4)).stream().filter("re"::equals))
                    .hasSize(3);
            for (PDPage page : document.getPages()) {
                assertThat(page.getResources().getXObjectNames())
                        .as("no pictures")
                        .isEmpty();
            }
            assertThat(new PDFTextStripper().getText(document)).contains("2024-01-02", "gross", "4 (100 %)");
        }
    }

    @Test
    void shouldGoOnOnAnotherPageWithTheHeaderAgain() throws Exception {
        List<Chart.Series> none = List.of();
        try (PDDocument document = open(part(Chart.Kind.BARS, List.of(), none, 80))) {
            String text = new PDFTextStripper().getText(document);

            assertThat(document.getNumberOfPages()).isEqualTo(3);
            assertThat(text).contains("Käse 0 1,234.50 12.5 %", "Käse 79", "3 / 3");
            assertThat(text.split("key net share", -1)).hasSize(3);
        }
    }
}
