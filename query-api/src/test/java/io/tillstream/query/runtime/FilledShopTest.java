package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint on the shop that {@link Shop} counts by hand. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class FilledShopTest extends FormatQuestions {

    @BeforeEach
    void fill() {
        Shop.sendOnce(ConfigProvider.getConfig().getValue("tillstream.kafka.bootstrap-servers", String.class));
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

    private static BigDecimal money(JsonPath json, String path) {
        return new BigDecimal(json.getString(path));
    }

    @Test
    void shouldShowTilesOfAllTime() {
        JsonPath kpis = get("/api/v1/kpis");

        assertThat(money(kpis, "revenue")).isEqualByComparingTo("28.005");
        assertThat(money(kpis, "gross")).isEqualByComparingTo("35.005");
        assertThat(money(kpis, "refunds")).isEqualByComparingTo("7");
        assertThat(money(kpis, "aov")).isEqualByComparingTo("14.0025");
        assertThat(kpis.getLong("orders")).isEqualTo(2);
        assertThat(kpis.getLong("units")).isEqualTo(4);
        assertThat(kpis.getLong("customers")).isEqualTo(2);
        assertThat(kpis.getLong("customers_total")).isEqualTo(3);
        assertThat(kpis.getLong("active_customers")).isEqualTo(2);
        // 5 opened: 1 purchased, 3 abandoned (1 recovered), 0 emptied, 1 open
        assertThat(kpis.getDouble("conversion_rate")).isEqualTo(0.5);
        assertThat(kpis.getDouble("abandonment_rate")).isEqualTo(0.75);
        assertThat(kpis.getLong("carts.open")).isEqualTo(1);
        assertThat(money(kpis, "carts.abandoned_value")).isEqualByComparingTo("30");
        assertThat(kpis.getString("as_of")).isEqualTo("2024-01-04T09:00:00Z");
        assertThat(kpis.getString("fresh_through")).isEqualTo("2024-01-05T00:00:00Z");
        assertThat(kpis.getString("currency")).isEqualTo("USD");
    }

    @Test
    void shouldCountTheSameFromOrdersAsFromCells() {
        // one filter that only orders know: all of ann's orders came by web on a mobile
        JsonPath web = get("/api/v1/kpis?channel=web");
        assertThat(money(web, "gross")).isEqualByComparingTo("25.005");
        assertThat(web.getLong("orders")).isEqualTo(1);
        assertThat(web.getLong("customers")).isEqualTo(1);

        JsonPath mix = get("/api/v1/kpis?category=Books&segment=Champions");
        assertThat(money(mix, "gross")).isEqualByComparingTo("20");
        assertThat(money(mix, "refunds")).isEqualByComparingTo("5");
        assertThat(money(mix, "revenue")).isEqualByComparingTo("15");
        assertThat(mix.getLong("orders")).isEqualTo(1);

        JsonPath place = get("/api/v1/kpis?location=Chicago&age_group=26-35");
        assertThat(money(place, "revenue")).isEqualByComparingTo("18.005");
        JsonPath category = get("/api/v1/kpis?category=Books");
        assertThat(money(category, "revenue")).isEqualByComparingTo("25");
    }

    @Test
    void shouldBoundTilesByDays() {
        JsonPath first = get("/api/v1/kpis?from=2024-01-01&to=2024-01-02");

        assertThat(money(first, "revenue")).isEqualByComparingTo("35.005");
        assertThat(first.getLong("customers")).isEqualTo(2);
        JsonPath nothing = get("/api/v1/kpis?from=2025-01-01");
        assertThat(money(nothing, "revenue")).isEqualByComparingTo("0");
        assertThat(nothing.getString("aov")).isNull();
        assertThat(nothing.getString("conversion_rate")).isNull();
    }

    @Test
    void shouldListDaysCategoriesAndProducts() {
        ok("/api/v1/sales").body("items.key", contains("2024-01-01", "2024-01-02", "2024-01-03"));
        ok("/api/v1/sales?dimension=country").body("items.key", contains("US", "DE"));
        ok("/api/v1/sales?dimension=channel").body("items.key", contains("web", "app", "unknown"));
        ok("/api/v1/categories?from=2024-01-01&to=2024-01-02")
                .body("items.key", contains("Books", "unknown"))
                .body("items[0].buyers", is(2));
        ok("/api/v1/products?sort=-units")
                .body("items[0].product_id", equalTo("p1"))
                .body("items[0].title", equalTo("Novel"))
                .body("items[0].stock_on_hand", is(42));
        // from the cells and from the orders
        ok("/api/v1/products?product=p1&from=2024-01-01").body("items[0].units", is(3));
        ok("/api/v1/products?product=p1&device=desktop").body("items[0].units", is(1));
    }

    @Test
    void shouldPageThroughEveryListExactlyOnce() {
        assertThat(pages("/api/v1/customers?sort=customer_id&limit=1", "customer_id"))
                .containsExactly("ann", "anon:v1", "bob");
        for (String sort : List.of("net", "-net", "orders", "-orders", "last_purchase_at", "-last_purchase_at")) {
            assertThat(pages("/api/v1/customers?limit=1&sort=" + sort, "customer_id"))
                    .containsExactlyInAnyOrder("ann", "bob", "anon:v1");
        }
        assertThat(pages("/api/v1/products?limit=1", "product_id")).containsExactly("p1", "p2", "=evil", "unknown");
        assertThat(pages("/api/v1/transactions?limit=1", "event_id")).containsExactly("e3", "e2", "e1");
        assertThat(pages("/api/v1/customers/ann/timeline?limit=1", "id").stream()
                        .filter(id -> !id.startsWith("segment:") && !id.startsWith("membership:")))
                .containsExactly(
                        "event:e3", "cart:c4", "session:e1", "event:e1-again", "event:e1", "event:e0", "cart:c3");
        assertThat(pages("/api/v1/customers/ann/timeline?limit=1&kind=order", "event_id"))
                .containsExactly("e1-again", "e1");
        assertThat(pages("/api/v1/customers/ann/timeline?limit=1&kind=cart_outcome", "action"))
                .containsExactly("cart_recovered", "cart_abandoned");
        assertThat(pages("/api/v1/carts?state=abandoned&limit=1", "cart_key")).containsExactly("c1", "c3");
        assertThat(pages("/api/v1/carts?state=abandoned&limit=1&sort=-value", "cart_key"))
                .containsExactly("c3", "c1");
        assertThat(pages("/api/v1/carts?state=abandoned&location=Chicago&age_group=26-35", "cart_key"))
                .describedAs("of the customers who are known to live there")
                .containsExactly("c3");
        assertThat(pages("/api/v1/carts?state=abandoned&age_group=unknown", "cart_key"))
                .containsExactly("c1");
    }

    private static List<String> pages(String path, String key) {
        List<String> all = new java.util.ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = get(cursor == null ? path : path + "&cursor=" + cursor);
            all.addAll(page.getList("items." + key, String.class));
            cursor = page.getString("next_cursor");
        } while (cursor != null && all.size() < 20);
        return all;
    }

    @Test
    void shouldTellHowProductsDo() {
        JsonPath all = get("/api/v1/products?sort=-conversion_rate");
        // p1: 2 orders of 7 views; two carts of three left
        assertThat(all.getString("items[0].product_id")).isEqualTo("p1");
        assertThat(all.getDouble("items[0].conversion_rate")).isCloseTo(2 / 7.0, within(1e-6));
        assertThat(all.getDouble("items[0].cart_abandonment_rate")).isCloseTo(2 / 3.0, within(1e-6));
        assertThat(all.getString("items[0].previous_net")).isNull();
        assertThat(all.getString("items.find { it.product_id == 'p2' }.cart_abandonment_rate"))
                .isNull();

        // 10 on the 2nd against 20 on the 1st
        JsonPath second = get("/api/v1/products?from=2024-01-02&to=2024-01-02");
        assertThat(money(second, "items[0].previous_net")).isEqualByComparingTo("20");
        assertThat(second.getDouble("items[0].net_change")).isEqualTo(-0.5);
        assertThat(second.getInt("items[0].carts_abandoned")).isEqualTo(1);
        assertThat(pages("/api/v1/products?sort=-net_change&limit=1&from=2024-01-02&to=2024-01-02", "product_id"))
                .containsExactly("p1");
        assertThat(pages("/api/v1/products?sort=-cart_abandonment_rate&limit=1", "product_id"))
                .containsExactly("p1", "=evil", "p2", "unknown");
        assertThat(get("/api/v1/products?channel=web").getString("items[0].carts_abandoned"))
                .isNull();

        JsonPath categories = get("/api/v1/products/categories");
        assertThat(categories.getList("items.category", String.class)).containsExactly("Books", "unknown");
        assertThat(categories.getString("items[0].product_id")).isNull();
        assertThat(money(categories, "items[0].net")).isEqualByComparingTo("25");
        assertThat(categories.getInt("items[0].carts_purchased")).isEqualTo(1);
    }

    @Test
    void shouldKnowACustomer() {
        JsonPath ann = get("/api/v1/customers/ann");

        assertThat(ann.getString("name")).isEqualTo("Ann Example");
        assertThat(ann.getString("email")).isEqualTo("ann@example.org");
        assertThat(ann.getString("profile.rfm")).isEqualTo("555");
        assertThat(money(ann, "profile.net")).isEqualByComparingTo("18.005");
        assertThat(ann.getList("transitions.to_segment", String.class)).containsExactly("Champions");
        // two books at 10.50 less 1.00 and something of no category at 5.005
        assertThat(ann.getDouble("portrait.purchasing.units_per_order")).isEqualTo(3);
        assertThat(ann.getInt("portrait.purchasing.categories")).isEqualTo(1);
        assertThat(ann.getDouble("portrait.purchasing.cross_category_share")).isZero();
        assertThat(ann.getDouble("portrait.purchasing.discount_share")).isCloseTo(1 / 26.005, within(1e-6));
        assertThat(ann.getString("portrait.purchasing.device")).isEqualTo("mobile");
        assertThat(ann.getList("portrait.top_products.value", String.class)).containsExactly("p1", "p2");
        assertThat(ann.getString("portrait.top_products[0].title")).isEqualTo("Novel");
        assertThat(money(ann, "portrait.top_products[0].gross")).isEqualByComparingTo("20");
        assertThat(ann.getList("portrait.top_categories.value", String.class)).containsExactly("Books", "unknown");
        assertThat(ann.getList("portrait.carts.cart_key", String.class)).containsExactly("c3");
        assertThat(ann.getInt("portrait.experience.tickets_opened")).isZero();
        assertThat(ann.<String, String>getMap("more"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("first_touch_channel", "cpc", "first_touch_campaign", "brand"));
        JsonPath visitor = get("/api/v1/customers/anon:v1");
        assertThat(visitor.getList("portrait.top_products")).isEmpty();
        assertThat(visitor.getString("portrait.purchasing.discount_share")).isNull();
        ok("/api/v1/customers?segment=Champions").body("items.customer_id", contains("ann"));
        ok("/api/v1/customers?min_net=10&max_net=10").body("items.customer_id", contains("bob"));
        given().get("/api/v1/customers/nobody").then().statusCode(404).body("code", equalTo("not_found"));
        given().get("/api/v1/customers/nobody/timeline").then().statusCode(404);
    }

    @Test
    void shouldListTheCustomersBehindAMark() {
        ok("/api/v1/customers?cohort=2024-01").body("items.customer_id", contains("ann", "bob"));
        ok("/api/v1/customers?cohort=2023-12").body("items", empty());
        ok("/api/v1/customers?bought_in=2024-01&segment=Champions").body("items.customer_id", contains("ann"));
        ok("/api/v1/customers?bought_in=2024-02").body("items", empty());
        ok("/api/v1/customers?cart=abandoned").body("items.customer_id", contains("ann", "bob"));
        ok("/api/v1/customers?cart=abandoned&from=2024-01-01").body("items.customer_id", contains("bob"));
        ok("/api/v1/customers?cart=recovered&to=2024-01-02").body("items.customer_id", contains("ann"));
        ok("/api/v1/customers?loyalty_tier=Plus").body("items.customer_id", contains("ann"));
        for (String bad : List.of("cohort=2024-13", "bought_in=January", "cart=lost", "from=2024-01-01")) {
            given().get("/api/v1/customers?" + bad)
                    .then()
                    .statusCode(400)
                    .body("parameter", equalTo(bad.substring(0, bad.indexOf('='))));
        }
    }

    @Test
    void shouldTellATimelineWithoutPersonalData() {
        JsonPath timeline = get("/api/v1/customers/ann/timeline?action=purchase");

        assertThat(timeline.getList("items.event_id", String.class)).containsExactly("e1-again", "e1");
        assertThat(money(timeline, "items[1].value")).isEqualByComparingTo("25.005");
        assertThat(timeline.getString("items[1].items[0].title")).isEqualTo("Novel");
        assertThat(timeline.getBoolean("items[1].properties.gift")).isTrue();
        assertThat(timeline.getList("items.kind", String.class)).containsOnly("order");
        JsonPath session = get("/api/v1/customers/ann/timeline?kind=session");
        assertThat(session.getList("items.id", String.class)).containsExactly("session:e1");
        assertThat(session.getInt("items[0].details.events")).isEqualTo(2);
        assertThat(session.getString("items[0].event_id")).isNull();
        JsonPath moves = get("/api/v1/customers/ann/timeline?kind=segment");
        assertThat(moves.getList("items.details.to_segment", String.class)).containsExactly("Champions");
        assertThat(get("/api/v1/customers/ann/timeline?to=2023-12-31").getList("items.id", String.class))
                .containsExactly("event:e0", "cart:c3");
        given().get("/api/v1/customers/ann/timeline?kind=session&action=purchase")
                .then()
                .statusCode(400);
        given().get("/api/v1/customers/ann/timeline?kind=purchases").then().statusCode(400);
        assertThat(given().get("/api/v1/customers/ann/timeline").asString())
                .doesNotContain("Ann Example", "example.org");
    }

    @Test
    void shouldPlaceSalesWhereTheCustomerSaidToBe() {
        ok("/api/v1/transactions?kind=purchase&customer=ann")
                .body("items", hasSize(1))
                .body("items[0].location", equalTo("Chicago"))
                .body("items[0].country", equalTo("US"))
                .body("items[0].age_group", equalTo("26-35"))
                .body("items[0].items", hasSize(2));
        ok("/api/v1/transactions?country=DE").body("items.customer_id", contains("bob"));
        ok("/api/v1/transactions?kind=refund&category=Books").body("items[0].items", hasSize(2));
    }

    @Test
    void shouldCountSegmentsCellsAndTiers() {
        ok("/api/v1/segments")
                .body("items", hasSize(8))
                .body("items[0].segment", equalTo("Champions"))
                .body("items[0].customers", is(1))
                .body("items[0].share", is(0.5f));
        ok("/api/v1/segments/moves?from=2024-01-04&to=2024-01-04")
                .body("items", hasSize(1))
                .body("items[0].from_segment", nullValue())
                .body("items[0].to_segment", equalTo("Champions"))
                .body("items[0].moves", is(1))
                .body("items[0].by_purchase", is(1));
        ok("/api/v1/segments/moves?from=2024-01-05").body("items", hasSize(0));
        ok("/api/v1/segments/moves?to=2024-01-03").body("items", hasSize(0));
        ok("/api/v1/rfm")
                .body("cells", hasSize(125))
                .body("cells.find { it.label == '551' }.customers", is(1))
                .body("cut_points.customers", is(2))
                .body("cut_points.orders", contains(1, 1, 1, 1));
        ok("/api/v1/churn")
                .body("methods", contains("rule"))
                .body("tiers.tier", contains("Low", "Medium", "High"))
                .body("tiers.customers", contains(2, 0, 0));
    }

    @Test
    void shouldTellTheFunnelAndTheCarts() {
        ok("/api/v1/funnel?dimension=device")
                .body("steps.count", contains(10, 9, 8, 7, 1))
                .body("direct_purchases", is(1))
                .body("values.key", contains("mobile", "desktop"));
        ok("/api/v1/funnel?device=mobile").body("steps[0].count", is(6));
        ok("/api/v1/carts").body("items.cart_key", contains("c1"));
        ok("/api/v1/carts?state=recovered")
                .body("items.cart_key", contains("c4"))
                .body("items[0].order_id", equalTo("o1"));
        ok("/api/v1/carts/summary")
                .body("counts.opened", is(5))
                .body("counts.open", is(1))
                .body("abandoned_now", is(1));
        ok("/api/v1/carts/summary?segment=Champions")
                .body("counts.abandoned", is(2))
                .body("counts.recovered", is(1))
                .body("counts.opened", nullValue());
    }

    @Test
    void shouldTellWhenTheShopSells() {
        JsonPath season = get("/api/v1/seasonality");

        assertThat(season.getList("hours")).hasSize(168);
        assertThat(season.getLong("hours[10].orders")).isEqualTo(1);
        assertThat(season.getDouble("hours[10].index")).isEqualTo(168);
        assertThat(season.getDouble("hours[10].conversion")).isEqualTo(0.25);
        assertThat(season.getList("months.month", String.class)).containsExactly("2024-01");
    }

    @Test
    void shouldServeTheSourcePaths() {
        ok("/api/customer-segments").body("[0].segment", equalTo("Champions")).body("[0].customers", is(1));
        ok("/api/category-insights").body("category", contains("Books", "unknown"));
        ok("/api/time-series").body("date", contains("2024-01-01", "2024-01-02", "2024-01-03"));
        ok("/api/churn-risk").body("risk_level", contains("Low", "Medium", "High"));
        ok("/api/real-time-transactions")
                .body("kind", contains("refund", "purchase", "purchase"))
                .body("[0].amount", is(-7));
    }

    @Test
    void shouldGiveTablesAsCsv() {
        String csv = given().get("/api/v1/products?format=csv&sort=-orders").asString();
        assertThat(csv.lines().findFirst()).hasValueSatisfying(header -> assertThat(header)
                .startsWith("product_id,title,category,orders,units,gross,refunds_value,net"));
        assertThat(csv).contains("\np1,Novel,Books,2,3,30,5,25,").contains("\n'=evil,");
        given().accept("text/csv")
                .get("/api/v1/customers?sort=customer_id")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .body(containsString("\nann,"));
        for (String path : List.of(
                "sales", "categories", "segments", "rfm", "churn", "funnel", "carts", "seasonality", "transactions")) {
            String table = given().get("/api/v1/" + path + "?format=csv")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertThat(table.lines().count()).as(path).isGreaterThan(1);
        }
        given().get("/api/v1/kpis?format=csv").then().statusCode(406).body("code", equalTo("not_acceptable"));
    }

    @Test
    void shouldOfferTheSchemaForReports() throws Exception {
        try (var connection = java.sql.DriverManager.getConnection(
                "jdbc:postgresql://" + config("host") + ":" + config("port") + "/" + config("name"),
                config("user"),
                config("password"))) {
            assertThat(number(connection, "SELECT sum(total_amount) FROM analytics.purchase_behavior"))
                    .isEqualByComparingTo("35.005");
            assertThat(number(connection, "SELECT analytics.calculate_customer_lifetime_value('ann')"))
                    .isEqualByComparingTo("18.005");
            // bob has spent 10 and is expected to spend 40
            assertThat(number(connection, "SELECT analytics.calculate_customer_lifetime_value('bob')"))
                    .isEqualByComparingTo("50");
            assertThat(number(connection, "SELECT analytics.calculate_churn_probability('ann')"))
                    .isEqualByComparingTo("0.75");
            assertThat(number(connection, "SELECT analytics.calculate_churn_probability('anon:v1')"))
                    .isNull();
            assertThat(number(connection, "SELECT sum(risk_score) FROM analytics.predictive_metrics"))
                    .isEqualByComparingTo("95");
            assertThat(number(connection, "SELECT confidence_score FROM analytics.predictive_metrics LIMIT 1"))
                    .isEqualByComparingTo("0.81");
            assertThat(number(
                            connection,
                            "SELECT count(*) FROM analytics.customer_segments WHERE segment_type = 'behavioral'"))
                    .isEqualByComparingTo("3");
            assertThat(number(
                            connection,
                            "SELECT count(*) FROM analytics.customer_segments WHERE segment_type = 'purchase_pattern'"))
                    .isEqualByComparingTo("2");
            assertThat(number(connection, "SELECT total_revenue FROM analytics.customer_dashboard_summary"))
                    .isEqualByComparingTo("28.005");
            assertThat(number(connection, "SELECT active_customers FROM analytics.customer_dashboard_summary"))
                    .isEqualByComparingTo("2");
            assertThat(
                            number(
                                    connection,
                                    "SELECT count(*) FROM analytics.customer_journey_events WHERE customer_id IN ('ann', 'anon:v1')"))
                    .isEqualByComparingTo("5");
            assertThat(number(connection, "SELECT count(*) FROM analytics.customer_rfm_analysis"))
                    .isEqualByComparingTo("2");
            assertThat(number(
                            connection, "SELECT count(*) FROM analytics.customer_segments WHERE segment_type = 'rfm'"))
                    .isEqualByComparingTo("2");
            assertThat(number(connection, "SELECT sum(total_purchases) FROM analytics.customers"))
                    .isEqualByComparingTo("2");
        }
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue("tillstream.database." + name, String.class);
    }

    private static BigDecimal number(java.sql.Connection connection, String sql) throws java.sql.SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getBigDecimal(1);
        }
    }
}
