package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tillstream.contracts.output.BundleRule;
import io.tillstream.contracts.output.BundleRun;
import io.tillstream.contracts.output.DeadStock;
import io.tillstream.contracts.output.RelatedProducts;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules, related products and dead stock from a real log; of p1 title, category and stock are known. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BundledShopTest {

    @BeforeEach
    void fill() {
        String broker = ConfigProvider.getConfig().getValue("tillstream.kafka.bootstrap-servers", String.class);
        Shop.sendOnce(broker);
        try (Log log = new Log(broker)) {
            rule(log, "product", List.of("kit", "p1"), "lid", 0.02, 0.5, 9.5, null, true);
            rule(log, "product", List.of("kit"), "p1", 0.3, 0.9, 4, 2.5, true);
            rule(log, "product", List.of("lid"), "pot", 0.2, 0.2, 4, 1.5, false);
            rule(log, "category", List.of("Books"), "Home", 0.4, 0.6, 1.5, 1.2, true);
            LocalDate day = LocalDate.parse("2024-01-04");
            BundleRun run =
                    new BundleRun("product", day.minusDays(364), day, 50, 0.02, 0.05, 1, 3, 2, "3 rules in the 50");
            log.send(TopicCatalogue.BUNDLES, run.key(), BundleRun.class, run);
            related(log, "kit", partner("p1", 9, 4.5), partner("lid", 3, 2));
            // of two records of a key the newer one counts, whatever came before
            related(log, "pot", partner("kit", 5, 3), partner("lid", 4, 2));
            related(log, "pot", partner("kit", 6, 3.5));
            related(log, "over", partner("kit", 5, 3));
            log.send(TopicCatalogue.BUNDLES, "related|over", (byte[]) null);
            dead(
                    log,
                    "pot",
                    2,
                    8,
                    new DeadStock.Proposal("p1", 4, 0.5, 3, 0.001),
                    new DeadStock.Proposal("kit", 3, 0.25, 2, 0.01));
            dead(log, "lid", 1, 9);
            log.send(TopicCatalogue.BUNDLES, "rule|broken", "{\"level\":\"product\"}");
            log.send(TopicCatalogue.BUNDLES, "what|is|this", "{}");
            log.flush();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/v1/status").getBoolean("caught_up")
                        && get("/api/v1/products/dead-stock").getList("items").size() == 2
                        && get("/api/v1/bundles").getList("items").size() == 3);
    }

    private static void rule(
            Log log,
            String level,
            List<String> left,
            String right,
            double support,
            double confidence,
            double lift,
            @Nullable Double conviction,
            boolean significant) {
        BundleRule rule =
                new BundleRule(level, left, right, 15, support, confidence, lift, 0.1, conviction, 0.001, significant);
        log.send(TopicCatalogue.BUNDLES, rule.key(), BundleRule.class, rule);
    }

    private static RelatedProducts.Partner partner(String product, long joint, double lift) {
        return new RelatedProducts.Partner(product, joint, 0.25, lift);
    }

    private static void related(Log log, String product, RelatedProducts.Partner... partners) {
        RelatedProducts related = new RelatedProducts(product, 12, List.of(partners));
        log.send(TopicCatalogue.BUNDLES, related.key(), RelatedProducts.class, related);
    }

    private static void dead(Log log, String product, long sold, long stock, DeadStock.Proposal... proposals) {
        DeadStock dead = new DeadStock(product, sold, stock, sold / (double) (sold + stock), List.of(proposals));
        log.send(TopicCatalogue.BUNDLES, dead.key(), DeadStock.class, dead);
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }

    private static ValidatableResponse ok(String path) {
        return given().get(path).then().statusCode(200);
    }

    @Test
    void shouldListRulesByLiftWithTitlesAndWhatTheyWereMinedFrom() {
        ok("/api/v1/bundles")
                .body("available", is(true))
                .body("reason", nullValue())
                .body("run.baskets", is(50))
                .body("run.from", equalTo("2023-01-05"))
                .body("run.min_support", is(0.02f))
                .body("items.lift", contains(9.5f, 4f, 4f))
                .body("items[0].antecedent", contains("kit", "p1"))
                .body("items[0].antecedent_titles", contains("kit", "Novel"))
                .body("items[0].antecedent_categories", contains("unknown", "Books"))
                .body("items[0].conviction", nullValue())
                .body("items[1].consequent_title", equalTo("Novel"))
                .body("items[1].consequent_category", equalTo("Books"))
                .body("items[2].consequent_title", equalTo("pot"));
        ok("/api/v1/bundles?level=category")
                .body("items.consequent_title", contains("Home"))
                .body("items[0].antecedent_categories", contains("Books"))
                .body("run", nullValue())
                .body("reason", containsString("not been looked through"));
    }

    @Test
    void shouldFilterRules() {
        ok("/api/v1/bundles?min_support=0.2").body("items.support", contains(0.3f, 0.2f));
        ok("/api/v1/bundles?min_support=0.1&min_confidence=0.5").body("items.consequent", contains("p1"));
        ok("/api/v1/bundles?min_lift=4.1").body("items.consequent", contains("lid"));
        ok("/api/v1/bundles?product=p1").body("items.consequent", contains("lid", "p1"));
        ok("/api/v1/bundles?product=pot").body("items", hasSize(1));
        ok("/api/v1/bundles?significant=false").body("items.consequent", contains("pot"));
        ok("/api/v1/bundles?product=none").body("items", empty()).body("available", is(true));
        for (String wrong :
                List.of("min_support=much", "min_lift=-1", "min_confidence=NaN", "level=brand", "cursor=x")) {
            given().get("/api/v1/bundles?" + wrong).then().statusCode(400);
        }
    }

    @Test
    void shouldPageThroughRulesOfEqualLift() {
        String cursor = "";
        for (String right : List.of("lid", "p1", "pot")) {
            JsonPath page = get("/api/v1/bundles?limit=1" + cursor);
            assertThat(page.getList("items.consequent", String.class)).containsExactly(right);
            cursor = "&cursor=" + page.getString("next_cursor");
        }
        assertThat(cursor).isEqualTo("&cursor=null");
        String csv = given().get("/api/v1/bundles?format=csv").asString();
        assertThat(csv.lines()).hasSize(4);
        assertThat(csv).startsWith("level,antecedent,").contains("kit Novel");
    }

    @Test
    void shouldTellWhatIsBoughtTogether() {
        ok("/api/v1/products/kit/related")
                .body("items.product_id", contains("p1", "lid"))
                .body("items[0].title", equalTo("Novel"))
                .body("items[0].stock_on_hand", is(42))
                .body("items[0].joint", is(9))
                .body("reason", nullValue());
        ok("/api/v1/products/kit/related?limit=1").body("items", hasSize(1));
        ok("/api/v1/products/pot/related").body("items.lift", contains(3.5f));
        ok("/api/v1/products/over/related").body("items", empty()).body("reason", startsWith("No other product"));
        assertThat(given().get("/api/v1/products/kit/related?format=csv")
                        .asString()
                        .lines())
                .hasSize(3);
    }

    @Test
    void shouldTellDeadStockWithProposals() {
        ok("/api/v1/products/dead-stock")
                .body("items.product_id", contains("lid", "pot"))
                .body("items[0].proposals", empty())
                .body("items[1].sold_ratio", is(0.2f))
                .body("items[1].proposals.title", contains("Novel", "kit"))
                .body("items[1].proposals[0].lift", is(3f));
        ok("/api/v1/products/dead-stock?product=pot").body("items", hasSize(1));
        JsonPath first = get("/api/v1/products/dead-stock?limit=1");
        ok("/api/v1/products/dead-stock?limit=1&cursor=" + first.getString("next_cursor"))
                .body("items.product_id", contains("pot"))
                .body("next_cursor", nullValue());
        assertThat(given().get("/api/v1/products/dead-stock?format=csv")
                        .asString()
                        .lines())
                .hasSize(3);
    }
}
