package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.tillstream.query.support.PatternRows;
import io.tillstream.query.support.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Questions to tables that are filled for one test and emptied after it: they need a shop that is empty else. */
abstract class TableQuestions extends ExportQuestions {

    @Test
    void shouldTellTheFindingsOfFilledTables() throws Exception {
        PatternRows.insert();
        try {
            JsonPath insights = given().get("/api/v1/insights").jsonPath();

            assertThat(insights.getString("as_of")).isEqualTo("2024-07-01T12:00:00Z");
            assertThat(insights.getList("items.sentence", String.class))
                    .containsExactlyInAnyOrder(
                            "Peak activity is Wednesday 14:00: 4.9 times the average hour.",
                            "Orders go by the weekday: Saturday has 75 % more than the average day, Monday 12 % fewer.",
                            "Orders of Toys rose by 100 %: 560 in the last 4 weeks, 280 in the 4 before.",
                            "P1 is left in 83 % of the 84 carts that held it, other products in 0 %.",
                            "Visits from DE end in a purchase less often: 4.0 %, elsewhere 8.0 %.",
                            "Orders from Berlin are smaller: 42.00 USD on average, elsewhere 52.00.",
                            "More customers fell from Champions to At Risk: 112 in the last 4 weeks, 28 in the 4 before.");
            assertThat(insights.getList("items.adjusted_p_value", Double.class)).allMatch(p -> p <= 0.05);
            // hour, weekday, category, move, two products, one country and one place of two
            assertThat(insights.getInt("tests")).isEqualTo(8);
        } finally {
            PatternRows.remove();
        }
    }

    /** Six thousand buyers: net is the square of the orders, recency falls with them. */
    @Test
    void shouldCorrelateASampleOfManyBuyers() throws Exception {
        Tables.execute(
                List.of(
                        "INSERT INTO customers (customer_id, first_seen_at, last_seen_at, orders, units, net_micros, recency_days)"
                                + " SELECT 'k' || i, now(), now(), 1 + i % 10, 3 * (1 + i % 10), (1 + i % 10) ^ 2 * 1000000, 100 - i % 10"
                                + " FROM generate_series(1, 6000) AS i",
                        "INSERT INTO customers (customer_id, first_seen_at, last_seen_at, orders) VALUES ('visitor', now(), now(), 0)"));
        try {
            JsonPath all = given().get("/api/v1/behaviour/correlations").jsonPath();

            assertThat(all.getInt("customers")).isEqualTo(5_000);
            assertThat(all.getBoolean("sampled")).isTrue();
            String net = "pairs.find { it.a == 'orders' && it.b == 'net' }";
            // numpy.corrcoef of 1 to 10 and their squares: 0.974559
            assertThat(all.getDouble(net + ".pearson.value")).isCloseTo(0.974559, within(0.002));
            assertThat(all.getDouble(net + ".spearman.value")).isCloseTo(1, within(1e-6));
            String recency = "pairs.find { it.a == 'orders' && it.b == 'recency_days' }";
            assertThat(all.getDouble(recency + ".pearson.value")).isCloseTo(-1, within(1e-6));
            assertThat(all.getString("pairs.find { it.a == 'orders' && it.b == 'units_per_order' }.pearson.value"))
                    .isNull();
            assertThat(all.getInt("pairs.find { it.a == 'orders' && it.b == 'nps_score' }.customers"))
                    .isZero();
            String first = given().get("/api/v1/behaviour/correlations").asString();
            assertThat(given().get("/api/v1/behaviour/correlations").asString()).isEqualTo(first);
        } finally {
            PatternRows.remove();
        }
    }

    @Test
    void shouldRecommendWhatOthersBoughtWithWhatTheCustomerHas() throws Exception {
        PatternRows.insertBaskets();
        try {
            JsonPath cleo =
                    given().get("/api/v1/customers/cleo/recommendations").jsonPath();

            assertThat(cleo.getList("items.product_id", String.class)).containsExactly("ink", "glue");
            // 0.5 · 4 + 0.25 · 2 and 0.2 · 1.5
            assertThat(cleo.getDouble("items[0].score")).isEqualTo(2.5);
            assertThat(cleo.getDouble("items[1].score")).isCloseTo(0.3, within(1e-6));
            assertThat(cleo.getString("items[0].title")).isEqualTo("Ink");
            assertThat(cleo.getInt("items[0].stock_on_hand")).isEqualTo(7);
            assertThat(cleo.getString("items[0].reason")).isEqualTo("Others bought it with Pen, paper");
            assertThat(cleo.getInt("items[0].because[1].joint")).isEqualTo(10);
            given().get("/api/v1/customers/cleo/recommendations?limit=1")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("reason", nullValue());
            given().get("/api/v1/customers/dora/recommendations")
                    .then()
                    .statusCode(200)
                    .body("items", empty())
                    .body("reason", equalTo("The customer has not bought anything yet."));
            given().get("/api/v1/customers/nobody/recommendations").then().statusCode(404);
            assertThat(Tables.text("SELECT analytics.recommended_products('cleo')::text"))
                    .isEqualTo("{ink,glue}");
        } finally {
            PatternRows.remove();
        }
    }
}
