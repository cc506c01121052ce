package io.tillstream.dashboard.feed;

import static io.restassured.RestAssured.given;
import static io.tillstream.dashboard.testing.Figures.NOON;
import static io.tillstream.dashboard.testing.Figures.UNIT;
import static io.tillstream.dashboard.testing.Figures.cart;
import static io.tillstream.dashboard.testing.Figures.carts;
import static io.tillstream.dashboard.testing.Figures.customer;
import static io.tillstream.dashboard.testing.Figures.day;
import static io.tillstream.dashboard.testing.Figures.sales;
import static io.tillstream.dashboard.testing.Figures.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.dashboard.live.ChannelHub;
import io.tillstream.dashboard.testing.BrokerResource;
import io.tillstream.dashboard.testing.LiveClient;
import io.tillstream.dashboard.testing.MadeUpModels;
import io.tillstream.dashboard.testing.PublicTopics;
import io.tillstream.dashboard.testing.SilentClient;
import io.tillstream.dashboard.testing.UpstreamResource;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway between a real broker and real sockets. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class GatewayTest {

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    @SuppressWarnings("NullAway.Init")
    BrokerResource broker;

    @TestHTTPResource("/ws/live")
    @SuppressWarnings("NullAway.Init")
    URI live;

    @Inject
    @SuppressWarnings("NullAway.Init")
    ChannelHub hub;

    @BeforeEach
    void awaitReadiness() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldShowEveryFigureOfTheTopics() {
        try (PublicTopics topics = new PublicTopics(broker.bootstrapServers());
                LiveClient client = client()) {
            topics.sales(total(4, 100 * UNIT));
            topics.sales(day("2024-04-30", 1, 40 * UNIT));
            topics.sales(day("2024-05-01", 3, 60 * UNIT));
            topics.sales(sales("all", null, "category", "Books", 3, 70 * UNIT));
            topics.sales(sales("all", null, "product", "p-9", 3, 70 * UNIT));
            topics.funnel(carts(NOON, 6, 3, 1, 1));
            topics.profile(customer("a", 3, 90 * UNIT, 2, new RfmScore(5, 5, 5), "Champions", "Low"));
            topics.profile(customer("b", 1, 10 * UNIT, 120, new RfmScore(1, 1, 1), "Lost", "Medium"));
            topics.cart(cart("cart-1", "abandoned", NOON, 30 * UNIT));
            topics.cutPoints(new RfmCutPoints(
                    NOON,
                    NOON,
                    2,
                    true,
                    List.of(NOON, NOON, NOON, NOON),
                    List.of(1L, 1L, 3L, 3L),
                    List.of(UNIT, UNIT, UNIT, UNIT)));
            topics.raw(TopicCatalogue.SALES, "all||total|all2", "{\"this\": is no cell");
            topics.raw(TopicCatalogue.PROFILES, "c", "[]");
            topics.raw(TopicCatalogue.PROFILES, "d", "{}");
            topics.raw(TopicCatalogue.MODELS, "churn", "{\"name\":3}");
            MadeUpModels.publish(topics, NOON);
            topics.event(purchase("c-1", "Lamp", 29_990_000));
            topics.flush();

            client.subscribe(
                    "kpis",
                    "sales",
                    "categories",
                    "products",
                    "segments",
                    "rfm",
                    "churn",
                    "funnel",
                    "seasonality",
                    "carts",
                    "transactions",
                    "value",
                    "clusters",
                    "propensity",
                    "forecast",
                    "bundles",
                    "models",
                    "training",
                    "custom-segments",
                    "alerts",
                    "activity",
                    "status");
            awaitState(
                    client,
                    "kpis",
                    kpis -> kpis.path("orders").asLong() == 4
                            && kpis.path("customers").asLong() == 2
                            && kpis.has("recovery_rate"));
            JsonNode kpis = client.state("kpis");
            assertThat(kpis.get("revenue").decimalValue()).isEqualByComparingTo("100");
            assertThat(kpis.get("average_order_value").decimalValue()).isEqualByComparingTo("25");
            assertThat(kpis.get("conversion_rate").asDouble()).isEqualTo(0.7);
            assertThat(kpis.get("abandonment_rate").asDouble()).isEqualTo(0.333333);
            assertThat(kpis.get("recovery_rate").asDouble()).isEqualTo(0.333333);

            awaitState(client, "sales", sales -> sales.path("days").size() == 2);
            assertThat(client.state("sales").at("/days/2024-05-01").toString()).isEqualTo("[3,3,60,0,60,3]");
            awaitState(
                    client, "categories", state -> state.at("/category/values").has("Books"));
            awaitState(client, "products", state -> state.at("/rows/0/product_id")
                    .asText()
                    .equals("p-9"));
            awaitState(client, "segments", state -> state.path("sample").size() == 2);
            assertThat(client.state("segments").get("counts").toString()).isEqualTo("{\"Champions\":1,\"Lost\":1}");
            assertThat(client.state("segments").at("/sample/a").toString()).isEqualTo("[3,90,\"Champions\"]");
            // 1 order and from 10; 3 orders and from 70
            assertThat(client.state("segments").at("/density/cells").toString()).isEqualTo("{\"1.8\":1,\"3.13\":1}");
            assertThat(client.state("segments").at("/density/y/12").asInt()).isEqualTo(70);
            awaitState(client, "rfm", state -> state.path("sample").size() == 2 && state.has("cut_points"));
            assertThat(client.state("rfm").at("/sample/b").toString()).isEqualTo("[120,1,10,\"Lost\",\"111\"]");
            assertThat(client.state("rfm")
                            .at("/density/recency_orders/cells/14.1")
                            .asInt())
                    .isOne();
            assertThat(client.state("rfm").at("/density/recency_net/cells/14.8").asInt())
                    .isOne();
            awaitState(client, "churn", state -> state.path("tiers").size() == 2);
            shouldShowWhatModelsSay(client);
            awaitState(client, "funnel", state -> state.at("/all/purchases").asLong() == 10);
            awaitState(client, "transactions", state -> state.path("rows").size() > 0);
            JsonNode transaction =
                    client.state("transactions").path("rows").elements().next();
            assertThat(transaction.get("amount").decimalValue()).isEqualByComparingTo(new BigDecimal("29.99"));
            assertThat(transaction.get("title").asText()).isEqualTo("Lamp");
            awaitState(client, "activity", state -> state.path("rows").size() > 0);
            assertThat(client.state("activity").path("seconds").size()).isEqualTo(60);
            JsonNode event = client.state("activity").path("rows").elements().next();
            assertThat(event.get("action").asText()).isEqualTo("purchase");
            assertThat(event.get("customer_id").asText()).isEqualTo("c-1");
            assertThat(event.get("amount").decimalValue()).isEqualByComparingTo(new BigDecimal("29.99"));
            awaitState(client, "status", state -> state.has("as_of"));
            assertThat(client.state("status").get("currency").asText()).isEqualTo("USD");
            assertThat(client.state("status").get("caught_up").asBoolean()).isTrue();
            // the purchase is of today, so the cart of 2024 can no longer be recovered
            awaitState(client, "carts", state -> state.path("count").asLong(-1) == 0);
        }
    }

    private static void shouldShowWhatModelsSay(LiveClient client) {
        awaitState(client, "models", state -> state.at("/clusters/version")
                .asText()
                .equals(MadeUpModels.VERSION));
        awaitState(client, "clusters", state -> state.path("clusters").size() == 4);
        awaitState(client, "training", state -> state.path("outcomes").size() == 3);
        awaitState(
                client,
                "forecast",
                state -> state.path("forecasts").path("total|all").path("days").size() == 28);
        awaitState(client, "bundles", state -> state.path("dead_count").asInt() == 30);
        awaitState(client, "custom-segments", state -> state.path("rows").size() == 1);
        awaitState(client, "alerts", state -> state.path("rows").size() == 1);
        // the two profiles were published before there were predictions
        awaitState(client, "value", state -> state.path("scored").asInt(-1) == 0);
        awaitState(client, "propensity", state -> state.path("scored").asInt(-1) == 0);
    }

    @Test
    void shouldPushAtMostOnceASecond() throws Exception {
        try (PublicTopics topics = new PublicTopics(broker.bootstrapServers());
                LiveClient client = client()) {
            topics.sales(day("2020-01-01", 1, UNIT));
            topics.flush();
            client.subscribe("sales");
            awaitState(client, "sales", state -> state.path("days").has("2020-01-01"));
            int before = client.all().size();
            Instant end = Instant.now().plusSeconds(4);
            long orders = 1;
            while (Instant.now().isBefore(end)) {
                topics.sales(day("2020-01-02", ++orders, UNIT));
                topics.flush();
                assertThat(client.closeCode()).isZero();
                Thread.sleep(20);
            }
            long newest = orders;
            awaitState(client, "sales", state -> state.at("/days/2020-01-02/0").asLong() == newest);
            List<LiveClient.Received> deltas =
                    client.all().subList(before, client.all().size());
            assertThat(deltas).hasSizeBetween(2, 7);
            for (int i = 1; i < deltas.size(); i++) {
                Instant one =
                        Instant.parse(deltas.get(i - 1).message().get("at").asText());
                Instant next = Instant.parse(deltas.get(i).message().get("at").asText());
                assertThat(Duration.between(one, next)).isGreaterThan(Duration.ofMillis(950));
                assertThat(deltas.get(i).message().get("type").asText()).isEqualTo("delta");
            }
        }
    }

    @Test
    void shouldGiveAReturningClientWhatItMissed() {
        try (PublicTopics topics = new PublicTopics(broker.bootstrapServers());
                LiveClient first = client();
                LiveClient second = client()) {
            for (int i = 1; i <= 28; i++) {
                topics.sales(day("2019-02-" + (i < 10 ? "0" + i : i), i, UNIT));
            }
            topics.flush();
            first.subscribe("sales");
            awaitState(first, "sales", state -> state.path("days").has("2019-02-28"));
            long seen = first.seq("sales");
            first.close();

            topics.sales(day("2019-02-01", 1_000, UNIT));
            topics.flush();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                try (LiveClient observer = client()) {
                    observer.subscribe("sales");
                    return observer.next().at("/data/days/2019-02-01/0").asLong() == 1_000;
                }
            });
            second.send("{\"type\":\"subscribe\",\"channels\":[\"sales\"],\"last\":{\"sales\":" + seen + "}}");
            JsonNode missed = second.nextRaw();
            assertThat(missed.get("type").asText()).isEqualTo("delta");
            assertThat(missed.get("seq").asLong()).isEqualTo(seen + 1);
            assertThat(missed.get("data").toString()).isEqualTo("{\"days\":{\"2019-02-01\":[1000,1000,1,0,1,1000]}}");
        }
    }

    @Test
    void shouldAnswerNonsenseWithAReasonAndGoOn() {
        try (LiveClient client = client()) {
            client.send("nonsense");
            assertThat(client.next().toString())
                    .isEqualTo("{\"type\":\"error\",\"reason\":\"message is not valid JSON\"}");
            client.send("{\"type\":\"subscribe\",\"channels\":[\"passwords\"]}");
            assertThat(client.next().get("reason").asText()).startsWith("unknown channel; there are kpis, sales");
            client.sendBinary(new byte[] {1, 2, 3});
            assertThat(client.next().get("reason").asText()).isEqualTo("messages must be text");
            client.send("x".repeat(5_000));
            assertThat(client.next().get("reason").asText()).contains("longer than");
            client.send("{\"type\":\"ping\"}");
            assertThat(client.next().get("type").asText()).isEqualTo("pong");
        }
    }

    @Test
    void shouldCloseTheSocketOfAClientThatSendsTooMuchAtOnce() {
        try (LiveClient client = client()) {
            client.send("x".repeat(100_000));
            await().atMost(Duration.ofSeconds(10)).until(() -> client.closeCode() != 0);
        }
    }

    @Test
    void shouldKeepPagesOfOtherOriginsOut() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> http.newWebSocketBuilder()
                            .header("Origin", "https://evil.example")
                            .buildAsync(socket(), new WebSocket.Listener() {})
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                    refused.getResponse().statusCode())
                            .isEqualTo(403));
            WebSocket own = http.newWebSocketBuilder()
                    .header("Origin", "http://" + live.getRawAuthority())
                    .buildAsync(socket(), new WebSocket.Listener() {})
                    .join();
            own.abort();
        }
    }

    @Test
    void shouldKeepNothingForAClientThatDoesNotRead() throws Exception {
        try (SilentClient silent = new SilentClient(live)) {
            silent.send("{\"type\":\"subscribe\",\"channels\":[\"products\"]}");
            int states = 400;
            for (int i = 1; i <= states; i++) {
                hub.publish("products", large(i));
            }
            // 400 states of 300 kB were published; what the client finds is what its socket could hold, then at once
            // the newest
            List<String> read = silent.readUntil("\"number\":" + states + "}");
            assertThat(read.size()).isLessThan(states / 2);
            assertThat(read.getLast()).contains("\"number\":" + states + "}");
        }
    }

    @Test
    void shouldServeThePageWithStrictHeaders() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header(
                        "Content-Security-Policy",
                        org.hamcrest.Matchers.startsWith("default-src 'none'; script-src 'self';"))
                .header("Cache-Control", "no-cache");
        String etag =
                given().get("/js/main.js").then().statusCode(200).extract().header("ETag");
        given().header("If-None-Match", etag).get("/js/main.js").then().statusCode(304);
        for (String library : List.of("plotly-4.1.2", "plotly-cartesian-4.1.1")) {
            given().get("/vendor/" + library + ".min.js").then().statusCode(200).header("Cache-Control", FOR_GOOD);
        }
        given().urlEncodingEnabled(false)
                .get("/js/..%2f..%2fapplication.properties")
                .then()
                .statusCode(404);
        given().get("/application.properties").then().statusCode(404);
    }

    @Test
    void shouldNameTheScriptsOfThePageByTheReleaseSoThatTheyAreKept() {
        String page = given().get("/").then().statusCode(200).extract().asString();
        Matcher main = Pattern.compile("src=\"/([0-9a-f]{16})/js/main\\.js\"").matcher(page);
        assertThat(main.find()).isTrue();
        String release = '/' + main.group(1);
        assertThat(page)
                .contains("<link rel=\"modulepreload\" href=\"" + release + "/js/panels/sales.js\">")
                .describedAs("imported by what main.js imports")
                .contains("<link rel=\"modulepreload\" href=\"" + release + "/js/merge-patch.js\">")
                .describedAs("loaded when first needed")
                .doesNotContain("panels/models.js", "tools/export.js");
        Pattern.compile("(?:href|src)=\"(/[^\"]+\\.(?:js|css))\"")
                .matcher(page)
                .results()
                .forEach(file ->
                        given().get(file.group(1)).then().statusCode(200).header("Cache-Control", FOR_GOOD));
        String etag = given().get("/js/main.js")
                .then()
                .header("Cache-Control", "no-cache")
                .extract()
                .header("ETag");
        given().get("/0123456789abcdef/js/main.js")
                .then()
                .statusCode(200)
                .header("ETag", etag)
                .header("Cache-Control", "no-cache");
        given().get("/login.html")
                .then()
                .statusCode(200)
                .body(org.hamcrest.Matchers.containsString(release + "/js/login.js"));
    }

    @Test
    void shouldSayWhenKafkaIsAwayAndGoOnWhenItIsBack() {
        try (LiveClient client = client()) {
            client.subscribe("status", "sales");
            awaitState(client, "status", state -> state.path("connected").asBoolean());
            broker.stopBroker();
            try {
                awaitState(client, "status", state -> !state.path("connected").asBoolean(true));
                given().get("/q/health/ready").then().statusCode(503);
                given().get("/q/health/live").then().statusCode(200);
            } finally {
                broker.startBroker();
            }
            awaitState(client, "status", state -> state.path("connected").asBoolean());
            awaitReadiness();
            try (PublicTopics topics = new PublicTopics(broker.bootstrapServers())) {
                topics.sales(day("2018-01-01", 77, UNIT));
                topics.flush();
            }
            awaitState(client, "sales", state -> state.at("/days/2018-01-01/0").asLong() == 77);
        }
    }

    private LiveClient client() {
        return new LiveClient(socket());
    }

    private URI socket() {
        return URI.create("ws://" + live.getRawAuthority() + live.getPath());
    }

    private static void awaitState(LiveClient client, String channel, Predicate<JsonNode> wanted) {
        Instant end = Instant.now().plusSeconds(40);
        while (!wanted.test(client.state(channel))) {
            assertThat(Instant.now())
                    .as("still waiting for %s: %s", channel, client.state(channel))
                    .isBefore(end);
            client.next();
        }
    }

    private static ObjectNode large(int number) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("filler", (number % 10 + "").repeat(300_000));
        data.put("number", number);
        return data;
    }

    private static CommerceEvent purchase(String customer, String title, long priceMicros) {
        Envelope envelope = new Envelope(
                UUID.randomUUID().toString(), customer, null, null, Instant.now(), "USD", Context.UNKNOWN, Map.of());
        return new CommerceEvent.Purchase(
                envelope, "o-1", null, List.of(new Item("p-1", title, "Home", null, priceMicros, 1, 0, null)));
    }
}
