package io.tillstream.ingest.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class PostEventsTest {

    private static final String NDJSON = "application/x-ndjson";

    private final Topics topics;
    private final String run = UUID.randomUUID().toString();

    PostEventsTest(@ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers) {
        topics = new Topics(bootstrapServers);
    }

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldAcknowledgeOneEventThatIsThenOnTheTopic() throws Exception {
        post("application/json", view("1")).then().statusCode(202).body("accepted", equalTo(1), "rejected", hasSize(0));

        List<String> values = topics.valuesWith(TopicCatalogue.EVENTS.name(), run);
        assertThat(values).hasSize(1);
        assertThat(new EventReader("USD")
                        .read(Topics.utf8(values.getFirst()), Clock.systemUTC().instant())
                        .envelope()
                        .eventId())
                .isEqualTo(run + "-1");
    }

    @Test
    void shouldKeyByCustomer() {
        post("application/json", view("1")).then().statusCode(202);

        assertThat(topics.readAll(TopicCatalogue.EVENTS.name()))
                .filteredOn(message -> message.value().contains(run))
                .singleElement()
                .satisfies(message -> assertThat(message.key()).isEqualTo("c-" + run));
    }

    @Test
    void shouldTakeAnArrayAndSayWhichEventsAreWrong() {
        String body =
                "[" + view("1") + ", {\"event_id\":\"bad-1\",\"action\":\"fly\"} ,{\"broken\":}," + view("2") + "]";

        post("application/json", body)
                .then()
                .statusCode(202)
                .body("accepted", equalTo(2))
                .body("rejected", hasSize(2))
                .body("rejected[0].index", equalTo(1))
                .body("rejected[0].event_id", equalTo("bad-1"))
                .body("rejected[0].field", equalTo("action"))
                .body("rejected[0].reason", containsString("not a known action"))
                .body("rejected[1].index", equalTo(2))
                .body("rejected[1].field", equalTo("$"))
                .body("rejected[1].reason", containsString("not valid JSON"));
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).hasSize(2);
    }

    @Test
    void shouldTakeLinesOfJson() {
        post(NDJSON, view("1") + "\r\n\n" + view("2") + "\n" + view("3"))
                .then()
                .statusCode(202)
                .body("accepted", equalTo(3));

        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).hasSize(3);
    }

    @Test
    void shouldTakeTheFlatForm() {
        post(
                        "application/json",
                        "{\"event_id\":\"" + run + "\",\"customer_id\":\"123\",\"action\":\"add_to_cart\","
                                + "\"product_title\":\"Product Name\",\"product_price\":29.99,\"product_image\":\"image_url\","
                                + "\"description\":\"Added Product Name to cart\",\"timestamp\":\"2024-01-01T12:00:00Z\"}")
                .then()
                .statusCode(202);

        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run))
                .containsExactly("{\"event_id\":\"" + run + "\",\"action\":\"add_to_cart\",\"customer_id\":\"123\","
                        + "\"timestamp\":\"2024-01-01T12:00:00Z\",\"value\":29.99,\"items\":[{\"product_id\":\"Product Name\","
                        + "\"title\":\"Product Name\",\"price\":29.99,\"quantity\":1,\"image\":\"image_url\"}],"
                        + "\"properties\":{\"description\":\"Added Product Name to cart\"}}");
    }

    @Test
    void shouldInflateGzip() throws Exception {
        RequestSpecification request = authorised(NDJSON).header("Content-Encoding", "gzip");

        request.body(gzip(view("1") + "\n" + view("2")))
                .post("/v1/events")
                .then()
                .statusCode(202);

        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).hasSize(2);
    }

    @Test
    void shouldKeepPersonalDataOffTheEventTopic() {
        post(
                        "application/json",
                        "{\"event_id\":\"" + run + "\",\"customer_id\":\"c-" + run + "\",\"action\":\"identify\","
                                + "\"timestamp\":\"2024-01-01T12:00:00Z\",\"properties\":{\"name\":\"Ada Secret\","
                                + "\"email\":\"ada@secret.example\",\"phone\":\"555-1234\",\"age\":36,"
                                + "\"traits\":{\"firstName\":\"Ada\"}}}")
                .then()
                .statusCode(202);

        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run))
                .singleElement()
                .asString()
                .contains("\"age_group\":\"36-45\"")
                .doesNotContain("Secret", "secret.example", "555-1234", "Ada");
        assertThat(topics.valuesWith(TopicCatalogue.CUSTOMERS.name(), run))
                .singleElement()
                .asString()
                .contains("Ada Secret", "ada@secret.example", "555-1234");
    }

    @Test
    void shouldAnswerWithAProblemWhenNoEventIsRight() {
        post("application/json", "{\"event_id\":\"" + run + "\",\"action\":\"page_view\",\"timestamp\":\"yesterday\"}")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tillstream:problem:invalid-events"))
                .body("status", equalTo(422))
                .body("errors", hasSize(1))
                .body("errors[0].index", equalTo(0))
                .body("errors[0].event_id", equalTo(run))
                .body("errors[0].field", equalTo("customer_id"));
        post("application/json", "[{},[],7]").then().statusCode(422).body("errors", hasSize(3));
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).isEmpty();
    }

    @Test
    void shouldAcceptAnEmptyArray() {
        post("application/json", " [ ] ").then().statusCode(202).body("accepted", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "hello", "[{\"a\":1}", "[{\"a\":\"]", "[{}}", "[{}] []", "7"})
    void shouldSayThatABodyCannotBeRead(String body) {
        post("application/json", body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tillstream:problem:unreadable-body"));
    }

    @Test
    void shouldSayThatGzipIsCutOffOrNone() throws Exception {
        byte[] whole = gzip(view("1"));

        authorised(NDJSON)
                .header("Content-Encoding", "gzip")
                .body(Arrays.copyOf(whole, whole.length / 2))
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("detail", containsString("cut off"));
        authorised(NDJSON)
                .header("Content-Encoding", "gzip")
                .body(Topics.utf8(view("1")))
                .post("/v1/events")
                .then()
                .statusCode(400);
    }

    @Test
    void shouldWantAKnownWriteKey() {
        given().contentType("application/json")
                .body(view("1"))
                .post("/v1/events")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .contentType("application/problem+json");
        given().contentType("application/json")
                .header("X-Write-Key", KafkaTestResource.WRITE_KEY + "x")
                .body(view("1"))
                .post("/v1/events")
                .then()
                .statusCode(401);
        given().contentType("application/json")
                .header("X-Write-Key", KafkaTestResource.WRITE_KEY)
                .body(view("1"))
                .post("/v1/events")
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data"})
    void shouldWantAContentTypeItKnows(String contentType) {
        given().header("Content-Type", contentType)
                .header("X-Write-Key", KafkaTestResource.WRITE_KEY)
                .body(Topics.utf8(view("1")))
                .post("/v1/events")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void shouldWantAContentEncodingItKnows() {
        authorised("application/json")
                .header("Content-Encoding", "br")
                .body(Topics.utf8(view("1")))
                .post("/v1/events")
                .then()
                .statusCode(415);
    }

    @Test
    void shouldRefuseOtherMethods() {
        given().get("/v1/events").then().statusCode(405).header("Allow", "POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/event", "/events", "/", "/v1/webhooks/magento/acme"})
    void shouldTellWhoComesToAWrongAddress(String path) {
        authorised("application/json")
                .body("{}")
                .post(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tillstream:problem:not-found"), "detail", containsString("/v1/events"));
        given().get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void shouldRefuseABodyThatIsTooLargeAndGoOn() {
        post("application/json", "[" + " ".repeat(8 * 1024 * 1024) + "]").then().statusCode(413);
        post(NDJSON, "{}\n".repeat(10_001)).then().statusCode(413).body("detail", containsString("10,000"));
        post("application/json", view("1")).then().statusCode(202);
    }

    @Test
    void shouldRefuseABodyThatIsTooLargeOnceInflated() throws Exception {
        authorised("application/json")
                .header("Content-Encoding", "gzip")
                .body(gzip(" ".repeat(64 * 1024 * 1024)))
                .post("/v1/events")
                .then()
                .statusCode(413)
                .body("detail", containsString("inflated"));
    }

    @Test
    void shouldNotLetBrowsersOfOtherSitesIn() {
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/events")
                .then()
                .header("Access-Control-Allow-Origin", equalTo(null));
    }

    @Test
    void shouldDescribeItself() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/v1/events'.post.operationId", equalTo("postEvents"));
    }

    @Test
    void shouldCountWhatItTook() {
        post("application/json", "[" + view("1") + ",{}]").then().statusCode(202);

        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics)
                .contains("tillstream_ingest_events_total{result=\"accepted\"}")
                .contains("tillstream_ingest_events_total{result=\"rejected\"}")
                .contains("tillstream_ingest_acknowledge_seconds")
                .containsPattern("tillstream_ingest_in_flight_bytes 0\\.0");
    }

    private String view(String number) {
        return "{\"event_id\":\"" + run + "-" + number + "\",\"action\":\"page_view\",\"customer_id\":\"c-" + run
                + "\",\"timestamp\":\"2024-01-01T12:00:00Z\"}";
    }

    private static Response post(String contentType, String body) {
        return authorised(contentType).body(Topics.utf8(body)).post("/v1/events");
    }

    private static RequestSpecification authorised(String contentType) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + KafkaTestResource.WRITE_KEY);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Topics.utf8(text));
        }
        return bytes.toByteArray();
    }
}
