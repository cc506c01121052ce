package io.tillstream.ingest.wire;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.events.Topics;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of other trackers throw a batch away that is refused, so no event of a batch may have it refused, in any format. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class BadEventOfAGoodBatchTest {

    private static final String KEY = KafkaTestResource.WRITE_KEY;
    private static final int MANY = 2_000;

    private final Topics topics;
    private final String run = UUID.randomUUID().toString();

    BadEventOfAGoodBatchTest(@ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers) {
        topics = new Topics(bootstrapServers);
    }

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            /v1/batch                           | application/json                   | 200 | {"batch":[*]}                 | {"type":"page","messageId":"ID","userId":"c","timestamp":"2026-03-02T09:00:00Z"}
            /batch/                             | application/json                   | 200 | {"api_key":"KEY","batch":[*]} | {"event":"$pageview","uuid":"ID","distinct_id":"c","timestamp":"2026-03-02T09:00:00Z"}
            /com.snowplowanalytics.snowplow/tp2 | application/json                   | 200 | {"data":[*]}                  | {"e":"pv","eid":"ID","uid":"c","ttm":"1772442000000"}
            /mp/collect                         | application/json                   | 204 | {"client_id":"c","events":[*]}| {"name":"search","timestamp_micros":1772442000000000,"params":{"search_term":"ID"}}
            /v1/cloudevents                     | application/cloudevents-batch+json | 200 | [*]                           | {"specversion":"1.0","id":"ID","source":"/s","type":"page_view","subject":"c","time":"2026-03-02T09:00:00Z","data":{}}
            """)
    void shouldKeepItAsideAndTakeTheOthers(String path, String type, int status, String around, String right)
            throws Exception {
        String deep = "[".repeat(MANY) + "]".repeat(MANY);
        List<String> events = List.of(
                right.replace("ID", run + "-1"),
                right.replace("ID", run + "-2").replaceFirst("\\{\"", "{\"wrong\":" + deep + ",\""),
                right.replace("ID", run + "-3").replaceFirst("\\{\"", "{\"wrong\":" + "9".repeat(MANY) + ",\""),
                "\"" + run + "-4\"",
                "{\"wrong\":\"" + run + "-5" + "x".repeat(1 << 20) + "\"}",
                "{\"wrong\":\"" + run + "-6\"}",
                right.replace("ID", run + "-7"));

        HttpResponse<String> answer = post(path, type, around.replace("*", String.join(",", events)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).hasSize(2);
        List<ConsumerRecord<String, String>> aside = topics.readAll(TopicCatalogue.REJECTED.name()).stream()
                .filter(message -> message.value().contains(run))
                .toList();
        // what can be read of the sixth is nothing but its name
        assertThat(aside).hasSizeBetween(4, 5);
        assertThat(aside)
                .anySatisfy(message -> assertThat(reason(message)).contains("1,048,"))
                .anySatisfy(message -> assertThat(reason(message)).contains("too deep"))
                .anySatisfy(message -> assertThat(reason(message)).contains("must be an object"));
        if (status == 200) {
            assertThat(answer.body()).contains("\"accepted\":2", "\"quarantined_count\":5");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/batch                           | application/json                   | {"type":"page","userId":"c"}     | batch
            /batch/                             | application/json                   | {"event":"$pageview"}            | batch
            /com.snowplowanalytics.snowplow/tp2 | application/json                   | {"e":"pv"}                       | data
            /mp/collect                         | application/json                   | {"name":"search"}                | events
            /v1/cloudevents                     | application/cloudevents-batch+json | {"specversion":"1.0","id":"1"}   | array
            /v1/cloudevents                     | application/cloudevents+json       | {"specversion":                  | JSON
            /v1/cloudevents                     | application/json                   | {"action":"page_view"}           | ce-id
            /v1/track                           | application/json                   | {"event":"a"}{"event":"b"}       | JSON
            """)
    void shouldRefuseABodyThatHoldsNoEventsRatherThanTakeNone(String path, String type, String body, String named)
            throws Exception {
        HttpResponse<String> answer = post(path, type, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:tillstream:problem:unreadable-body", named);
    }

    @Test
    void shouldTakeABodyWithoutEventsWhenItSaysSo() throws Exception {
        assertThat(post("/v1/batch", "application/json", "{\"batch\":[]}").statusCode())
                .isEqualTo(200);
        given().contentType("application/json")
                .body("{\"client_id\":\"v\"}")
                .post("/debug/mp/collect")
                .then()
                .statusCode(200)
                .body(containsString("at least one event"));
    }

    private static HttpResponse<String> post(String path, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Content-Type", type)
                .header("X-Write-Key", KEY)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String reason(ConsumerRecord<String, String> message) {
        return new String(message.headers().lastHeader(RejectedHeaders.REASON).value(), StandardCharsets.UTF_8);
    }
}
