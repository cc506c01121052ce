package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tillstream.contracts.output.ModelCommand;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.ModelledShop;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import io.tillstream.query.support.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the models say of the shop that {@link Shop} counts by hand. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class PredictedShopTest {

    private static String broker() {
        return ConfigProvider.getConfig().getValue("tillstream.kafka.bootstrap-servers", String.class);
    }

    @BeforeEach
    void fill() {
        Shop.sendOnce(broker());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/v1/status").getBoolean("caught_up")
                        && get("/api/v1/customers").getList("items").size() == 3);
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }

    private static ValidatableResponse ok(String path) {
        return given().get(path).then().statusCode(200);
    }

    @Test
    void shouldTellACustomersPredictionsInWords() {
        JsonPath ann = get("/api/v1/customers/ann");

        assertThat(ann.getDouble("predictions.churn.probability")).isEqualTo(0.75);
        assertThat(ann.getDouble("predictions.churn.base_rate")).isEqualTo(0.5);
        assertThat(ann.getDouble("predictions.churn.other")).isEqualTo(0.05);
        assertThat(ann.getList("predictions.churn.reasons.words", String.class))
                .containsExactly("No purchase for 84 days", "One order so far");
        assertThat(ann.getDouble("predictions.purchase.probability")).isEqualTo(0.125);
        assertThat(ann.getString("predictions.value")).isNull();
        assertThat(ann.getString("predictions.cluster.tier")).isEqualTo("Platinum");
        assertThat(ann.getList("profile.behaviours", String.class)).containsExactly("Frequent Buyer", "Brand Loyal");
        assertThat(ann.getList("profile.custom_segments", String.class)).containsExactly("segment-1", "segment-2");
        JsonPath bob = get("/api/v1/customers/bob");
        assertThat(new BigDecimal(bob.getString("predictions.value.expected"))).isEqualByComparingTo("40");
        assertThat(bob.getString("predictions.value.next_purchase_at")).isEqualTo("2024-02-01T00:00:00Z");
        ok("/api/v1/customers/anon:v1").body("predictions", nullValue());
    }

    @Test
    void shouldFilterAndSortCustomersByWhatModelsSay() {
        ok("/api/v1/customers?cluster=Platinum").body("items.customer_id", contains("ann"));
        ok("/api/v1/customers?behaviour=Brand Loyal&sort=customer_id")
                .body("items.customer_id", contains("ann", "bob"));
        ok("/api/v1/customers?custom_segment=segment-1").body("items.customer_id", contains("ann"));
        for (String sort : List.of("churn_probability", "purchase_probability", "value_expected")) {
            String first = given().get("/api/v1/customers?limit=1&sort=-" + sort)
                    .jsonPath()
                    .getString("items[0].customer_id");
            assertThat(first).isEqualTo(sort.equals("churn_probability") ? "ann" : "bob");
            String cursor = null;
            for (String expected :
                    sort.equals("churn_probability") ? List.of("bob", "ann", "anon:v1") : List.of("ann", "bob")) {
                if (sort.equals("value_expected")) {
                    break;
                }
                JsonPath page =
                        get("/api/v1/customers?limit=1&sort=" + sort + (cursor == null ? "" : "&cursor=" + cursor));
                assertThat(page.getString("items[0].customer_id")).isEqualTo(expected);
                cursor = page.getString("next_cursor");
            }
        }
    }

    @Test
    void shouldListTheCustomersBehindACell() {
        // ann is 555, two days after her purchase; bob is 551, one day after, expected to spend 40 and to buy again by
        // 0.9; the visitor has none of it
        for (var cell : Map.of(
                        "recency_score=5&frequency_score=5&monetary_score=1", List.of("bob"),
                        "recency_score=5&frequency_score=4,5&monetary_score=1,5", List.of("ann", "bob"),
                        "recency_score=1,2,3,4", List.<String>of(),
                        "min_recency_days=0", List.of("ann", "bob"),
                        "min_recency_days=2&max_recency_days=2", List.of("ann"),
                        "max_recency_days=1&max_net=10", List.of("bob"),
                        "min_value_expected=40&max_value_expected=40", List.of("bob"),
                        "min_value_expected=0&max_value_expected=39.999999", List.<String>of(),
                        "min_alive_probability=0.9&max_alive_probability=0.9", List.of("bob"),
                        "min_alive_probability=0&max_alive_probability=0.8999999999999999", List.<String>of())
                .entrySet()) {
            assertThat(get("/api/v1/customers?sort=customer_id&" + cell.getKey())
                            .getList("items.customer_id", String.class))
                    .describedAs(cell.getKey())
                    .isEqualTo(cell.getValue());
        }
        given().get("/api/v1/customers?format=csv&fields=customer_id,rfm&recency_score=5&monetary_score=1")
                .then()
                .statusCode(200)
                .body(containsString("bob,551"))
                .body(not(containsString("ann")));
        JsonPath rfm = get("/api/v1/rfm");
        List<String> labels = rfm.getList("cells.label", String.class);
        assertThat(labels).hasSize(125);
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            assertThat(get("/api/v1/customers?recency_score=" + label.charAt(0) + "&frequency_score=" + label.charAt(1)
                                    + "&monetary_score=" + label.charAt(2))
                            .getList("items"))
                    .describedAs(label)
                    .hasSize(rfm.getInt("cells[" + i + "].customers"));
        }
        for (String bad : List.of(
                "recency_score=0",
                "frequency_score=5,",
                "monetary_score=1;2",
                "recency_score=1,1,1,1,1,1",
                "max_recency_days=-1",
                "min_value_expected=much",
                "min_alive_probability=NaN")) {
            given().get("/api/v1/customers?" + bad)
                    .then()
                    .statusCode(400)
                    .body("parameter", equalTo(bad.substring(0, bad.indexOf('='))));
        }
        given().get("/api/v1/segments?recency_score=5").then().statusCode(400).body("parameter", is("recency_score"));
    }

    @Test
    void shouldTellChurnWithReasonsAndPlays() {
        JsonPath churn = get("/api/v1/churn");

        assertThat(churn.getBoolean("available")).isTrue();
        assertThat(churn.getString("model")).isEqualTo(ModelledShop.CHAMPION);
        assertThat(churn.getDouble("scores.mean_probability")).isEqualTo(0.475);
        assertThat(churn.getList("scores.histogram", Integer.class)).containsExactly(0, 0, 1, 0, 0, 0, 0, 1, 0, 0);
        // |0.1| + |0.3| of orders over two customers, 0.3 of the other
        assertThat(churn.getList("reasons.feature", String.class)).containsExactly("orders", "recency_days");
        assertThat(churn.getDouble("reasons[0].mean_contribution")).isEqualTo(-0.2);
        assertThat(churn.getInt("reasons[0].customers")).isEqualTo(2);
        assertThat(churn.getInt("reasons[0].raised")).isZero();
        // both are of the Low tier by rule; ann is Platinum, bob Bronze
        assertThat(churn.getInt("plays.find { it.play.tier == 'Low' && it.play.worth == 'high' }.customers"))
                .isEqualTo(1);
        assertThat(churn.getInt("plays.find { it.play.tier == 'Low' && it.play.worth == 'low' }.customers"))
                .isEqualTo(1);
        ok("/api/v1/churn/customers?tier=Low&sort=value").body("items.customer_id", contains("bob", "ann"));
        ok("/api/v1/churn/customers?sort=probability")
                .body("items.customer_id", contains("ann", "bob"))
                .body("items[0].reasons", hasSize(2))
                .body("items[0].worth", equalTo("high"))
                .body("items[1].value_at_risk", is(8));
        ok("/api/v1/churn/customers?tier=High").body("items", empty());
        JsonPath first = get("/api/v1/churn/customers?limit=1");
        ok("/api/v1/churn/customers?limit=1&cursor=" + first.getString("next_cursor"))
                .body("items.customer_id", contains("ann"))
                .body("next_cursor", nullValue());
        assertThat(given().get("/api/v1/churn/customers?format=csv")
                        .asString()
                        .lines()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void shouldSayWhyThereIsNoLifetimeValue() {
        ok("/api/v1/lifetime-value")
                .body("available", is(false))
                .body("reason", equalTo("2 of 500 buyers so far"))
                .body("totals", nullValue());
        ok("/api/v1/lifetime-value/customers")
                .body("items.customer_id", contains("bob"))
                .body("items[0].high", is(60));
    }

    @Test
    void shouldTellPropensityAndClusters() {
        ok("/api/v1/propensity").body("expected_buyers", is(0.625f)).body("customers", is(2));
        ok("/api/v1/propensity/customers").body("items.customer_id", contains("bob", "ann"));
        ok("/api/v1/clusters")
                .body("clusters.tier", contains("Platinum", "Bronze"))
                .body("clusters.customers", contains(1, 1))
                .body("clusters[0].rewards", equalTo("25 % + VIP concierge"));
    }

    @Test
    void shouldCountBehaviouralAndDemographicSegments() {
        ok("/api/v1/segments/behavioural")
                .body("items.segment", hasSize(5))
                .body("items.find { it.segment == 'Brand Loyal' }.customers", is(2))
                .body("items.find { it.segment == 'Window Shopper' }.customers", is(0));
        ok("/api/v1/segments/demographic?dimension=country")
                .body("items.segment", contains("unknown", "US"))
                .body("items.customers", contains(2, 1));
        ok("/api/v1/segments/demographic").body("items[0].dimension", equalTo("age_group"));
        given().get("/api/v1/segments/demographic?dimension=shoe")
                .then()
                .statusCode(400)
                .body("detail", containsString("age_group"));
    }

    @Test
    void shouldTellModelsTrainingAndDrift() {
        ok("/api/v1/models")
                .body("items.name", contains("churn", "purchase", "value", "clusters"))
                .body("items.available", contains(true, true, false, true))
                .body("items[0].drift.feature_shift.orders", is(0.31f))
                .body("items[2].reason", equalTo("2 of 500 buyers so far"));
        ok("/api/v1/models/churn").body("card.metrics.auc", is(0.81f)).body("model.promoted_by", equalTo("training"));
        ok("/api/v1/models/churn/versions")
                .body("items.version", contains(ModelledShop.CHAMPION, "20240103T000000Z"))
                .body("items.champion", contains(true, false));
        ok("/api/v1/models/training").body("run_id", equalTo("run-1")).body("outcomes", hasSize(2));
        given().get("/api/v1/models/shoe-size").then().statusCode(404);
        ok("/api/v1/alerts")
                .body("items.id", contains("a2", "a1"))
                .body("items.state", contains("cleared", "raised"))
                .body("items[1].raised_at", equalTo("2024-01-04T00:00:00Z"));
        ok("/api/v1/alerts?state=raised").body("items.id", contains("a1"));
        given().get("/api/v1/alerts?state=open").then().statusCode(400);
    }

    @Test
    void shouldPassCommandsToTheTrainer() {
        String all = given().post("/api/v1/models/train")
                .then()
                .statusCode(202)
                .extract()
                .path("run_id");
        String one = command("/api/v1/models/train", "{\"model\":\"churn\",\"by\":\"cli\"}");
        String promote = command("/api/v1/models/churn/promote", "{\"version\":\"20240103T000000Z\"}");
        String pin = given().post("/api/v1/models/churn/pin")
                .then()
                .statusCode(202)
                .extract()
                .path("run_id");

        List<ModelCommand> sent = Topic.values(broker(), TopicCatalogue.MODEL_COMMANDS.name(), 4).stream()
                .map(OutputJson.of(ModelCommand.class)::read)
                .toList();
        assertThat(sent).extracting(ModelCommand::id).containsExactly(all, one, promote, pin);
        assertThat(sent).extracting(ModelCommand::command).containsExactly("train", "train", "promote", "pin");
        assertThat(sent).extracting(ModelCommand::model).containsExactly(null, "churn", "churn", "churn");
        assertThat(sent).extracting(ModelCommand::by).containsExactly("api", "cli", "api", "api");
        assertThat(sent.get(2).version()).isEqualTo("20240103T000000Z");
        given().contentType(ContentType.JSON)
                .body("{\"version\":\"1\"}")
                .post("/api/v1/models/churn/promote")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("version"));
        given().contentType(ContentType.JSON)
                .body("{\"model\":\"shoe-size\"}")
                .post("/api/v1/models/train")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("model"));
        given().post("/api/v1/models/value/pin").then().statusCode(409).body("code", equalTo("no_champion"));
        given().post("/api/v1/models/shoe-size/unpin").then().statusCode(404);
    }

    private static String command(String path, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(202)
                .extract()
                .path("run_id");
    }
}
