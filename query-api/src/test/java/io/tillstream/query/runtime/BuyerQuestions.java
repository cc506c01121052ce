package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.tillstream.query.support.BuyerRows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked of a part of the buyers or orders where cells know none, counted by hand from {@link BuyerRows}. June is unfinished. */
abstract class BuyerQuestions extends TableQuestions {

    private static final double EXACT = 1e-4;

    @Test
    void shouldFollowCohortsOfSomeBuyers() throws Exception {
        BuyerRows.insert();
        try {
            cohorts("segment=Champions", "customers", Map.of("all 2024-01", List.of(2, 1, 1, 0, 1)));
            cohorts("segment=Champions", "orders", Map.of("all 2024-01", List.of(2, 1, 1, 0, 1)));
            cohorts("segment=Champions", "revenue", Map.of("all 2024-01", List.of(60, 10, 3, 0, 30)));
            // what came back before the first purchase counts in its month
            cohorts("segment=Lost", "revenue", Map.of("all 2024-01", List.of(10, 0, 0, 0, 0)));
            cohorts("tier=High&location=Chicago", "customers", Map.of("all 2024-01", List.of(1, 0, 0, 0, 0)));
            cohorts("tier=High&location=Berlin", "customers", Map.of());
            // as much in books as in toys, and named first
            cohorts("by=total&category=Books", "customers", Map.of("all 2024-01", List.of(2, 1, 1, 0, 1)));
            cohorts("by=total&category=Toys", "customers", Map.of("all 2024-01", List.of(1, 0, 0, 0, 0)));
            // bob, as a visitor
            cohorts("channel=store&country=unknown", "customers", Map.of("all 2024-01", List.of(1, 0, 1, 0, 0)));
            cohorts("channel=store&segment=Champions", "customers", Map.of("store 2024-01", List.of(1, 0, 1, 0, 0)));
            cohorts(
                    "by=country&device=mobile",
                    "customers",
                    Map.of(
                            "DE 2024-01",
                            List.of(1, 1, 0, 0, 1),
                            "DE 2024-02",
                            List.of(1, 0, 0, 0),
                            "US 2024-01",
                            List.of(1, 0, 0, 0, 0)));
            cohorts("from=2024-02-01&device=mobile", "customers", Map.of("all 2024-02", List.of(1, 0, 0, 0)));
            cohorts(
                    "as_of=2024-02-29&device=mobile",
                    "customers",
                    Map.of("all 2024-01", List.of(2, 1), "all 2024-02", List.of(1)));
            given().get("/api/v1/cohorts?as_of=2024-02-29&segment=Lost")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("unsupported_combination"));
        } finally {
            BuyerRows.remove();
        }
    }

    @Test
    void shouldListWhoIsOfACohortAsItIsCounted() throws Exception {
        BuyerRows.insert();
        try {
            // bob bought first as a visitor; in March as himself
            list("cohort=2024-01", "ann", "bob", "cleo");
            list("cohort=2024-02", "dora");
            list("cohort=2024-03");
            list("bought_in=2024-01", "ann", "bob", "cleo");
            list("bought_in=2024-02", "ann", "dora");
            list("bought_in=2024-04");
            list("cohort=2024-01&bought_in=2024-03", "bob");
            list("cohort=2024-01&bought_in=2024-01&segment=Champions", "ann", "bob");
            for (String tier : List.of("Low", "Medium", "High")) {
                List<Integer> months = get("/api/v1/cohorts?measure=customers&tier=" + tier)
                        .getList("cohorts[0].months.findAll { it != null }.collect { it.intValue() }", Integer.class);
                for (int since = 0; since < months.size(); since++) {
                    String cell = "cohort=2024-01&bought_in=2024-0" + (1 + since) + "&tier=" + tier;
                    assertThat(listed(cell)).describedAs(cell).hasSize(months.get(since));
                }
            }
        } finally {
            BuyerRows.remove();
        }
    }

    private static void list(String filter, String... customers) {
        assertThat(listed(filter)).describedAs(filter).containsExactly(customers);
    }

    private static List<String> listed(String filter) {
        return get("/api/v1/customers?sort=customer_id&" + filter).getList("items.customer_id", String.class);
    }

    /** Of each line its finished months. */
    private static void cohorts(String filter, String measure, Map<String, List<Integer>> expected) {
        JsonPath matrix = get("/api/v1/cohorts?measure=" + measure + "&" + filter);
        List<String> values = matrix.getList("cohorts.value", String.class);
        assertThat(values).describedAs(filter).hasSameSizeAs(expected.keySet());
        for (int i = 0; i < values.size(); i++) {
            String line = "cohorts[" + i + "]";
            List<Integer> finished =
                    matrix.getList(line + ".months.findAll { it != null }.collect { it.intValue() }", Integer.class);
            assertThat(expected)
                    .describedAs(filter + " " + measure)
                    .containsEntry(values.get(i) + " " + matrix.getString(line + ".cohort"), finished);
        }
    }

    @Test
    void shouldTellWhoOfSomeBuyersCameBack() throws Exception {
        BuyerRows.insert();
        try {
            JsonPath mobile = get("/api/v1/retention?device=mobile");
            assertThat(mobile.getList("months.month", String.class))
                    .containsExactly("2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06");
            assertThat(numbers(mobile, "customers")).containsExactly(2, 2, 0, 0, 1, 1);
            assertThat(numbers(mobile, "new_customers")).containsExactly(2, 1, 0, 0, 0, 0);
            assertThat(numbers(mobile, "returning")).containsExactly(0, 1, 0, 0, 0, 0);
            // ann after 105 days, cleo after 157
            assertThat(numbers(mobile, "reactivated")).containsExactly(0, 0, 0, 0, 1, 1);
            assertThat(numbers(mobile, "retained")).containsExactly(0, 1, 0, 0, 0, 0);
            // cleo from May on, dora from June; ann would have been in June
            assertThat(numbers(mobile, "lapsed")).containsExactly(0, 0, 0, 0, 1, 2);
            assertThat(numbers(mobile, "won_back")).containsExactly(0, 0, 0, 0, 0, 1);
            assertThat(mobile.getList("months.retention_rate", Float.class))
                    .containsExactly(null, 0.5f, 0f, null, null, null);

            JsonPath desktop = get("/api/v1/retention?device=desktop");
            assertThat(numbers(desktop, "customers")).containsExactly(1, 0, 1, 0, 0, 0);
            assertThat(numbers(desktop, "returning")).containsExactly(0, 0, 1, 0, 0, 0);
            assertThat(numbers(desktop, "lapsed")).containsExactly(0, 0, 0, 0, 0, 1);

            JsonPath champions = get("/api/v1/retention?segment=Champions&from=2024-02-01");
            assertThat(numbers(champions, "customers")).containsExactly(1, 1, 0, 1, 0);
            assertThat(numbers(champions, "returning")).containsExactly(1, 1, 0, 0, 0);
            assertThat(numbers(champions, "reactivated")).containsExactly(0, 0, 0, 1, 0);
            assertThat(get("/api/v1/retention?tier=Low&country=US").getList("months"))
                    .isEmpty();
            given().get("/api/v1/retention?as_of=2024-03-01&tier=Low")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("tier"));
        } finally {
            BuyerRows.remove();
        }
    }

    private static List<Integer> numbers(JsonPath retention, String figure) {
        return retention.getList("months." + figure, Integer.class);
    }

    @Test
    void shouldCountSalesOfSomeOrdersOnce() throws Exception {
        BuyerRows.insert();
        try {
            // ann's 40, 10 and 30; bob's 20 as a visitor, and 8 that came from both
            JsonPath days = get("/api/v1/sales?segment=Champions");
            assertThat(days.getList("items.key", String.class))
                    .containsExactly(
                            "2024-01-10", "2024-01-31", "2024-02-05", "2024-03-01", "2024-03-07", "2024-05-20");
            assertThat(days.getList("items.orders", Integer.class)).containsExactly(1, 1, 1, 1, 0, 1);
            assertThat(days.getInt("items.sum { it.gross }")).isEqualTo(108);
            assertThat(days.getInt("items.sum { it.net }")).isEqualTo(103);
            JsonPath web = get("/api/v1/sales?dimension=channel&segment=Champions");
            assertThat(web.getList("items.key", String.class)).containsExactly("web", "store", "app");
            assertThat(web.getList("items.orders", Integer.class)).containsExactly(3, 1, 1);
            assertThat(web.getList("items.units", Integer.class)).containsExactly(7, 2, 1);
            assertThat(web.getList("items.buyers", Integer.class)).containsExactly(2, 1, 1);
            JsonPath garden = get("/api/v1/sales?dimension=category&tier=Medium");
            assertThat(garden.getList("items.key", String.class)).containsExactly("Books", "Garden");
            assertThat(garden.getList("items.gross", Integer.class)).containsExactly(15, 13);
            assertThat(garden.getList("items.orders", Integer.class)).containsExactly(1, 2);
            assertThat(garden.getList("items.buyers", Integer.class))
                    .describedAs("bob and the visitor he was")
                    .containsExactly(1, 1);
            assertThat(get("/api/v1/kpis?tier=Medium&country=US").getInt("orders"))
                    .isEqualTo(1);
        } finally {
            BuyerRows.remove();
        }
    }

    @Test
    void shouldListTheSalesOfAPersonAsVisitorToo() throws Exception {
        BuyerRows.insert();
        try {
            String kind = "/api/v1/transactions?kind=purchase&";
            assertThat(get(kind + "segment=Champions&to=2024-01-31").getList("items.order_id", String.class))
                    .containsExactly("b1", "a1");
            assertThat(get(kind + "tier=Medium&channel=store").getList("items.segment", String.class))
                    .containsExactly("Champions");
            assertThat(get(kind + "tier=High&to=2024-01-31").getList("items.order_id", String.class))
                    .containsExactly("c1");
            assertThat(get("/api/v1/transactions?kind=refund&segment=Champions").getList("items.amount", Integer.class))
                    .containsExactly(5);
        } finally {
            BuyerRows.remove();
        }
    }

    /** Bob's first order, sent by a second device of his too, from which the log had it first. */
    @Test
    void shouldCountAnOrderOfSeveralVisitorsOnce() throws Exception {
        BuyerRows.insert();
        try {
            BuyerRows.sendFirstOrderOfBobTwice();
            JsonPath days = get("/api/v1/sales?tier=Medium");
            assertThat(days.getList("items.key", String.class)).containsExactly("2024-01-31", "2024-03-01");
            assertThat(days.getList("items.orders", Integer.class)).containsExactly(1, 1);
            assertThat(days.getList("items.gross", Integer.class)).containsExactly(20, 8);
            assertThat(get("/api/v1/sales?tier=Medium&dimension=device").getList("items.key", String.class))
                    .containsExactly("mobile", "desktop");
            assertThat(get("/api/v1/behaviour?segment=Champions").getInt("[0].orders"))
                    .isEqualTo(5);
            cohorts("tier=Medium", "orders", Map.of("all 2024-01", List.of(1, 0, 1, 0, 0)));
        } finally {
            BuyerRows.remove();
        }
    }

    @Test
    void shouldTellWhenSomeOrdersArePlaced() throws Exception {
        BuyerRows.insert();
        try {
            JsonPath web = get("/api/v1/seasonality?channel=web");
            // Wednesday 10:00, Thursday 18:00, Friday 23:00, Monday 9:00
            assertThat(orders(web, 2 * 24 + 10, 3 * 24 + 18, 4 * 24 + 23, 9)).containsExactly(1, 1, 1, 1);
            assertThat(web.getInt("hours.sum { it.orders }")).isEqualTo(4);
            assertThat(web.getDouble("hours[9].index")).isEqualTo(42);
            assertThat(web.getList("hours.sessions")).hasSize(168).containsOnlyNulls();
            assertThat(web.getList("hours.conversion")).containsOnlyNulls();
            assertThat(web.getList("months.month", String.class))
                    .containsExactly("2024-01", "2024-02", "2024-03", "2024-04", "2024-05");
            assertThat(web.getList("months.orders", Integer.class)).containsExactly(1, 1, 1, 0, 1);
            assertThat(web.getList("months.index", Float.class)).containsExactly(1.25f, 1.25f, 1.25f, 0f, 1.25f);
            assertThat(web.getList("months.sessions")).containsOnlyNulls();

            JsonPath books = get("/api/v1/seasonality?category=Books");
            assertThat(orders(books, 2 * 24 + 10, 2 * 24 + 23, 9)).containsExactly(1, 1, 1);
            assertThat(books.getInt("hours[58].gross"))
                    .describedAs("of the order's 40 those for books")
                    .isEqualTo(20);
            assertThat(books.getInt("hours.sum { it.gross }")).isEqualTo(65);
            assertThat(books.getInt("hours.sum { it.units }")).isEqualTo(5);

            assertThat(get("/api/v1/seasonality?segment=Champions&to=2024-01-31")
                            .getList("hours.findAll { it.orders > 0 }.hour", Integer.class))
                    .describedAs("bob as a visitor too")
                    .containsExactly(10, 23);
            assertThat(get("/api/v1/seasonality?tier=High&country=DE").getInt("hours.sum { it.orders }"))
                    .isZero();
            int parts = 0;
            for (String tier : List.of("Low", "Medium", "High")) {
                parts += get("/api/v1/seasonality?tier=" + tier).getInt("months.sum { it.gross }");
            }
            assertThat(parts).describedAs("all but dora's 7").isEqualTo(126);
        } finally {
            BuyerRows.remove();
        }
    }

    private static List<Integer> orders(JsonPath season, int... hours) {
        return Arrays.stream(hours)
                .mapToObj(hour -> season.getInt("hours[" + hour + "].orders"))
                .toList();
    }

    @Test
    void shouldTellHowSomeOrdersAreMade() throws Exception {
        BuyerRows.insert();
        try {
            JsonPath berlin = get("/api/v1/behaviour?location=Berlin");
            assertThat(berlin.getInt("[0].orders")).isEqualTo(3);
            assertThat(berlin.getInt("[0].gross")).isEqualTo(57);
            assertThat(berlin.getDouble("[0].units_per_order")).isCloseTo(4.0 / 3, within(EXACT));
            assertThat(berlin.getDouble("[0].products_per_order")).isCloseTo(4.0 / 3, within(EXACT));
            assertThat(berlin.getDouble("[0].discount_share")).isCloseTo(5.0 / 62, within(EXACT));
            assertThat(berlin.getDouble("[0].discounted_share")).isCloseTo(1.0 / 3, within(EXACT));
            assertThat(berlin.getDouble("[0].cross_category_share")).isCloseTo(1.0 / 3, within(EXACT));
            assertThat(berlin.getInt("[0].gaps")).isEqualTo(1);
            assertThat(berlin.getDouble("[0].gap_days_mean")).isCloseTo(26 + 0.5 / 24, within(EXACT));
            // the order before was another city's, another quarter's, a visitor's
            gaps("location=Potsdam", 1, 105 - 1.5 / 24);
            gaps("from=2024-03-01&segment=Champions", 2, (105 - 1.5 / 24 + 30) / 2);
            gaps("channel=web&device=desktop", 2, (105 - 1.5 / 24 + 30) / 2);
            gaps("category=Toys&to=2024-03-31", 1, 26 + 0.5 / 24);

            JsonPath toys = get("/api/v1/behaviour?category=Toys");
            assertThat(toys.getInt("[0].orders")).isEqualTo(4);
            assertThat(toys.getInt("[0].gross")).describedAs("whole baskets").isEqualTo(68);

            JsonPath channels = get("/api/v1/behaviour?dimension=channel&segment=Champions");
            assertThat(channels.getList("value", String.class)).containsExactly("web", "app", "store");
            assertThat(channels.getList("orders", Integer.class)).containsExactly(3, 1, 1);
            assertThat(channels.getList("gaps")).containsOnlyNulls();
            assertThat(get("/api/v1/behaviour?dimension=day&tier=Low").getList("value", String.class))
                    .containsExactly("2024-01-10", "2024-02-05", "2024-05-20");
            assertThat(get("/api/v1/behaviour?dimension=device&channel=web").getList("orders", Integer.class))
                    .containsExactly(2, 2);
            // ann's 40 on the web, bob's 20 in the store as a visitor and 8 on the web
            JsonPath cards = get("/api/v1/behaviour?payment_method=card&segment=Champions");
            assertThat(cards.getInt("[0].orders")).isEqualTo(3);
            assertThat(cards.getInt("[0].gross")).isEqualTo(68);
            JsonPath cardsBy = get("/api/v1/behaviour?payment_method=card&dimension=channel");
            assertThat(cardsBy.getList("value", String.class)).containsExactly("web", "store");
            assertThat(cardsBy.getList("gross", Integer.class)).containsExactly(48, 20);
            JsonPath paid = get("/api/v1/behaviour?dimension=payment_method&country=US");
            assertThat(paid.getList("value", String.class)).containsExactly("unknown", "card");
            assertThat(paid.getList("gross", Integer.class)).containsExactly(18, 8);
            assertThat(get("/api/v1/behaviour?dimension=payment_method&payment_method=card&from=2024-02-01&tier=Medium")
                            .getList("gross", Integer.class))
                    .containsExactly(8);
        } finally {
            BuyerRows.remove();
        }
    }

    private static void gaps(String filter, int gaps, double meanDays) {
        JsonPath orders = get("/api/v1/behaviour?" + filter);
        assertThat(orders.getInt("[0].gaps")).describedAs(filter).isEqualTo(gaps);
        assertThat(orders.getDouble("[0].gap_days_mean")).describedAs(filter).isCloseTo(meanDays, within(EXACT));
    }

    /** Bins are those of the engine: 624 hours are in that from 624 to 639, whose middle is 632. */
    @Test
    void shouldSpreadSomeOrders() throws Exception {
        BuyerRows.insert();
        try {
            JsonPath champions = get("/api/v1/behaviour/distributions?segment=Champions");
            assertThat(champions.getInt("order_gap_days.count")).isEqualTo(3);
            assertThat(champions.getDouble("order_gap_days.mean")).isCloseTo(13_906_800 / 259_200.0, within(EXACT));
            assertThat(champions.getDouble("order_gap_days.p10")).isCloseTo(632 / 24.0, within(EXACT));
            assertThat(champions.getDouble("order_gap_days.median")).isCloseTo(728 / 24.0, within(EXACT));
            assertThat(champions.getDouble("order_gap_days.p90")).isCloseTo(2_528 / 24.0, within(EXACT));
            assertThat(champions.getInt("basket_units.count")).isEqualTo(5);
            assertThat(champions.getDouble("basket_units.mean")).isEqualTo(2);
            assertThat(champions.getInt("basket_units.bins.find { it.from == 2 }.count"))
                    .isEqualTo(3);
            assertThat(champions.getDouble("basket_value.mean")).isCloseTo(21.6, within(EXACT));
            assertThat(champions.getDouble("basket_value.median")).isEqualTo(20);
            JsonPath nobody = get("/api/v1/behaviour/distributions?tier=High&country=DE");
            assertThat(nobody.getInt("basket_value.count")).isZero();
            assertThat(nobody.getString("order_gap_days.mean")).isNull();
        } finally {
            BuyerRows.remove();
        }
    }

    /** Of now: an answer of a moment ago may be of other tables. */
    private static JsonPath get(String path) {
        return given().header("Cache-Control", "no-cache")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
