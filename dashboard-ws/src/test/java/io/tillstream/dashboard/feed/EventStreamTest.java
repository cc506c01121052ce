package io.tillstream.dashboard.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tillstream.dashboard.live.ChannelHub;
import io.tillstream.dashboard.testing.BrokerResource;
import io.tillstream.dashboard.testing.EventReader;
import io.tillstream.dashboard.testing.EventReader.Event;
import io.tillstream.dashboard.testing.UpstreamResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /live/events} with real readers. The channels used here are those whose topics are silent. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class EventStreamTest {

    private static final String BUNDLES = "/live/events?channels=bundles";

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI server;

    @Inject
    @SuppressWarnings("NullAway.Init")
    ChannelHub hub;

    @BeforeEach
    void awaitReadiness() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    private static ObjectNode state(int number) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("filler", "x".repeat(20_000));
        data.put("number", number);
        return data;
    }

    @Test
    void shouldSendWhatTheSocketSends() throws IOException {
        hub.publish("bundles", state(1));
        try (EventReader reader = new EventReader(server, BUNDLES, null)) {
            assertThat(reader.head().getFirst()).contains(" 200 ");
            assertThat(reader.head())
                    .anyMatch(line -> line.equalsIgnoreCase("content-type: text/event-stream"))
                    .anyMatch(line -> line.equalsIgnoreCase("cache-control: no-store"));
            Event snapshot = reader.next();
            assertThat(snapshot.data().get("type").asText()).isEqualTo("snapshot");
            assertThat(snapshot.data().get("channel").asText()).isEqualTo("bundles");
            assertThat(snapshot.data().at("/data/number").asInt()).isEqualTo(1);
            hub.publish("bundles", state(2));
            Event delta = reader.next();
            assertThat(delta.data().get("type").asText()).isEqualTo("delta");
            assertThat(delta.data().get("data").toString()).isEqualTo("{\"number\":2}");
            assertThat(delta.data().get("seq").asLong())
                    .isEqualTo(snapshot.data().get("seq").asLong() + 1);
            assertThat(delta.id()).startsWith(snapshot.data().get("stream").asText() + ":bundles.");
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> hub.clients() == 0);
    }

    @Test
    void shouldGiveAReturningReaderExactlyWhatItMissed() throws IOException {
        hub.publish("bundles", state(10));
        hub.publish("alerts", state(1));
        String both = BUNDLES + ",alerts";
        String last;
        try (EventReader reader = new EventReader(server, both, null)) {
            reader.next();
            last = reader.next().id();
        }
        for (int number = 11; number <= 13; number++) {
            hub.publish("bundles", state(number));
        }
        for (String asParameter :
                List.of("", "&last_event_id=" + last.replace(":", "%3A").replace(",", "%2C"))) {
            try (EventReader reader =
                    new EventReader(server, both + asParameter, asParameter.isEmpty() ? last : null)) {
                List<String> missed = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    missed.add(reader.next().data().get("data").toString());
                }
                assertThat(missed).containsExactly("{\"number\":11}", "{\"number\":12}", "{\"number\":13}");
            }
        }
        for (String strange : new String[] {"zz:bundles.1", "nonsense", ":::", "a:bundles.zzzzzzzzzzzzz,x"}) {
            try (EventReader reader = new EventReader(server, BUNDLES, strange)) {
                assertThat(reader.next().data().get("type").asText()).isEqualTo("snapshot");
            }
        }
    }

    @Test
    void shouldKeepNothingForAReaderThatDoesNotRead() throws IOException {
        hub.publish("bundles", large(0));
        try (EventReader silent = new EventReader(server, BUNDLES, null)) {
            int states = 400;
            for (int i = 1; i <= states; i++) {
                hub.publish("bundles", large(i));
            }
            int read = 1;
            while (silent.next().data().at("/data/number").asInt() != states) {
                read++;
            }
            assertThat(read).isLessThan(states / 2);
        }
        hub.publish("bundles", state(0));
    }

    private static ObjectNode large(int number) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("filler", (number % 10 + "").repeat(300_000));
        data.put("number", number);
        return data;
    }

    @Test
    void shouldRefuseWhatItDoesNotHonour() {
        given().get("/live/events")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_parameter"))
                .body("parameter", equalTo("channels"))
                .body("detail", containsString("some of kpis"))
                .body("what_to_do", notNullValue());
        given().get("/live/events?channels=kpis,passwords").then().statusCode(400);
        given().get("/live/events?channels=kpis&channels=sales").then().statusCode(400);
        given().get("/live/events?channels=kpis&since=1")
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown_parameter"))
                .body("detail", startsWith("since: "));
        given().header("Origin", "https://evil.example")
                .get(BUNDLES)
                .then()
                .statusCode(403)
                .body("code", equalTo("other_origin"));
    }
}
