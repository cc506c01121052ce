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
import org.junit.jupiter.api.Test;

/** Questions to tables that are filled for one test and emptied after it: they need a shop that is empty else. */
abstract class TableQuestions {

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
