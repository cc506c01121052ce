package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tillstream.contracts.output.SalesForecast;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forecasts from the topic to the answer, beside the sales that {@link Shop} counts by hand. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ForecastTest {

    private static final LocalDate FIRST = LocalDate.parse("2024-01-01");
    private static final LocalDate LAST = LocalDate.parse("2024-01-03");
    private static final Instant MADE = Instant.parse("2024-01-04T09:00:00Z");

    @BeforeEach
    void fill() {
        String broker = setting("tillstream.kafka.bootstrap-servers");
        Shop.sendOnce(broker);
        try (Log log = new Log(broker)) {
            send(log, forecast("total", "all", 9_000_000));
            send(log, forecast("total", "all", 12_345_000));
            send(log, forecast("category", "Books", 7_000_000));
            send(log, forecast("category", "=gone", 1_000_000));
            log.send(TopicCatalogue.FORECASTS, SalesForecast.key("category", "=gone"), (byte[]) null);
            send(
                    log,
                    new SalesForecast(
                            "category",
                            "unknown",
                            null,
                            MADE,
                            LAST,
                            LAST,
                            0.8,
                            List.of(),
                            Map.of(),
                            "A forecast needs 8 weeks of sales; there are 1 of 56 days so far."));
            log.flush();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/v1/status").getBoolean("caught_up")
                        && get("/api/v1/customers").getList("items").size() == 3);
    }

    @Test
    void shouldTellTheDaysAheadBesideThoseBefore() {
        JsonPath total = get("/api/v1/forecast");

        assertThat(total.getString("dimension")).isEqualTo("total");
        assertThat(total.getString("made_at")).isEqualTo("2024-01-04T09:00:00Z");
        assertThat(total.getString("method")).isEqualTo("ETS(A,N,A)");
        assertThat(total.getList("days.day", String.class)).containsExactly("2024-01-04", "2024-01-05");
        // the newest record of the series
        assertThat(total.getDouble("days[0].expected")).isEqualTo(12.345);
        assertThat(total.getDouble("days[0].low")).isEqualTo(2.345);
        assertThat(total.getDouble("days[0].high")).isEqualTo(22.345);
        assertThat(total.getDouble("metrics.mase")).isEqualTo(0.75);
        assertThat(total.getDouble("coverage")).isEqualTo(0.8);
        assertThat(total.getList("history.day", String.class))
                .containsExactly("2024-01-01", "2024-01-02", "2024-01-03");
        assertThat(total.getList("history.gross", Double.class)).containsExactly(25.005, 10.0, 0.0);
        assertThat(total.getList("categories", String.class)).containsExactly("Books");
    }

    @Test
    void shouldTellOneCategory() {
        given().get("/api/v1/forecast?category=Books")
                .then()
                .statusCode(200)
                .body("value", equalTo("Books"))
                .body("days.expected", contains(7, 7))
                .body("history.gross", contains(20, 10, 0));
    }

    @Test
    void shouldSayWhyThereIsNone() {
        given().get("/api/v1/forecast?category=unknown")
                .then()
                .statusCode(200)
                .body("sentence", containsString("1 of 56 days"))
                .body("method", nullValue())
                .body("days", empty())
                .body("history.day", contains("2024-01-03"));
        for (String without : List.of("=gone", "never heard of")) {
            given().queryParam("category", without)
                    .get("/api/v1/forecast")
                    .then()
                    .statusCode(200)
                    .body("sentence", containsString("no forecast of this category"))
                    .body("made_at", nullValue())
                    .body("history", empty());
        }
        given().get("/api/v1/forecast?segment=Champions").then().statusCode(400);
    }

    @Test
    void shouldGiveDaysAsCsv() {
        assertThat(given().get("/api/v1/forecast?format=csv").asString().lines())
                .containsExactly(
                        "day,expected,low,high", "2024-01-04,12.345,2.345,22.345", "2024-01-05,12.345,2.345,22.345");
        given().accept("text/csv")
                .get("/api/v1/forecast?category=unknown")
                .then()
                .statusCode(200)
                .body(is("day,expected,low,high\r\n"));
    }

    @Test
    void shouldOfferDaysToReports() throws SQLException {
        String url = "jdbc:postgresql://" + setting("tillstream.database.host") + ":"
                + setting("tillstream.database.port") + "/" + setting("tillstream.database.name");
        try (var connection = DriverManager.getConnection(
                        url, setting("tillstream.database.user"), setting("tillstream.database.password"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT sum(expected_gross), min(day), count(*) FROM analytics.sales_forecasts WHERE value = 'all'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBigDecimal(1)).isEqualByComparingTo("24.69");
            assertThat(rows.getObject(2, LocalDate.class)).isEqualTo(LAST.plusDays(1));
            assertThat(rows.getInt(3)).isEqualTo(2);
        }
    }

    private static void send(Log log, SalesForecast forecast) {
        log.send(
                TopicCatalogue.FORECASTS,
                SalesForecast.key(forecast.dimension(), forecast.value()),
                SalesForecast.class,
                forecast);
    }

    private static SalesForecast forecast(String dimension, String value, long micros) {
        List<SalesForecast.Day> days = List.of(day(1, micros), day(2, micros));
        return new SalesForecast(
                dimension, value, "ETS(A,N,A)", MADE, FIRST, LAST, 0.8, days, Map.of("mase", 0.75), "Well.");
    }

    private static SalesForecast.Day day(int ahead, long micros) {
        return new SalesForecast.Day(
                LAST.plusDays(ahead), micros, Math.max(0, micros - 10_000_000), micros + 10_000_000);
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
