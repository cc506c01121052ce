package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tillstream.query.support.Plain;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** The same answers in every format, with columns, order and pages as asked for, on a shop with sales. */
abstract class FormatQuestions extends CurlQuestions {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every address that can be read, tried with every format. */
    @Test
    void shouldGiveEveryListAsEveryTable() throws Exception {
        Map<String, Set<String>> given = new TreeMap<>();
        Map<String, Set<String>> described = paths();
        for (String path : described.keySet()) {
            JsonNode json = JSON.nullNode();
            for (String format : List.of("json", "csv", "ndjson", "xlsx", "plotly", "pdf")) {
                HttpResponse<byte[]> answer = Plain.get(path + "?format=" + format, BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).as("%s %s", path, format).isLessThan(500);
                if (answer.statusCode() == 406) {
                    assertThat(JSON.readTree(answer.body()).path("detail").asText())
                            .startsWith("this address answers in ");
                } else if (answer.statusCode() == 200) {
                    given.computeIfAbsent(path, any -> new TreeSet<>()).add(format);
                    check(path, format, answer);
                    json = format.equals("json") ? JSON.readTree(answer.body()) : json;
                }
            }
            if (given.containsKey(path)) {
                assertThat(given.get(path)).as("what /openapi says of %s", path).isEqualTo(described.get(path));
            }
            if (json.isArray() || json.path("items").isArray()) {
                assertThat(given.get(path)).as(path).contains("csv", "ndjson", "xlsx");
            }
        }
        assertThat(given).hasSizeGreaterThan(60);
        assertThat(given.values().stream().filter(formats -> formats.contains("plotly")))
                .hasSizeGreaterThan(25);
    }

    /** Addresses that can be read, with the formats that their description says they have. */
    private static Map<String, Set<String>> paths() throws Exception {
        Map<String, Set<String>> paths = new TreeMap<>();
        JsonNode described =
                JSON.readTree(given().get("/openapi?format=json").asByteArray()).get("paths");
        described.fields().forEachRemaining(path -> {
            if (path.getKey().startsWith("/api/") && path.getValue().has("get")) {
                Set<String> formats = new TreeSet<>();
                path.getValue()
                        .at("/get/parameters")
                        .forEach(parameter -> parameter.at("/schema/enum").forEach(value -> {
                            if (parameter.path("name").asText().equals("format")) {
                                formats.add(value.asText());
                            }
                        }));
                paths.put(
                        path.getKey()
                                .replace("/customers/{id}", "/customers/ann")
                                .replace("/products/{id}", "/products/p1")
                                .replaceAll("\\{[^}]*}", "1"),
                        formats);
            }
        });
        return paths;
    }

