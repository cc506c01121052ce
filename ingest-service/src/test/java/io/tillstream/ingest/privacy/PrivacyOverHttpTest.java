package io.tillstream.ingest.privacy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.events.Topics;
import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each wire format with something personal, a network address, a refusal of consent, and a crawler. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class PrivacyOverHttpTest {

    private static final String BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    private final Topics topics;
    private final String run = UUID.randomUUID().toString();

    private final WriteKeys keys;

    PrivacyOverHttpTest(
            @ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers, WriteKeys keys) {
        topics = new Topics(bootstrapServers);
        this.keys = keys;
    }

    @AfterEach
    void withdrawKeys() {
        keys.publish(List.of());
    }

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    private static RequestSpecification sending(String body) {
        return given().header(WriteKeys.HEADER, KafkaTestResource.WRITE_KEY)
                .contentType("application/json")
                .body(body);
    }

    private List<String> kept() {
        return topics.valuesWith(TopicCatalogue.EVENTS.name(), run);
    }

    @Test
    void shouldAnswerHowManyEventsOfItsOwnFormAreWithheld() {
        String event =
                "{\"event_id\":\"%s\",\"action\":\"%s\",\"customer_id\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\"}";
        String body = "[" + event.formatted(run + "1", "page_view") + "," + event.formatted(run + "2", "fly") + ","
                + event.formatted(run + "3", "referral_sent").replace("\"c\"", "\"c\",\"referral_id\":\"r\"") + "]";

        sending(body)
                .header("Sec-GPC", "1")
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected.size()", equalTo(1))
                .body("withheld.without_consent", equalTo(1))
                .body("withheld.bots", equalTo(0));
        sending(event.formatted(run + "4", "page_view"))
                .header("User-Agent", BOT)
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(0))
                .body("withheld.bots", equalTo(1));

        assertThat(kept()).singleElement().asString().contains(run + "3");
        sending("").get("/v1/data-quality").then().statusCode(200).body("key", equalTo("tests"));
        given().get("/v1/data-quality").then().statusCode(401);
    }

    @Test
    void shouldTellAdministratorsAloneOfEverySender() {
        String address = "/v1/data-quality/senders";
        given().header("Authorization", "Bearer " + KafkaTestResource.ADMINISTRATOR)
                .get(address)
                .then()
                .statusCode(401);
        sending("").get(address).then().statusCode(403).body("type", equalTo("urn:tillstream:problem:not-allowed"));
        sending("")
                .header("Authorization", "Bearer " + KafkaTestResource.VIEWER)
                .get(address)
                .then()
                .statusCode(403);

        keys.publish(List.of(new WriteKeys.Published("made-later", new byte[32], Instant.MAX)));
        sending("")
                .header("Authorization", "Bearer " + KafkaTestResource.ADMINISTRATOR)
                .get(address)
                .then()
                .statusCode(200)
                .body("senders.key", contains("tests", "made-later"))
                .body("senders[1].privacy.bot_withheld", equalTo(0));
    }

    @Test
    void shouldHonourWhatAPersonSaidBefore() {
        String event = "{\"event_id\":\"%s\",\"action\":\"%s\",\"customer_id\":\"" + run
                + "\",\"timestamp\":\"2026-03-02T09:00:0%dZ\"%s}";
        sending(event.formatted("a", "consent_changed", 0, ",\"purpose\":\"analytics\",\"granted\":false"))
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> withheld(event.formatted("b", "page_view", 1, "")) == 1);

        sending(event.formatted("c", "consent_changed", 2, ",\"purpose\":\"analytics\",\"granted\":true"))
                .post("/v1/events")
                .then()
                .statusCode(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> withheld(event.formatted("d", "page_view", 3, "")) == 0);
    }

    @Test
    void shouldHonourAWithdrawalWithinTheSameBody() {
        String event = "{\"event_id\":\"%s\",\"action\":\"%s\",\"customer_id\":\"withdrew-" + run
                + "\",\"timestamp\":\"2026-03-02T09:00:0%dZ\"%s}";
        String body = "[" + event.formatted("w-a", "page_view", 0, "") + ","
                + event.formatted("w-b", "consent_changed", 1, ",\"purpose\":\"analytics\",\"granted\":false") + ","
                + event.formatted("w-c", "page_view", 2, "") + "]";

        sending(body)
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(2), "withheld.without_consent", equalTo(1));
    }

    private static int withheld(String event) {
        Integer count = sending(event).post("/v1/events").jsonPath().get("withheld.without_consent");
        return count == null ? 0 : count;
    }

    @Test
    void shouldHoldForSegment() {
        String message =
                "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"%s\",\"userId\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                        + "\"properties\":{\"product_id\":\"p\",\"form\":{\"email\":\"ada@example.com\"},\"ip\":\"203.0.113.42\"},\"context\":{%s}}";
        String body = "{\"batch\":["
                + message.formatted(run + "1", "\"ip\":\"203.0.113.42\"") + ","
                + message.formatted(
                        run + "2", "\"consent\":{\"categoryPreferences\":{\"Analytics\":false,\"Advertising\":true}}")
                + "," + message.formatted(run + "3", "\"userAgent\":\"" + BOT + "\"") + ","
                + message.formatted(run + "4", "").replace("Product Viewed", "Danced") + "]}";

        sending(body)
                .post("/v1/batch")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("quarantined_count", equalTo(1))
                .body("withheld.without_consent", equalTo(1))
                .body("withheld.bots", equalTo(1));

        assertThat(kept()).hasSize(2).allMatch(event -> event.contains(run + "1"));
        assertThat(String.join("", kept()))
                .doesNotContain("ada@", "203.0.113.42")
                .contains("203.0.113.0");
        assertThat(topics.valuesWith(TopicCatalogue.CUSTOMERS.name(), run))
                .singleElement()
                .asString()
                .contains("\"email\":\"ada@example.com\"");
        assertThat(topics.valuesWith(TopicCatalogue.REJECTED.name(), run))
                .singleElement()
                .asString()
                .doesNotContain("203.0.113.42");
    }

    @Test
    void shouldMakeOneEventOfEachConsentThatSegmentTells() {
        sending(
                        "{\"type\":\"track\",\"event\":\"Segment Consent Preference Updated\",\"messageId\":\"" + run
                                + "\",\"userId\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                                + "\"context\":{\"consent\":{\"categoryPreferences\":{\"Marketing\":false,\"Functional\":true}}}}")
                .post("/v1/track")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));

        assertThat(kept())
                .anyMatch(event -> event.contains("\"purpose\":\"marketing\",\"granted\":false"))
                .anyMatch(event -> event.contains("\"purpose\":\"functional\",\"granted\":true"))
                .hasSize(2);
    }

    @Test
    void shouldHoldForGoogleAnalytics() {
        String body =
                "{\"client_id\":\"v\",\"consent\":{\"ad_user_data\":\"DENIED\"},\"events\":[{\"name\":\"purchase\",\"params\":{\"transaction_id\":\""
                        + run
                        + "\",\"campaign\":\"spring\",\"source\":\"ads\",\"email\":\"ada@example.com\",\"items\":[{\"item_id\":\"p\",\"price\":5}]}}]}";

        given().contentType("application/json")
                .body(body)
                .post("/mp/collect?api_secret=" + KafkaTestResource.WRITE_KEY)
                .then()
                .statusCode(204);
        given().contentType("application/json")
                .header("DNT", "1")
                .body(body.replace("purchase", "view_item"))
                .post("/mp/collect?api_secret=" + KafkaTestResource.WRITE_KEY)
                .then()
                .statusCode(204);

        assertThat(kept())
                .hasSize(2)
                .noneMatch(event -> event.contains("spring\",") && event.contains("\"campaign\":{"));
        assertThat(String.join("", kept())).doesNotContain("ada@example.com", "view_item");
    }

    @Test
    void shouldHoldForPosthog() {
        sending("{\"api_key\":\"" + KafkaTestResource.WRITE_KEY + "\",\"batch\":["
                        + "{\"event\":\"$pageview\",\"uuid\":\"" + run
                        + "1\",\"distinct_id\":\"c\",\"properties\":{\"$ip\":\"203.0.113.42\",\"phone\":\"+13125550117\",\"$current_url\":\"/u/ada@example.com\"}},"
                        + "{\"event\":\"$pageview\",\"uuid\":\"" + run
                        + "2\",\"distinct_id\":\"c\",\"properties\":{\"$raw_user_agent\":\"" + BOT
                        + "\"}}]}")
                .post("/batch/")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("withheld.bots", equalTo(1));

        assertThat(String.join("", kept())).contains("/u/***").doesNotContain("203.0.113", "+13125550117");
    }

    @Test
    void shouldHoldForJitsuSnowplowAndCloudEvents() {
        sending("{\"type\":\"page\",\"messageId\":\"" + run
                        + "jitsu\",\"anonymousId\":\"v\",\"properties\":{\"url\":\"/a\"},\"context\":{\"userAgent\":\""
                        + BOT + "\"}}")
                .post("/api/s/page")
                .then()
                .statusCode(200)
                .body("withheld.bots", equalTo(1));
        sending("{\"schema\":\"x\",\"data\":[{\"e\":\"pv\",\"eid\":\"" + run
                        + "snowplow\",\"duid\":\"v\",\"url\":\"/a\",\"ua\":\"" + BOT + "\"}]}")
                .post("/com.snowplowanalytics.snowplow/tp2")
                .then()
                .statusCode(200)
                .body("withheld.bots", equalTo(1));
        given().header(WriteKeys.HEADER, KafkaTestResource.WRITE_KEY)
                .contentType("application/cloudevents+json")
                .header("DNT", "1")
                .body(
                        "{\"specversion\":\"1.0\",\"id\":\"" + run
                                + "cloud\",\"source\":\"/s\",\"type\":\"com.example.page_view\",\"subject\":\"c\",\"data\":{\"properties\":{}}}")
                .post("/v1/cloudevents")
                .then()
                .statusCode(200)
                .body("withheld.without_consent", equalTo(1));

        assertThat(kept()).isEmpty();
    }
}
