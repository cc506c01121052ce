package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a segment where cells know none, counted by hand from what bob did, who alone needs attention. His order of 10.00 is at 23:30 on 2 January. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SegmentQuestionsTest {

    private static final String BOB = "segment=Need Attention";
    private static final String ANN = "segment=Champions";

    private static boolean sent;

    @BeforeEach
    void fill() {
        String broker = ConfigProvider.getConfig().getValue("tillstream.kafka.bootstrap-servers", String.class);
        Shop.sendOnce(broker);
        if (!sent) {
            try (Log log = new Log(broker)) {
                tickets(log);
                messages(log);
                growth(log);
                visits(log);
                log.flush();
            }
            sent = true;
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/v1/status").getBoolean("caught_up")
                        && get("/api/v1/customers").getList("items").size() == 3
                        && get("/api/v1/customers/bob/timeline?action=add_to_cart")
                                        .getList("items")
                                        .size()
                                == 1);
    }

    private static void tickets(Log log) {
        say(log, "bob", "ticket_opened", "2024-01-01T10:00:00Z", """
                "ticket_id":"t-1","category":"delivery","context":{"channel":"email"}""");
        say(log, "bob", "ticket_updated", "2024-01-01T11:00:00Z", "\"ticket_id\":\"t-1\",\"status\":\"in_progress\"");
        say(log, "bob", "ticket_resolved", "2024-01-01T12:00:00Z", "\"ticket_id\":\"t-1\",\"satisfaction\":2");
        say(log, "bob", "ticket_updated", "2024-01-01T13:00:00Z", "\"ticket_id\":\"t-1\",\"status\":\"reopened\"");
        say(log, "bob", "ticket_resolved", "2024-01-01T16:00:00Z", "\"ticket_id\":\"t-1\",\"satisfaction\":5");
        say(log, "bob", "ticket_opened", "2024-01-02T08:00:00Z", "\"ticket_id\":\"t-2\",\"category\":\"returns\"");
    }

    private static void messages(Log log) {
        message(log, "message_sent", "2023-12-20T09:00:00Z", "m-0", "sms", "flash");
        message(log, "message_unsubscribed", "2023-12-20T09:01:00Z", "m-0", "sms", "flash");
        message(log, "message_sent", "2024-01-01T09:00:00Z", "m-1", " Email", "Spring");
        message(log, "message_clicked", "2024-01-01T10:00:00Z", "m-1", "email", "spring");
        message(log, "message_sent", "2024-01-02T09:00:00Z", "m-2", "email", "spring");
        message(log, "message_opened", "2024-01-02T09:30:00Z", "m-2", "email", "spring");
        message(log, "message_opened", "2024-01-02T09:30:00Z", "m-lost", "email", "spring");
    }

    private static void growth(Log log) {
        say(log, "bob", "referral_sent", "2023-12-20T12:00:00Z", """
                "referral_id":"r-1","context":{"channel":"web"}""");
        say(log, "bob", "referral_converted", "2023-12-21T12:00:00Z", """
                "referral_id":"r-0","referrer_id":"zed","context":{"channel":"app"},"properties":{"reward_value":5}""");
    }

    private static void visits(Log log) {
        String ad =
                "\"context\":{\"channel\":\"web\",\"device\":\"mobile\",\"campaign\":{\"source\":\"Google\",\"medium\":\"cpc\"}}";
        String app = "\"context\":{\"channel\":\"app\",\"device\":\"desktop\"}";
        say(log, "bob", "page_view", "2023-12-30T10:00:00Z", "\"url\":\"https://shop.example/?q=/a\"," + ad);
        say(log, "bob", "search", "2023-12-30T10:05:00Z", "\"query\":\"lamp\"," + ad);
        say(log, "bob", "search", "2023-12-30T10:06:00Z", "\"query\":\"lamps\"," + ad);
        say(log, "bob", "view_item", "2023-12-30T10:35:59Z", item() + ad);
        say(log, "bob", "page_view", "2024-01-02T23:00:00Z", "\"url\":\"/home/\"," + app);
        say(log, "bob", "add_to_cart", "2024-01-02T23:10:00Z", item() + app);
    }

    private static String item() {
        return "\"items\":[{\"product_id\":\"p1\",\"price\":10,\"quantity\":1}],";
    }

    private static void message(Log log, String action, String at, String id, String channel, String campaign) {
        say(log, "bob", action, at, """
                "message_id":"%s","channel":"%s","context":{"campaign":{"name":"%s"}}""".formatted(id, channel, campaign));
    }

    private static void say(Log log, String customer, String action, String at, String more) {
        log.send(TopicCatalogue.EVENTS, customer, """
                {"event_id":"%s","action":"%s","customer_id":"%s","timestamp":"%s",%s}""".formatted(
                        action + at + more.hashCode(), action, customer, at, more));
    }

    @Test
    void shouldTellTheTicketsOfASegment() {
        JsonPath all = get("/api/v1/support?" + BOB);
        assertThat(all.getInt("[0].opened")).isEqualTo(2);
        assertThat(all.getInt("[0].open")).isEqualTo(1);
        assertThat(all.getInt("[0].reopened.count")).isEqualTo(1);
        assertThat(all.getInt("[0].responded")).isEqualTo(1);
        assertThat(all.getInt("[0].first_response_median_seconds")).isEqualTo(3_600);
        assertThat(all.getInt("[0].resolution_median_seconds"))
                .describedAs("since it was opened first, to the last resolution")
                .isEqualTo(6 * 3_600);
        assertThat(all.getDouble("[0].satisfaction_mean")).isEqualTo(5.0);
        JsonPath categories = get("/api/v1/support?dimension=category&" + BOB);
        assertThat(categories.getList("value", String.class)).containsExactly("delivery", "returns");
        assertThat(categories.getList("open", Integer.class)).containsExactly(0, 1);
        assertThat(get("/api/v1/support?channel=email&to=2024-01-01&" + BOB).getInt("[0].opened"))
                .isEqualTo(1);
        assertThat(get("/api/v1/support?" + ANN).getList("$")).isEmpty();
        assertThat(get("/api/v1/support?segment=Lost").getList("$")).isEmpty();
    }

    @Test
    void shouldTellTheMessagesOfASegment() {
        JsonPath all = get("/api/v1/communications?" + BOB);
        assertThat(List.of("sent", "opened", "clicked", "converted", "orders", "unsubscribed"))
                .extracting(step -> all.getInt("[0]." + step))
                .containsExactly(3, 2, 1, 1, 1, 1);
        assertThat(all.getInt("[0].gross")).isEqualTo(10);
        assertThat(all.getInt("[0].people.sent")).isEqualTo(1);
        assertThat(all.getInt("[0].people.converted")).isEqualTo(1);
        JsonPath campaigns = get("/api/v1/communications?dimension=campaign&" + BOB);
        assertThat(campaigns.getList("value", String.class)).containsExactly("flash", "spring");
        assertThat(campaigns.getList("channel", String.class)).containsExactly("sms", "email");
        assertThat(get("/api/v1/communications?from=2024-01-02&" + BOB).getInt("[0].sent"))
                .isEqualTo(1);
        assertThat(get("/api/v1/communications?" + ANN).getList("$")).isEmpty();
        JsonPath bands = get("/api/v1/communications/fatigue?" + BOB);
        assertThat(bands.getList("window_days", Integer.class)).containsExactly(7, 7, 30, 30, 30);
        assertThat(bands.getList("messages", String.class)).containsExactly("1", "2", "1", "2", "3-4");
        assertThat(bands.getList("sent", Integer.class)).containsExactly(2, 1, 1, 1, 1);
    }

    @Test
    void shouldTellTheReferralsOfASegment() {
        JsonPath months = get("/api/v1/referrals?dimension=month&" + BOB);
        assertThat(months.getList("value", String.class)).containsExactly("2023-12");
        assertThat(List.of("sent", "converted", "bought", "rewards", "reward_value"))
                .extracting(figure -> months.getInt("[0]." + figure))
                .containsExactly(1, 1, 1, 1, 5);
        assertThat(get("/api/v1/referrals?channel=web&" + BOB).getInt("[0].converted"))
                .isZero();
        JsonPath bob = get("/api/v1/referrals/customers?" + BOB);
        assertThat(bob.getInt("referred.customers")).isEqualTo(1);
        assertThat(bob.getInt("referred.net")).isEqualTo(10);
        assertThat(bob.getInt("other.customers")).isZero();
        JsonPath ann = get("/api/v1/referrals/customers?" + ANN);
        assertThat(ann.getInt("referred.customers")).isZero();
        assertThat(ann.getFloat("other.net")).isEqualTo(18.005f);
    }

    @Test
    void shouldTellHowASegmentCameWithoutWhatWasSpentOnAll() {
        JsonPath months = get("/api/v1/acquisition?dimension=month&" + BOB);
        assertThat(months.getList("rows.value", String.class)).containsExactly("2023-12", "2024-01");
        assertThat(months.getList("rows.visitors", Integer.class)).containsExactly(1, 0);
        assertThat(months.getList("rows.converted", Integer.class)).containsExactly(1, 0);
        assertThat(months.getList("rows.customers", Integer.class)).containsExactly(0, 1);
        assertThat(months.getList("rows.revenue", Integer.class)).containsExactly(0, 10);
        for (String unknown : List.of("spend", "cac", "roi", "ltv_to_cac", "payback_months")) {
            assertThat(months.getList("rows." + unknown)).describedAs(unknown).containsOnlyNulls();
        }
        assertThat(get("/api/v1/acquisition?" + BOB).getList("rows.value", String.class))
                .containsExactly("email");
        assertThat(get("/api/v1/acquisition?channel=email&" + ANN).getList("rows"))
                .isEmpty();
    }

    @Test
    void shouldFollowTheJourneysOfASegment() {
        JsonPath journeys = get("/api/v1/journeys?" + BOB);
        assertThat(journeys.getInt("sessions")).isEqualTo(2);
        assertThat(journeys.getDouble("conversion_rate")).isEqualTo(0.5);
        assertThat(journeys.getList("nodes.name", String.class))
                .containsExactly("start", "home", "search", "product", "cart", "conversion", "leave");
        assertThat(journeys.getInt("time_to_purchase.from_session_start_median_seconds"))
                .isEqualTo(30 * 60);
        assertThat(journeys.getInt("time_to_purchase.from_first_touch_median_seconds"))
                .describedAs("from 30 December 10:00 to 2 January 23:30")
                .isEqualTo(307_800);
        assertThat(get("/api/v1/journeys?device=mobile&to=2023-12-31&" + BOB).getInt("sessions"))
                .isEqualTo(1);
        JsonPath paths = get("/api/v1/journeys/paths?" + BOB);
        assertThat(paths.getList("path"))
                .containsExactly(List.of("home", "cart"), List.of("home", "search", "product"));
        assertThat(paths.getList("outcome", String.class)).containsExactly("conversion", "leave");
        JsonPath channels = get("/api/v1/journeys/attribution?" + BOB);
        assertThat(channels.getInt("revenue")).isEqualTo(10);
        assertThat(channels.getDouble("conversion_probability")).isEqualTo(1.0);
        assertThat(channels.getList("channels.channel", String.class)).containsExactly("direct", "google / cpc");
        assertThat(channels.getList("channels.first_touch", Integer.class)).containsExactly(0, 1);
        assertThat(channels.getList("channels.last_touch", Integer.class)).containsExactly(1, 0);
        assertThat(channels.getList("channels.linear", Float.class)).containsExactly(0.5f, 0.5f);
        assertThat(get("/api/v1/journeys/attribution?to=2024-01-01&" + BOB).getInt("orders"))
                .isZero();
    }

    /** Of the events of bob, by hand: a visit that looks at a product, one that puts something into the cart unseen, and a purchase of which nothing was seen before. */
    @Test
    void shouldTellTheFunnelOfASegment() {
        JsonPath all = get("/api/v1/funnel?" + BOB);
        assertThat(all.getList("steps.count", Integer.class)).containsExactly(2, 1, 0, 0, 0);
        assertThat(all.getInt("direct_purchases")).isEqualTo(1);
        JsonPath devices = get("/api/v1/funnel?dimension=device&" + BOB);
        assertThat(devices.getList("values.key", String.class)).containsExactly("desktop", "mobile");
        assertThat(devices.getList("values.visits", Integer.class)).containsExactly(1, 1);
        assertThat(devices.getList("values.views", Integer.class)).containsExactly(0, 1);
        assertThat(devices.getList("values.direct_purchases", Integer.class)).containsExactly(1, 0);
        assertThat(get("/api/v1/funnel?dimension=day&" + BOB).getList("values.key", String.class))
                .containsExactly("2023-12-30", "2024-01-02");
        // only the purchase says where
        assertThat(get("/api/v1/funnel?dimension=country&" + BOB).getList("values.key", String.class))
                .containsExactly("unknown", "DE");
        assertThat(get("/api/v1/funnel?country=DE&" + BOB).getList("steps.count", Integer.class))
                .containsExactly(0, 0, 0, 0, 0);
        // of everybody, by two things at a time
        assertThat(get("/api/v1/funnel?channel=web&device=mobile").getList("steps.count", Integer.class))
                .containsExactly(1, 1, 0, 0, 0);
        assertThat(get("/api/v1/funnel?to=2023-12-31&" + BOB).getInt("direct_purchases"))
                .isZero();
        assertThat(get("/api/v1/funnel?from=2024-01-01&" + BOB).getList("steps.count", Integer.class))
                .containsExactly(1, 0, 0, 0, 0);
        for (String his : List.of("location=unknown", "age_group=unknown", "category=Books")) {
            assertThat(said("/api/v1/funnel?" + BOB + "&" + his))
                    .describedAs(his)
                    .isEqualTo(said("/api/v1/funnel?" + BOB));
        }
        for (String others : List.of("location=Chicago", "age_group=26-35", "category=unknown")) {
            assertThat(get("/api/v1/funnel?" + BOB + "&" + others).getInt("steps[0].count"))
                    .describedAs(others)
                    .isZero();
        }
        assertThat(given().get("/api/v1/funnel?format=csv&" + BOB).asString()).contains("\nall,2,1,0,0,0,1,");
    }

    /** Bob said neither where he lives nor how old he is, and bought a book; ann bought something without a category as well. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "support",
                "communications",
                "communications/fatigue",
                "referrals",
                "acquisition",
                "journeys/paths",
                "journeys",
                "journeys/attribution"
            })
    void shouldKnowMoreOfCustomersThanTheirSegment(String address) {
        String path = "/api/v1/" + address + "?" + BOB;
        String bob = said(path);
        for (String his : List.of("location=unknown", "country=unknown", "age_group=unknown", "category=Books")) {
            if (!address.equals("support") || !his.startsWith("category")) {
                assertThat(said(path + "&" + his)).describedAs(his).isEqualTo(bob);
            }
        }
        String nobody = said(path.replace(BOB, "segment=Lost"));
        for (String others : List.of("location=Chicago", "country=US", "age_group=26-35", "category=unknown")) {
            assertThat(said(path + "&" + others))
                    .describedAs(others)
                    .isEqualTo(nobody)
                    .isNotEqualTo(bob);
        }
    }

    @Test
    void shouldKnowTheOwnCategoryOfTickets() {
        JsonPath deliveries = get("/api/v1/support?category=delivery&dimension=channel&" + BOB);
        assertThat(deliveries.getList("value", String.class)).containsExactly("email");
        assertThat(deliveries.getList("opened", Integer.class)).containsExactly(1);
        assertThat(get("/api/v1/support?category=delivery&channel=unknown&" + BOB)
                        .getList("$"))
                .isEmpty();
        assertThat(get("/api/v1/support?category=returns&channel=unknown&" + BOB)
                        .getInt("[0].opened"))
                .isEqualTo(1);
    }

    @Test
    void shouldListWhoIsBehindAStepAnAnswerOrAReferral() {
        // bob's visit of 30 December sees a product; that of 2 January puts one into the cart without looking, and
        // buys: a purchase without the steps before
        assertThat(behind("funnel=visit")).containsExactly("anon:v1", "bob");
        assertThat(behind("funnel=view_item")).containsExactly("bob");
        assertThat(behind("funnel=view_item&from=2023-12-31")).isEmpty();
        assertThat(behind("funnel=view_item&from=2023-12-30&to=2023-12-30")).containsExactly("bob");
        assertThat(behind("funnel=add_to_cart")).isEmpty();
        assertThat(behind("funnel=purchase")).isEmpty();
        assertThat(behind("funnel=visit&to=2024-01-02&segment=Champions")).isEmpty();
        assertThat(behind("referral=sent")).containsExactly("bob");
        assertThat(behind("referral=bought&to=2023-12-21")).containsExactly("bob");
        assertThat(behind("referral=came&from=2023-12-22")).isEmpty();
        given().get("/api/v1/customers?from=2024-01-01").then().statusCode(400);
        given().get("/api/v1/customers?funnel=dance").then().statusCode(400);
    }

    @Test
    void shouldListWhoDidSomethingOpenedATicketOrCameByAChannelFirst() {
        assertThat(behind("did=search&from=2023-12-30&to=2023-12-30")).containsExactly("bob");
        assertThat(behind("did=search&from=2023-12-31")).isEmpty();
        assertThat(behind("did=ticket_opened&segment=Champions")).isEmpty();
        assertThat(behind("ticket=delivery")).containsExactly("bob");
        assertThat(behind("ticket=returns&to=2024-01-01")).isEmpty();
        assertThat(behind("ticket=unknown")).isEmpty();
        assertThat(behind("first_channel=email&from=2024-01-01&to=2024-01-31")).containsExactly("bob");
        assertThat(behind("first_channel=email&to=2023-12-31")).isEmpty();
        assertThat(behind("first_channel=email&first_campaign=nowhere")).isEmpty();
        given().get("/api/v1/customers?did=sing").then().statusCode(400);
    }

    private static List<String> behind(String mark) {
        return get("/api/v1/customers?sort=customer_id&" + mark).getList("items.customer_id", String.class);
    }

    /** Without the moment of the question. */
    private static String said(String path) {
        return given().get(path).then().statusCode(200).extract().asString().replaceFirst("\"as_of\":\"[^\"]*\"", "");
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }
}
