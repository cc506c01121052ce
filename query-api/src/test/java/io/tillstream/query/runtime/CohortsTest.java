package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cohorts and retention from their topics to the answer, beside {@link Shop}, whose history ends on 3 January 2024: that month is unfinished. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class CohortsTest {

    private static final Instant FRESH = Instant.parse("2024-01-05T00:00:00Z");

    @BeforeEach
    void fill() {
        String broker = setting("tillstream.kafka.bootstrap-servers");
        Shop.sendOnce(broker);
        try (Log log = new Log(broker)) {
            for (String split : List.of("total|all", "channel|web")) {
                cell(log, "2023-10", 0, split, 4, 5, 100_500_000);
                cell(log, "2023-10", 2, split, 1, 2, 20_000_000);
                cell(log, "2023-10", 3, split, 2, 2, 10_000_000);
                cell(log, "2023-12", 0, split, 3, 3, -1_500_000);
            }
            // everybody of November turned out to have bought in October
            cell(log, "2023-11", 0, "total|all", 0, 0, 0);
            cell(log, "2023-09", 0, "total|all", 7, 7, 7_000_000);
            log.send(TopicCatalogue.COHORTS, "2023-09|2023-09|total|all", (byte[]) null);
            month(log, "2023-10", 4, 4, 0, 0, 0, 0, 0);
            month(log, "2023-12", 4, 3, 0, 1, 0, 0, 0);
            month(log, "2024-01", 2, 0, 1, 1, 1, 3, 1);
            month(log, "2024-05", 0, 0, 0, 0, 0, 5, 0);
            month(log, "2023-08", 9, 9, 0, 0, 0, 0, 0);
            log.send(TopicCatalogue.RETENTION, "2023-08", (byte[]) null);
            log.flush();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/v1/status").getBoolean("caught_up")
                        && get("/api/v1/customers").getList("items").size() == 3);
    }

    @Test
    void shouldLeaveOutMonthsThatHadNotEndedOnADay() {
        assertThat(get("/api/v1/retention").getList("months.month", String.class))
                .contains("2024-01");
        assertThat(get("/api/v1/retention?as_of=2024-01-15").getList("months.month", String.class))
                .contains("2023-12")
                .doesNotContain("2024-01");
    }

    @Test
    void shouldGiveTheMatrixWithNothingWhereAMonthIsUnfinished() {
        JsonPath matrix = get("/api/v1/cohorts");

        assertThat(matrix.getString("measure")).isEqualTo("retention");
        assertThat(matrix.getString("by")).isEqualTo("total");
        assertThat(matrix.getList("cohorts.cohort", String.class)).containsExactly("2023-10", "2023-12");
        assertThat(matrix.getList("cohorts.size", Integer.class)).containsExactly(4, 3);
        // nobody came back in November; January is not over
        assertThat(matrix.getList("cohorts[0].months", Float.class)).containsExactly(1f, 0f, 0.25f, null);
        assertThat(matrix.getList("cohorts[1].months", Float.class)).containsExactly(1f, null, null, null);
    }

    @Test
    void shouldGiveEachMeasureByEachSplit() {
        JsonPath revenue = get("/api/v1/cohorts?by=channel&measure=revenue");
        assertThat(revenue.getList("cohorts.value", String.class)).containsExactly("web", "web");
        assertThat(revenue.getList("cohorts[0].months", Float.class)).containsExactly(100.5f, 0f, 20f, null);
        assertThat(revenue.getList("cohorts[1].months", Float.class)).containsExactly(-1.5f, null, null, null);
        assertThat(get("/api/v1/cohorts?measure=orders").getList("cohorts[0].months", Integer.class))
                .containsExactly(5, 0, 2, null);
        assertThat(get("/api/v1/cohorts?measure=revenue_per_customer").getFloat("cohorts[0].months[0]"))
                .isEqualTo(25.125f);
        assertThat(get("/api/v1/cohorts?channel=app").getList("cohorts")).isEmpty();
        assertThat(get("/api/v1/cohorts?channel=web&from=2023-11-30").getList("cohorts.cohort", String.class))
                .containsExactly("2023-12");
    }

    @Test
    void shouldRefuseWhatCannotBeSplit() {
        for (String query : List.of("by=device", "measure=clicks", "campaign=spring")) {
            given().get("/api/v1/cohorts?" + query)
                    .then()
                    .statusCode(400)
                    .contentType(containsString("application/problem+json"));
        }
    }

    @Test
    void shouldGiveFinishedMonthsAsCsv() {
        String csv = given().get("/api/v1/cohorts?format=csv&by=channel").asString();
        assertThat(csv.lines())
                .containsExactly(
                        "value,cohort,size,months_since,customers,orders,revenue,retention,revenue_per_customer",
                        "web,2023-10,4,0,4,5,100.5,1,25.125",
                        "web,2023-10,4,1,0,0,0,0,0",
                        "web,2023-10,4,2,1,2,20,0.25,5",
                        "web,2023-12,3,0,3,3,-1.5,1,-0.5");
    }

    @Test
    void shouldTellWhoStayedAndWhoWasWonBack() {
        given().get("/api/v1/retention")
                .then()
                .statusCode(200)
                .body("as_of", equalTo("2024-01-04T09:00:00Z"))
                .body("months.month", contains("2023-10", "2023-11", "2023-12", "2024-01"))
                .body("months[0].new_customers", equalTo(4))
                .body("months[1].retention_rate", equalTo(0f))
                .body("months[2].retention_rate", nullValue())
                .body("months[3].finished", equalTo(false))
                .body("months[3].lapsed", equalTo(3))
                .body("months[3].won_back", equalTo(1))
                .body("months[3].win_back_rate", nullValue());
        String csv = given().get("/api/v1/retention?format=csv&to=2023-10-05").asString();
        assertThat(csv.lines())
                .containsExactly(
                        "month,finished,customers,new_customers,returning,reactivated,retained,retention_rate,lapsed,won_back,"
                                + "win_back_rate",
                        "2023-10,true,4,4,0,0,0,,0,0,");
    }

    @Test
    void shouldOfferViewsForReports() throws SQLException {
        String october = " FROM analytics.cohorts WHERE cohort_name = '2023-10' AND cohort_type = 'channel'";
        assertThat(number("SELECT customer_count" + october)).isEqualTo(4);
        // October, November and December are over
        assertThat(number("SELECT cardinality(retention_rates)" + october)).isEqualTo(3);
        assertThat(number("SELECT retention_rates[2]" + october)).isZero();
        assertThat(number("SELECT retention_rates[3]" + october)).isEqualTo(0.25);
        assertThat(number("SELECT revenue_cohorts[1]" + october)).isEqualTo(100.5);
        assertThat(number("SELECT end_date - start_date" + october)).isEqualTo(30);
        assertThat(number("SELECT sum(revenue) FROM analytics.cohort_months WHERE cohort_type = 'total'"))
                .isEqualTo(129);
        assertThat(number("SELECT lapsed FROM analytics.retention WHERE month = '2024-01-01'"))
                .isEqualTo(3);
        assertThat(number("SELECT lapsed FROM analytics.retention WHERE month = '2024-05-01'"))
                .isEqualTo(7);
    }

    private static double number(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + setting("tillstream.database.host") + ":"
                                + setting("tillstream.database.port") + "/" + setting("tillstream.database.name"),
                        setting("tillstream.database.user"),
                        setting("tillstream.database.password"));
                var rows = connection.createStatement().executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getDouble(1);
        }
    }

    private static void cell(
            Log log, String cohort, int since, String split, long customers, long orders, long revenueMicros) {
        YearMonth first = YearMonth.parse(cohort);
        YearMonth month = first.plusMonths(since);
        int bar = split.indexOf('|');
        log.send(
                TopicCatalogue.COHORTS,
                first + "|" + month + "|" + split,
                CohortCell.class,
                new CohortCell(
                        first,
                        month,
                        since,
                        split.substring(0, bar),
                        split.substring(bar + 1),
                        customers,
                        orders,
                        revenueMicros,
                        FRESH));
    }

    private static void month(
            Log log,
            String month,
            long customers,
            long added,
            long returning,
            long reactivated,
            long retained,
            long lapsing,
            long wonBack) {
        log.send(
                TopicCatalogue.RETENTION,
                month,
                RetentionCell.class,
                new RetentionCell(
                        YearMonth.parse(month),
                        customers,
                        added,
                        returning,
                        reactivated,
                        retained,
                        lapsing,
                        wonBack,
                        FRESH));
    }

    private static JsonPath get(String path) {
        return given().get(path).then().statusCode(200).extract().jsonPath();
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
