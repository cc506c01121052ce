package io.tillstream.ingest.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every action, sent in every way, arrives as it was sent; a wrong one is refused by the name of its field. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class AllActionsTest {

    private static final String JSON = "application/json";

    /** Action, what stands in its example, what takes its place, and the field that is wrong then. */
    private static final List<List<String>> SPOILT = List.of(
            List.of("page_view", "\"/shirts\"", "[\"/shirts\"]", "properties.url"),
            List.of("search", "\"linen shirt\"", "{\"a\":1}", "properties.query"),
            List.of("view_item", "\"price\":29.99", "\"price\":-1", "items[0].price"),
            List.of("add_to_cart", "\"quantity\":1", "\"quantity\":0", "items[0].quantity"),
            List.of("remove_from_cart", "\"product_id\":\"p-9\",", "", "items[0].product_id"),
            List.of("begin_checkout", "\"discount\":2.5", "\"discount\":-2.5", "items[0].discount"),
            List.of("purchase", "\"order_id\":\"o-1\",", "", "order_id"),
            List.of("abandon", "2026-03-02T", "2026-13-02T", "timestamp"),
            List.of("refund", "\"value\":27.49", "\"value\":0", "value"),
            List.of("identify", "36-45", "middle", "properties.age_group"),
            List.of(
                    "customer_updated",
                    "{\"phone\"",
                    "{\"registered_at\":\"soon\",\"phone\"",
                    "properties.registered_at"),
            List.of("consent_changed", "false", "\"no\"", "properties.granted"),
            List.of("survey_answered", "\"score\":9", "\"score\":11", "properties.score"),
            List.of("feedback_given", "\"rating\":4", "\"rating\":6", "properties.rating"),
            List.of("ticket_opened", "\"ticket_id\":\"t-1\",", "", "properties.ticket_id"),
            List.of("ticket_updated", "in_progress", "lost", "properties.status"),
            List.of("ticket_resolved", "\"satisfaction\":4", "\"satisfaction\":0", "properties.satisfaction"),
            List.of("referral_sent", "\"referral_id\":\"r-1\"", "", "properties.referral_id"),
            List.of("referral_converted", "\"referral_id\":\"r-1\",", "", "properties.referral_id"),
            List.of("points_redeemed", "200", "0", "properties.points"),
            List.of("message_sent", "\"message_id\":\"m-1\",", "", "properties.message_id"),
            List.of("message_delivered", "\"message_id\":\"m-1\",", "", "properties.message_id"),
            List.of("message_opened", "\"message_id\":\"m-1\",", "", "properties.message_id"),
            List.of("message_clicked", "\"customer_id\":\"c-17\",", "", "customer_id"),
            List.of("message_unsubscribed", "\"m-1\"", "[1]", "properties.message_id"),
            List.of("ad_spend", "412.5", "-412.5", "properties.amount"),
            List.of("experiment_exposed", ",\"variant\":\"treatment\"", "", "properties.variant"),
            List.of("product_updated", "120", "-1", "properties.stock_on_hand"),
            List.of("unmerge", "\"anonymous_id\":\"v-3\",", "", "anonymous_id"));

    private final Topics topics;
    private final String run = UUID.randomUUID().toString();

    AllActionsTest(@ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers) {
        topics = new Topics(bootstrapServers);
    }

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    /** The examples with ids of this run. */
    private List<String> examples(String way) {
        return Examples.all().stream()
                .map(json -> json.replace("\"event_id\":\"e-", "\"event_id\":\"" + run + way))
                .toList();
    }

    @Test
    void shouldTakeEveryActionInEveryWayAsItWasSent() throws Exception {
        List<String> single = examples("-one-");
        List<String> array = examples("-array-");
        List<String> lines = examples("-lines-");
        assertThat(single).hasSize(Examples.count());

        for (String event : single) {
            post(JSON, event).then().statusCode(202);
        }
        post(JSON, "[" + String.join(",", array) + "]").then().statusCode(202).body("accepted", equalTo(array.size()));
        post("application/x-ndjson", String.join("\n", lines))
                .then()
                .statusCode(202)
                .body("accepted", equalTo(lines.size()));

        List<String> expected = new ArrayList<>();
        for (List<String> sent : List.of(single, array, lines)) {
            for (String event : sent) {
                expected.add(onTheTopic(event));
            }
        }
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** The event itself; without personal data for the two actions that have some. */
    private static String onTheTopic(String event) throws Exception {
        boolean personal = event.contains("\"phone\"");
        byte[] written = new EventWriter()
                .write(new EventReader("USD")
                        .read(Topics.utf8(event), Clock.systemUTC().instant()));
        String text = new String(written, StandardCharsets.UTF_8);
        if (personal) {
            assertThat(text).doesNotContain("555-011", "ada@");
        } else {
            assertThat(text).isEqualTo(event);
        }
        return text;
    }

    @Test
    void shouldNameTheFieldThatIsWrongInEveryAction() {
        List<String> wrong = new ArrayList<>();
        for (List<String> spoilt : SPOILT) {
            String example = Examples.of(spoilt.get(0));
            assertThat(example).contains(spoilt.get(1));
            wrong.add(example.replace(spoilt.get(1), spoilt.get(2)));
        }
        assertThat(wrong).hasSize(Examples.count());

        Response answer = post(JSON, "[" + String.join(",", wrong) + "]");

        assertThat(answer.statusCode()).isEqualTo(422);
        List<String> fields = answer.path("errors.field");
        assertThat(fields)
                .containsExactlyElementsOf(
                        SPOILT.stream().map(spoilt -> spoilt.get(3)).toList());
    }

    private static Response post(String contentType, String body) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Content-Type", contentType)
                .header("X-Write-Key", KafkaTestResource.WRITE_KEY)
                .body(Topics.utf8(body))
                .post("/v1/events");
    }
}
