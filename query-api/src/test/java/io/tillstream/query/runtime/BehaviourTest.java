package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.PurchasingCell.Bin;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How customers buy, from the topic to the answers, counted by hand. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BehaviourTest {

    private static final Instant FRESH = Instant.parse("2024-01-05T00:00:00Z");

    private static boolean sent;

    @BeforeEach
    void fill() {
        String broker = ConfigProvider.getConfig().getValue("tillstream.kafka.bootstrap-servers", String.class);
        Shop.sendOnce(broker);
        if (!sent) {
            try (Log log = new Log(broker)) {
                send(log);
                log.flush();
            }
            sent = true;
        }
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> get("/api/v1/status").getBoolean("caught_up")
                        && get("/api/v1/customers").getList("items").size() == 3
                        && get("/api/v1/behaviour?dimension=day").getList("$").size() == 2);
    }

    private static void send(Log log) {
        // two orders of 3 and 1 units for 30 and 10, one of them with 10 off and of two categories
        cell(log, "2023-09-05", "total|all", 2, 4, 40_000_000, 1, bins(), bins(1, 1, 3, 1), bins(1_000, 1, 3_000, 1));
        cell(log, "2023-09-05", "channel|web", 2, 4, 40_000_000, 0, bins(), bins(), bins());
        cell(log, "2023-09-05", "payment_method|card", 2, 4, 40_000_000, 0, bins(), bins(), bins());
        // two orders of 3 units for 60 each, 4 and 40 days after the orders before
        cell(log, "2023-09-06", "total|all", 2, 6, 120_000_000, 2, bins(96, 1, 960, 1), bins(3, 2), bins(6_000, 2));
        cell(log, "2023-09-06", "channel|web", 1, 3, 60_000_000, 0, bins(), bins(), bins());
        cell(log, "2023-09-06", "channel|app", 1, 3, 60_000_000, 0, bins(), bins(), bins());
        cell(log, "2023-09-06", "payment_method|invoice", 2, 6, 120_000_000, 0, bins(), bins(), bins());
        cell(log, "2023-09-06", "device|gone", 9, 9, 9, 0, bins(), bins(), bins());
        log.send(TopicCatalogue.BEHAVIOUR, "2023-09-06|device|gone", (byte[]) null);
    }

    @Test
    void shouldAddUpDays() {
        JsonPath all = get("/api/v1/behaviour");
        assertThat(all.getList("value", String.class)).containsExactly("all");
        assertThat(all.getInt("[0].orders")).isEqualTo(4);
        assertThat(all.getDouble("[0].gross")).isEqualTo(160);
        assertThat(all.getDouble("[0].average_order_value")).isEqualTo(40);
        assertThat(all.getDouble("[0].units_per_order")).isEqualTo(2.5);
        assertThat(all.getDouble("[0].products_per_order")).isEqualTo(1);
        // 20 of 180
        assertThat(all.getDouble("[0].discount_share")).isCloseTo(1.0 / 9, within(1e-6));
        assertThat(all.getDouble("[0].discounted_share")).isEqualTo(0.5);
        assertThat(all.getDouble("[0].cross_category_share")).isEqualTo(0.5);
        assertThat(all.getInt("[0].gaps")).isEqualTo(3);
        assertThat(all.getDouble("[0].gap_days_mean")).isEqualTo(22);

        assertThat(get("/api/v1/behaviour?dimension=day").getList("orders", Integer.class))
                .containsExactly(2, 2);
        JsonPath channels = get("/api/v1/behaviour?dimension=channel");
        assertThat(channels.getList("value", String.class)).containsExactly("web", "app");
        assertThat(channels.getString("[0].gaps")).isNull();
        assertThat(get("/api/v1/behaviour?payment_method=invoice").getInt("[0].units"))
                .isEqualTo(6);
        assertThat(get("/api/v1/behaviour?dimension=device").getList("$")).isEmpty();
        assertThat(get("/api/v1/behaviour?from=2023-09-06&dimension=payment_method")
                        .getList("value", String.class))
                .containsExactly("invoice");
        // of the orders themselves: ann's on the web says nothing of it, bob's by app " Card"
        assertThat(get("/api/v1/behaviour?channel=web&payment_method=unknown").getDouble("[0].gross"))
                .isEqualTo(25.005);
        assertThat(get("/api/v1/behaviour?payment_method=card&dimension=device").getList("value", String.class))
                .containsExactly("desktop");
        assertThat(get("/api/v1/behaviour?dimension=payment_method&country=DE").getList("value", String.class))
                .containsExactly("card");
        assertThat(get("/api/v1/behaviour?channel=web&payment_method=card").getList("$"))
                .isEmpty();
        assertThat(given().get("/api/v1/behaviour?dimension=day&format=csv")
                        .asString()
                        .lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("value,orders,units,gross,average_order_value,");
    }

    @Test
    void shouldMergeDistributionsOfAllDays() {
        JsonPath all = get("/api/v1/behaviour/distributions");
        assertThat(all.getInt("order_gap_days.count")).isEqualTo(2);
        assertThat(all.getDouble("order_gap_days.median")).isEqualTo(4);
        assertThat(all.getDouble("order_gap_days.p90")).isEqualTo(40);
        // bins begin at 3 and 30 days
        assertThat(all.getInt("order_gap_days.bins.find { it.from == 3 }.count"))
                .isEqualTo(1);
        assertThat(all.getInt("order_gap_days.bins.find { it.from == 30 }.count"))
                .isEqualTo(1);
        assertThat(all.getDouble("basket_units.mean")).isEqualTo(2.5);
        assertThat(all.getInt("basket_units.bins.find { it.from == 3 }.count")).isEqualTo(3);
        assertThat(all.getDouble("basket_value.mean")).isEqualTo(40);
        assertThat(all.getDouble("basket_value.p25")).isEqualTo(10);
        assertThat(all.getDouble("basket_value.median")).isEqualTo(30);
        assertThat(all.getDouble("basket_value.p75")).isEqualTo(60);

        JsonPath first = get("/api/v1/behaviour/distributions?to=2023-09-05");
        assertThat(first.getInt("order_gap_days.count")).isZero();
        assertThat(first.getString("order_gap_days.median")).isNull();
        assertThat(first.getDouble("basket_value.mean")).isEqualTo(20);
        assertThat(get("/api/v1/behaviour/distributions?to=1999-01-01").getString("basket_value.mean"))
                .isNull();
    }

    @Test
    void shouldTellHowBuyersDiffer() {
        JsonPath spreads = get("/api/v1/behaviour/customers");
        Map<String, Object> net = spreads.getMap("find { it.feature == 'net' }");
        assertThat(net).containsEntry("customers", 2);
        // ann 18.005, bob 10
        assertThat(spreads.getDouble("find { it.feature == 'net' }.mean")).isCloseTo(14.0025, within(1e-4));
        assertThat(spreads.getDouble("find { it.feature == 'categories' }.mean"))
                .isEqualTo(1);
        // ann had 1 off 26.005
        assertThat(spreads.getDouble("find { it.feature == 'discount_share' }.greatest"))
                .isCloseTo(1 / 26.005, within(1e-6));
        JsonPath one = get("/api/v1/behaviour/correlations?segment=Champions");
        assertThat(one.getInt("customers")).isEqualTo(1);
        assertThat(one.getBoolean("sampled")).isFalse();
        int features = one.getList("features").size();
        assertThat(one.getList("pairs")).hasSize(features * (features - 1) / 2);
        assertThat(one.getString("pairs[0].pearson.value")).isNull();
        given().get("/api/v1/behaviour/correlations?from=2024-01-01").then().statusCode(400);
    }

    private static void cell(
            Log log,
            String day,
            String place,
            long orders,
            long units,
            long gross,
            long gaps,
            List<Bin> hours,
            List<Bin> basketUnits,
            List<Bin> basketValues) {
        String dimension = place.substring(0, place.indexOf('|'));
        String value = place.substring(place.indexOf('|') + 1);
        PurchasingCell cell = new PurchasingCell(
                LocalDate.parse(day),
                dimension,
                value,
                orders,
                units,
                orders,
                gross,
                10_000_000,
                1,
                1,
                gaps,
                gaps * 22 * 86_400,
                hours,
                basketUnits,
                basketValues,
                FRESH);
        log.send(TopicCatalogue.BEHAVIOUR, day + "|" + place, PurchasingCell.class, cell);
    }

    /** Values and counts in turn. */
    private static List<Bin> bins(long... valuesAndCounts) {
        List<Bin> bins = new java.util.ArrayList<>();
        for (int i = 0; i < valuesAndCounts.length; i += 2) {
            bins.add(new Bin(valuesAndCounts[i], valuesAndCounts[i + 1]));
        }
        return bins;
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }
}
