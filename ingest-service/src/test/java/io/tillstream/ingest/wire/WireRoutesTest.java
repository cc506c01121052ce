package io.tillstream.ingest.wire;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.specification.RequestSpecification;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.events.Topics;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class WireRoutesTest {

    private static final String KEY = KafkaTestResource.WRITE_KEY;

    private final Topics topics;
    private final String run = UUID.randomUUID().toString();

    WireRoutesTest(@ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers) {
        topics = new Topics(bootstrapServers);
    }

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldKeepABadEventOfAGoodBatchAsideAndAccountForEveryOne() {
        String body = "{\"batch\":[" + page("1") + "," + page("2").replace("\"userId\":\"c\"", "\"userId\":\"\"")
                + ",{\"type\":\"track\",\"event\":\"Video Played\",\"messageId\":\"" + run
                + "-3\",\"userId\":\"c\",\"properties\":{\"clip\":\"x\"}},"
                + "{\"type\":\"group\",\"messageId\":\"" + run + "-4\"},\"" + run + "-5\"]}";

        basic(KEY)
                .body(body)
                .post("/v1/batch")
                .then()
                .statusCode(200)
                .body("success", equalTo(true), "accepted", equalTo(1), "ignored", equalTo(1))
                .body("quarantined", hasSize(3), "quarantined_count", equalTo(3))
                .body("quarantined[0].index", equalTo(1), "quarantined[0].field", equalTo("customer_id"))
                .body("quarantined[1].event_id", equalTo(run + "-3"), "quarantined[1].field", equalTo("event"));

        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).hasSize(1);
        List<ConsumerRecord<String, String>> rejected = topics.readAll(TopicCatalogue.REJECTED.name()).stream()
                .filter(message -> message.value().contains(run))
                .toList();
        assertThat(rejected).hasSize(3);
        assertThat(rejected)
                .allSatisfy(message ->
                        assertThat(header(message, RejectedHeaders.FORMAT)).isEqualTo("segment"))
                .allSatisfy(message ->
                        assertThat(header(message, RejectedHeaders.WRITE_KEY)).isEqualTo("tests"))
                .allSatisfy(message ->
                        assertThat(header(message, RejectedHeaders.REASON)).isNotBlank())
                .allSatisfy(message -> assertThat(message.headers().lastHeader(RejectedHeaders.ORIGIN))
                        .isNull());
        // what is understood of it is canonical, so that naming its action repairs it
        assertThat(rejected).anySatisfy(message -> assertThat(message.value())
                .startsWith("{\"event_id\":\"" + run + "-3\",\"action\":\"Video Played\"")
                .contains("\"customer_id\":\"c\"", "\"properties\":{\"clip\":\"x\"}"));
    }

    @Test
    void shouldTakeGzipThatIsLabelledAsAForm() throws Exception {
        // REST Assured would write a form
        HttpRequest labelledAsForm = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/batch"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Encoding", "gzip")
                .header("X-Write-Key", KEY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip("{\"batch\":[" + page("1") + "]}")))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(labelledAsForm, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
        basic(KEY)
                .body(gzip("{\"batch\":[" + page("2") + "]}"))
                .post("/v1/batch")
                .then()
                .statusCode(200);

        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).hasSize(2);
    }

    @Test
    void shouldFindTheKeyWhereEachClientPutsIt() {
        String page = page("1");
        basic(KEY).body(page).post("/v1/page").then().statusCode(200);
        json().body(page.replaceFirst("\\{", "{\"writeKey\":\"" + KEY + "\","))
                .post("/v1/page")
                .then()
                .statusCode(200);
        json().body("{\"writeKey\":\"" + KEY + "\",\"batch\":[]}")
                .post("/v1/batch")
                .then()
                .statusCode(200);
        json().body("{\"batch\":[],\"api_key\":\"" + KEY + "\"}")
                .post("/batch/")
                .then()
                .statusCode(200)
                .body("status", equalTo("Ok"));
        json().header("X-Write-Key", "shop:" + KEY)
                .body(page)
                .post("/api/s/page")
                .then()
                .statusCode(200)
                .body("ok", equalTo(true));
        json().header("X-Write-Key", KEY)
                .body(page)
                .post("/api/s/s2s/page")
                .then()
                .statusCode(200);
        json().body("{\"data\":[{\"e\":\"pp\",\"aid\":\"" + KEY + "\"}]}")
                .post("/com.snowplowanalytics.snowplow/tp2")
                .then()
                .statusCode(200);
        json().body("{\"client_id\":\"v\",\"events\":[]}")
                .post("/mp/collect?measurement_id=G-1&api_secret=" + KEY)
                .then()
                .statusCode(204);
        json().header("Authorization", "Bearer " + KEY)
                .contentType("application/cloudevents-batch+json")
                .body("[]")
                .post("/v1/cloudevents")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/batch                           | {"batch":[]} | writeKey in the body
            /batch/                             | {"batch":[]} | api_key in the body
            /com.snowplowanalytics.snowplow/tp2 | {"data":[]}  | appId
            /mp/collect                         | {"events":[]}| api_secret in the address
            /api/s/track                        | {}           | X-Write-Key
            """)
    void shouldSayWhereTheKeyBelongs(String path, String body, String place) {
        json().body(body).post(path).then().statusCode(401).body("detail", containsString(place));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batch",
                "/batch/",
                "/api/s/track",
                "/com.snowplowanalytics.snowplow/tp2",
                "/mp/collect?api_secret=wrong-key-1",
                "/v1/cloudevents",
                "/v1/webhooks/shopify/acme",
                "/v1/webhooks/woocommerce/acme"
            })
    void shouldRefuseWhoIsNotKnown(String path) {
        json().body("{\"batch\":[" + page("1") + "],\"writeKey\":\"wrong-key-1\"}")
                .post(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tillstream:problem:write-key-refused"));
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).isEmpty();
    }

    @Test
    void shouldRefuseABodyThatIsNoneAndOneWithTooManyEvents() {
        basic(KEY).body("{\"batch\":[{]}").post("/v1/batch").then().statusCode(400);
        basic(KEY)
                .body("{\"batch\":[" + "{},".repeat(10_000) + "{}]}")
                .post("/v1/batch")
                .then()
                .statusCode(413);
        basic(KEY)
                .body("{\"type\":\"" + "x".repeat(1 << 20) + "\"}")
                .post("/v1/track")
                .then()
                .statusCode(413);
        given().get("/v1/batch").then().statusCode(405).header("Allow", "POST");
    }

    @Test
    void shouldSayWhatIsWrongWithAMeasurementAndSendNothing() {
        json().body("{\"client_id\":\"" + run
                        + "\",\"events\":[{\"name\":\"purchase\",\"params\":{\"transaction_id\":\"T\",\"items\":[{\"item_id\":\"a\",\"price\":1}]}},{\"name\":\"refund\",\"params\":{}},"
                        + "{\"name\":\"9lives\"},{\"name\":\"session_start\"},{}]}")
                .post("/debug/mp/collect?measurement_id=G-1&api_secret=any")
                .then()
                .statusCode(200)
                .body("validationMessages", hasSize(4))
                .body(
                        "validationMessages[0].fieldPath",
                        equalTo("events[1].params.transaction_id"),
                        "validationMessages[0].validationCode",
                        equalTo("VALUE_REQUIRED"))
                .body("validationMessages[0].description", containsString("transaction_id must be given"))
                .body(
                        "validationMessages[1].validationCode",
                        equalTo("NAME_INVALID"),
                        "validationMessages[2].validationCode",
                        equalTo("NAME_RESERVED"))
                .body(
                        "validationMessages[3].fieldPath",
                        equalTo("events[4].name"),
                        "validationMessages[3].validationCode",
                        equalTo("VALUE_REQUIRED"));
        json().body("{\"events\":[]}")
                .post("/debug/mp/collect")
                .then()
                .statusCode(200)
                .body("validationMessages.fieldPath", equalTo(List.of("client_id", "events")));
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).isEmpty();
    }

    @Test
    void shouldTakeASignedWebhookAndNoOther() throws Exception {
        String order = "{\"id\":\"" + run
                + "\",\"created_at\":\"2026-03-02T09:00:00Z\",\"customer\":{\"id\":7},\"line_items\":[{\"product_id\":1,\"price\":\"2.00\",\"quantity\":1}]}";
        RequestSpecification signed =
                json().header("X-Shopify-Topic", "orders/create").header("X-Shopify-Hmac-Sha256", hmac(order));

        signed.body(order + " ").post("/v1/webhooks/shopify/acme").then().statusCode(401);
        json().header("X-Shopify-Topic", "orders/create")
                .header("X-Shopify-Hmac-Sha256", hmac(order))
                .body(order)
                .post("/v1/webhooks/shopify/nobody")
                .then()
                .statusCode(401);
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).isEmpty();
        json().header("X-Shopify-Topic", "orders/create")
                .header("X-Shopify-Hmac-Sha256", hmac(order))
                .body(order)
                .post("/v1/webhooks/shopify/acme")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
        json().contentType("application/x-www-form-urlencoded")
                .body("webhook_id=12")
                .post("/v1/webhooks/woocommerce/acme")
                .then()
                .statusCode(200);
        json().contentType("application/x-www-form-urlencoded")
                .body("webhook_id=12")
                .post("/v1/webhooks/woocommerce/nobody")
                .then()
                .statusCode(401);
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run))
                .hasSize(2)
                .anySatisfy(event -> assertThat(event).contains("\"action\":\"purchase\""));
    }

    @Test
    void shouldInflateNothingForWhoHasNotSigned() throws Exception {
        byte[] bomb = gzip(" ".repeat(64 * 1024 * 1024));
        for (String door : List.of("/v1/webhooks/shopify/acme", "/v1/webhooks/woocommerce/acme")) {
            json().header("X-Shopify-Hmac-Sha256", "abc")
                    .body(bomb)
                    .post(door)
                    .then()
                    .statusCode(401);
        }
        basic(KEY).body(bomb).post("/v1/batch").then().statusCode(413);
    }

    @Test
    void shouldCountByFormatAndDescribeItself() {
        basic(KEY)
                .body("{\"batch\":[" + page("1") + "]}")
                .post("/v1/batch")
                .then()
                .statusCode(200);

        assertThat(given().get("/q/metrics").asString())
                .contains(
                        "tillstream_ingest_wire_events_total{format=\"segment\",result=\"accepted\"}",
                        "result=\"quarantined\"",
                        "result=\"ignored\"");
        String description = given().get("/q/openapi?format=json").asString();
        for (String path : List.of(
                "/v1/batch",
                "/v1/track",
                "/batch/",
                "/api/s/{kind}",
                "/com.snowplowanalytics.snowplow/tp2",
                "/v1/cloudevents",
                "/mp/collect",
                "/debug/mp/collect",
                "/v1/webhooks/shopify/{source}",
                "/v1/webhooks/woocommerce/{source}")) {
            assertThat(description).contains("\"" + path + "\"");
        }
    }

    private String page(String number) {
        return "{\"type\":\"page\",\"messageId\":\"" + run + "-" + number
                + "\",\"userId\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\"}";
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static RequestSpecification basic(String key) {
        return json().header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8)));
    }

    private static RequestSpecification json() {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(
                                        "application/cloudevents-batch+json", io.restassured.http.ContentType.TEXT)))
                .contentType("application/json");
    }

    private static String hmac(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KafkaTestResource.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