    private static void check(String path, String format, HttpResponse<byte[]> answer) throws Exception {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        switch (format) {
            case "csv" -> assertThat(type).as(path).startsWith("text/csv");
            case "ndjson" -> {
                assertThat(type).as(path).startsWith("application/x-ndjson");
                for (String line : text.lines().toList()) {
                    assertThat(JSON.readTree(line).isObject()).as(path).isTrue();
                }
            }
            case "xlsx" -> {
                try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
                    assertThat(book.getFirstSheet().read()).as(path).isNotEmpty();
                }
            }
            case "plotly" -> figure(path, JSON.readTree(answer.body()));
            case "pdf" -> assertThat(text).startsWith("%PDF-");
            default -> assertThat(type).as(path).startsWith("application/json");
        }
    }

    /** The shape that Plotly's schema of traces wants. */
    private static void figure(String path, JsonNode figure) {
        assertThat(figure.at("/layout/title/text").asText()).as(path).isNotEmpty();
        assertThat(figure.get("data").isArray()).as(path).isTrue();
        for (JsonNode trace : figure.get("data")) {
            assertThat(trace.get("type").asText()).as(path).isIn("scatter", "bar", "heatmap", "funnel");
            if (trace.get("type").asText().equals("heatmap")) {
                assertThat(trace.get("z")).as(path).hasSameSizeAs(trace.get("y"));
                trace.get("z").forEach(line -> assertThat(line).as(path).hasSameSizeAs(trace.get("x")));
            } else {
                assertThat(trace.get("x")).as(path).hasSameSizeAs(trace.get("y"));
            }
        }
    }

    @Test
    void shouldGiveAWorkbookOfSalesWithRealDaysAndAmounts() throws Exception {
        byte[] file = given().get("/api/v1/sales?format=xlsx")
                .then()
                .statusCode(200)
                .contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .header("Content-Disposition", equalTo("attachment; filename=\"sales.xlsx\""))
                .extract()
                .asByteArray();

        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(4);
            assertThat(rows.getFirst().getCellAsString(0)).hasValue("key");
            assertThat(rows.get(1).getCellAsDate(0)).hasValue(LocalDateTime.of(2024, 1, 1, 0, 0));
            assertThat(rows.get(1).getCell(3).getType()).isEqualTo(CellType.NUMBER);
            BigDecimal net = BigDecimal.ZERO;
            for (Row row : rows.subList(1, rows.size())) {
                net = net.add(row.getCellAsNumber(5).orElseThrow());
            }
            assertThat(net).isEqualByComparingTo("28.005");
        }
    }

    @Test
    void shouldDrawSalesFromTheSameFigures() {
        JsonPath figure = given().accept("application/vnd.plotly.v1+json")
                .get("/api/v1/sales")
                .then()
                .statusCode(200)
                .contentType("application/vnd.plotly.v1+json")
                .extract()
                .jsonPath();

        assertThat(figure.getList("data.name", String.class)).containsExactly("gross", "net");
        assertThat(figure.getList("data[1].x", String.class)).containsExactly("2024-01-01", "2024-01-02", "2024-01-03");
        assertThat(figure.getList("data[0].y", Double.class)).containsExactly(25.005, 10.0, 0.0);
        assertThat(figure.getString("layout.yaxis.title.text")).isEqualTo("gross, net, USD");
    }

    @Test
    void shouldPrintAReport() throws Exception {
        byte[] file = given().get("/api/v1/report?from=2024-01-01&to=2024-01-31")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();

        try (PDDocument document = Loader.loadPDF(file)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("Report: 2024-01-01 to 2024-01-31", "As of 2024-01-04T09:00:00Z, amounts in USD");
            assertThat(text).contains("28.01", "35.01", "Sales by day", "Books", "Novel", "Champions");
            assertThat(text).contains("From visit to purchase", "When the shop sells", "Churn");
        }
        byte[] books = given().get("/api/v1/report?category=Books&format=pdf").asByteArray();
        try (PDDocument document = Loader.loadPDF(books)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains("category: Books", "25.00", "From visit to purchase")
                    .doesNotContain("Champions");
        }
        given().get("/api/v1/report?device=mobile&segment=Loyal")
                .then()
                .statusCode(400)
                .body("code", equalTo("unsupported_combination"));
        given().get("/api/v1/report?format=csv")
                .then()
                .statusCode(406)
                .body("detail", equalTo("this address answers in pdf (application/pdf)"));
    }

    @Test
    void shouldGiveTheColumnsTheOrderAndThePageAskedFor() {
        given().get("/api/v1/customers?fields=customer_id,net&sort=customer_id")
                .then()
                .statusCode(200)
                .body("items[0].keySet()", contains("customer_id", "net"))
                .body("items.customer_id", contains("ann", "anon:v1", "bob"));
        assertThat(given().get("/api/v1/customers?fields=net,customer_id&sort=customer_id&format=csv")
                        .asString())
                .isEqualTo("net,customer_id\r\n18.005,ann\r\n0,anon:v1\r\n10,bob\r\n");
        given().get("/api/v1/customers?fields=customer_id,colour")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("fields"))
                .body("detail", containsString("'colour'"));

        Response page = given().get("/api/v1/segments?sort=segment&limit=3&fields=segment");
        assertThat(page.jsonPath().getList("items.segment", String.class))
                .containsExactly("At Risk", "Champions", "Hibernating");
        String next = page.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        given().get(next).then().statusCode(200).body("items.segment", contains("Lost", "Loyal", "Need Attention"));
        given().get("/api/v1/segments?sort=colour").then().statusCode(400).body("parameter", equalTo("sort"));
        given().get("/api/time-series?sort=-revenue&limit=1").then().body("date", contains("2024-01-01"));
        given().get("/api/v1/kpis?fields=revenue").then().statusCode(400).body("parameter", equalTo("fields"));

        given().get("/api/v1/sales?limit=2").then().body("items.key", contains("2024-01-02", "2024-01-03"));
        String before = given().get("/api/v1/sales?limit=2").jsonPath().getString("next_cursor");
        given().get("/api/v1/sales?limit=2&cursor=" + before)
                .then()
                .body("items.key", contains("2024-01-01"))
                .body("next_cursor", nullValue());
        String rest = given().get("/api/v1/sales?dimension=channel&limit=2")
                .jsonPath()
                .getString("next_cursor");
        given().get("/api/v1/sales?dimension=channel&limit=2&cursor=" + rest)
                .then()
                .body("items.key", contains("unknown"));
    }

    @Test
    void shouldAnswerAsOfADay() {
        given().get("/api/v1/sales?as_of=2024-01-02").then().body("items.key", contains("2024-01-01", "2024-01-02"));
        given().get("/api/v1/kpis?as_of=2024-01-02").then().statusCode(400).body("parameter", equalTo("as_of"));
        given().get("/api/v1/sales?as_of=2024-01-02&segment=Champions")
                .then()
                .statusCode(400)
                .body("code", equalTo("unsupported_combination"));
        given().get("/api/v1/sales?as_of=2024-01-02&from=2024-01-03").then().statusCode(400);
    }

    @Test
    void shouldNotSendAgainWhatTheClientHas() {
        for (String path : List.of("/api/v1/kpis", "/api/v1/segments", "/api/time-series?format=csv")) {
            Response first = given().get(path);
            String tag = first.header("ETag");
            assertThat(tag).as(path).startsWith("W/\"");
            assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
            Response second = given().header("If-None-Match", tag).get(path);
            assertThat(second.statusCode()).as(path).isEqualTo(304);
            assertThat(second.asByteArray()).isEmpty();
            assertThat(second.header("ETag")).isEqualTo(tag);
            given().header("If-None-Match", "W/\"other\"").get(path).then().statusCode(200);
        }
    }

    @Test
    void shouldCompressTables() throws Exception {
        HttpResponse<byte[]> zipped =
                Plain.get("/api/v1/customers?format=ndjson", BodyHandlers.ofByteArray(), "Accept-Encoding", "gzip");
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSize(3);
        }
    }

    @Test
    void shouldCompressByBrotliForBrowsers() throws Exception {
        HttpResponse<byte[]> zipped =
                Plain.get("/api/v1/segments", BodyHandlers.ofByteArray(), "Accept-Encoding", "gzip, deflate, br");
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("br");
        try (BrotliInputStream text = new BrotliInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8)).contains("\"items\"");
        }
    }

    @Test
    void shouldChooseTheFormatAsTheClientRanksThem() {
        given().accept("text/csv;q=0.5, application/x-ndjson")
                .get("/api/v1/segments")
                .then()
                .contentType("application/x-ndjson");
        given().accept("text/html, */*;q=0.8").get("/api/v1/segments").then().contentType("application/json");
        given().accept("text/csv, application/json;q=0.1")
                .get("/api/v1/kpis")
                .then()
                .contentType("application/json");
        given().accept("text/csv")
                .get("/api/v1/kpis")
                .then()
                .statusCode(406)
                .body("code", equalTo("not_acceptable"))
                .body("detail", equalTo("this address answers in json (application/json)"));
        given().get("/api/v1/kpis?format=parquet").then().statusCode(400).body("parameter", equalTo("format"));
    }
}
