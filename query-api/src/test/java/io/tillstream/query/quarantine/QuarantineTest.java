package io.tillstream.query.quarantine;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.database.Database;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.StackResource;
import io.tillstream.query.support.Tables;
import io.tillstream.query.support.Topic;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Records that are no events, from the topic to the log again. Each test goes on where the one before ended; at the end nothing is open. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuarantineTest {

    private static final String ROOT = "/api/v1/quarantine";
    private static final int RECORDS = 9;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @BeforeEach
    void sendOnce() throws SQLException {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        if (!Tables.text("SELECT count(*) FROM quarantine").equals("0")) {
            return;
        }
        try (Log log = new Log(broker())) {
            for (int i = 0; i < 3; i++) {
                send(log, mailed(i), i);
            }
            send(
                    log,
                    item("[{\"product_id\":\"p\"},{\"product_id\":\"q\",\"price\":\"12,50\"}]", "w-1"),
                    11,
                    "items[1].price",
                    "must be a number");
            send(
                    log,
                    item("[{\"product_id\":\"p\",\"price\":\"7\"}]", "w-2"),
                    12,
                    "items[0].price",
                    "must be a number");
            send(log, view("w-3", "quar-9", ""), 13, "key", "the record's key is not the event's customer_id");
            send(log, "\u00ff no JSON".getBytes(StandardCharsets.ISO_8859_1), 14, "$", "is not UTF-8 at byte 0");
            send(log, null, 15, "$", "the record has no value");
            log.sendWithHeaders(
                    TopicCatalogue.REJECTED,
                    null,
                    view("w-4", "quar-2", ",\"timestamp\":\"nonsense\""),
                    RejectedHeaders.FIELD,
                    "timestamp",
                    RejectedHeaders.REASON,
                    "is not a time",
                    RejectedHeaders.FORMAT,
                    "segment",
                    RejectedHeaders.WRITE_KEY,
                    "web-shop");
            // one that comes again, as after a replay of the whole log
            send(log, mailed(0), 0);
            log.flush();
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> summary().getInt("records") == RECORDS);
    }

    private static byte[] mailed(int i) {
        return view("m-" + i, "quar-1", ",\"properties\":{\"email\":\"ada@example.com\",\"step\":" + i + "}");
    }

    private static byte[] view(String id, String customer, String more) {
        String time = more.contains("timestamp") ? "" : ",\"timestamp\":\"2024-01-02T10:00:00Z\"";
        return ("{\"event_id\":\"" + id + "\",\"action\":\"page_view\",\"customer_id\":\"" + customer + "\"" + time
                        + more + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] item(String items, String id) {
        return new String(view(id, "quar-3", ",\"items\":" + items), StandardCharsets.UTF_8)
                .replace("page_view", "add_to_cart")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void send(Log log, byte[] value, int offset) {
        send(log, value, offset, "properties.email", "holds personal data; send it by identify");
    }

    private static void send(Log log, byte @Nullable [] value, int offset, String field, String reason) {
        log.sendWithHeaders(
                TopicCatalogue.REJECTED,
                "quar-1".getBytes(StandardCharsets.UTF_8),
                value,
                RejectedHeaders.FIELD,
                field,
                RejectedHeaders.REASON,
                reason,
                RejectedHeaders.ORIGIN,
                TopicCatalogue.EVENTS.name() + "-1@" + offset);
    }

    private static String broker() {
        return ConfigProvider.getConfig().getValue("tillstream.kafka.bootstrap-servers", String.class);
    }

    private static JsonPath summary() {
        return given().get(ROOT + "/summary").jsonPath();
    }

    private static ValidatableResponse post(String what, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(ROOT + "/" + what)
                .then();
    }

    private static String group(String field) {
        return given().get(ROOT + "/groups").jsonPath().getString("items.find { it.field == '" + field + "' }.group");
    }

    private static void awaitReplayed(int records) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> summary().getInt("replayed") == records);
    }

    @Test
    @Order(1)
    void shouldCountAndListWhatIsWrong() {
        given().get(ROOT + "/summary")
                .then()
                .body("open", is(RECORDS))
                .body("waiting", is(RECORDS))
                .body("let_go", is(0));
        given().get(ROOT + "/groups")
                .then()
                .statusCode(200)
                .body("items", hasSize(6))
                .body("items[0].field", equalTo("properties.email"))
                .body("items[0].records", is(3))
                .body("items.find { it.field == 'items[*].price' }.open", is(2))
                .body("items.find { it.write_key == 'web-shop' }.source", equalTo("segment"));
        given().get(ROOT + "/groups?dimension=source")
                .then()
                .body("items.source", containsInAnyOrder("log", "segment"))
                .body("items.find { it.source == 'log' }.records", is(8))
                .body("items[0].group", nullValue());
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = given().get(ROOT + "?state=open&limit=4" + cursor).jsonPath();
            ids.addAll(page.getList("items.id", String.class));
            String next = page.getString("next_cursor");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        assertThat(ids).hasSize(RECORDS).doesNotHaveDuplicates();
        given().get(ROOT + "?source=segment")
                .then()
                .body("items", hasSize(1))
                .body("items[0].event_id", equalTo("w-4"))
                .body("items[0].action", equalTo("page_view"));
        given().get(ROOT + "?field=items[*].price&reason=must be a number")
                .then()
                .body("items", hasSize(2));
        given().get(ROOT + "?state=lost").then().statusCode(400).body("parameter", equalTo("state"));
        given().get(ROOT + "/groups?dimension=colour").then().statusCode(400);
        given().get(ROOT + "/none").then().statusCode(404);
    }

    @Test
    @Order(2)
    void shouldShowARecordInFull() {
        JsonPath mailed = record("m-0");
        assertThat(mailed.getString("text")).isEqualTo(new String(mailed(0), StandardCharsets.UTF_8));
        assertThat(mailed.getString("document.properties.email")).isEqualTo("ada@example.com");
        assertThat(mailed.getString("complaint.field")).isEqualTo("properties.email");
        assertThat(mailed.getString("record.origin")).isEqualTo("commerce.events.v1-1@0");
        String broken = given().get(ROOT + "?field=$").jsonPath().getString("items.find { it.bytes > 0 }.id");
        given().get(ROOT + "/" + broken)
                .then()
                .body("encoding", equalTo("base64"))
                .body("text", equalTo("/yBubyBKU09O"))
                .body("document", nullValue());
        // right as it is: only its key was wrong
        assertThat(record("w-3").getString("complaint")).isNull();
    }

    private static JsonPath record(String event) {
        String id = given().get(ROOT).jsonPath().getString("items.find { it.event_id == '" + event + "' }.id");
        return given().get(ROOT + "/" + id).jsonPath();
    }

    @Test
    @Order(3)
    void shouldMendAGroupByARuleAndReplayIt() throws SQLException {
        String group = group("properties.email");
        String rule = "{\"select\":{\"group\":\"%s\"},\"changes\":[{\"op\":\"%s\",\"path\":\"properties.email\"}]}";
        post("preview", rule.formatted(group, "remove"))
                .statusCode(200)
                .body("result.records", is(3))
                .body("result.done", is(3))
                .body("samples[0].before.properties.email", equalTo("ada@example.com"))
                .body("samples[0].after.properties.email", nullValue())
                .body("samples[0].complaint", nullValue());
        post("preview", rule.formatted(group, "generate"))
                .body("result.left", is(3))
                .body("result.complaints[0].field", equalTo("properties.email"))
                .body("result.complaints[0].records", is(3));
        assertThat(summary().getInt("waiting")).isEqualTo(RECORDS);
        post("replay", "{\"select\":{\"group\":\"" + group + "\"}}")
                .body("done", is(0))
                .body("left", is(3));

        post("repair", rule.formatted(group, "remove"))
                .statusCode(200)
                .body("done", is(3))
                .body("more", is(false));
        assertThat(summary().getInt("repaired")).isEqualTo(3);
        JsonPath mended = record("m-1");
        assertThat(mended.getString("record.decided_by")).isEqualTo("anybody");
        assertThat(mended.getString("changes[0].op")).isEqualTo("remove");
        assertThat(mended.getMap("repaired.properties")).containsOnlyKeys("step");
        assertThat(mended.getString("text")).contains("ada@example.com");

        post("replay", "{\"select\":{\"group\":\"" + group + "\"}}").body("done", is(3));
        awaitReplayed(3);
        List<byte[]> log = Topic.valuesOf(broker(), TopicCatalogue.EVENTS.name(), "quar-1", 3);
        assertThat(log)
                .extracting(value -> new String(value, StandardCharsets.UTF_8))
                .allSatisfy(value -> assertThat(value).doesNotContain("ada@example.com"))
                .anySatisfy(value -> assertThat(value).contains("\"m-2\"", "\"step\":2"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(Tables.text(
                        "SELECT string_agg(event_id, ' ' ORDER BY event_id) FROM events WHERE customer_id = 'quar-1'"))
                .isEqualTo("m-0 m-1 m-2"));
        assertThat(
                        Tables.text(
                                "SELECT string_agg(details, '; ' ORDER BY id) FROM audit_log WHERE action LIKE 'quarantine.re%'"))
                .contains("3 of 3: [{\"op\":\"remove\"", "0 of 3", "3 of 3");
    }

    @Test
    @Order(4)
    void shouldLoseNothingAndDoubleNothingWhenACrashComesBetweenTheLogAndTheNote() throws SQLException {
        // as a service leaves it that is killed after the log has the event and before that is noted
        Tables.execute(
                List.of(
                        "UPDATE quarantine SET state = 'replaying' WHERE event_id = 'm-0'",
                        "UPDATE quarantine_decisions SET state = 'replaying' WHERE id IN (SELECT id FROM quarantine WHERE event_id = 'm-0')"));
        awaitReplayed(3);
        List<byte[]> log = Topic.valuesOf(broker(), TopicCatalogue.EVENTS.name(), "quar-1", 4);
        assertThat(log)
                .extracting(value -> new String(value, StandardCharsets.UTF_8))
                .filteredOn(value -> value.contains("\"m-0\""))
                .hasSize(2)
                .satisfies(twice -> assertThat(twice.getFirst()).isEqualTo(twice.getLast()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/api/v1/status").jsonPath().getBoolean("caught_up"));
        assertThat(Tables.text("SELECT count(*) FROM events WHERE customer_id = 'quar-1' AND event_id = 'm-0'"))
                .isEqualTo("1");
    }

    @Test
    @Order(5)
    void shouldKnowWhatWasDecidedWhenTheTableIsMadeAnew() throws SQLException {
        Tables.execute(List.of("DELETE FROM quarantine WHERE event_id = 'm-1'"));
        try (Log log = new Log(broker())) {
            send(log, mailed(1), 1);
            log.flush();
        }
        awaitReplayed(3);
        assertThat(record("m-1").getString("record.state")).isEqualTo("replayed");
    }

    @Test
    @Order(6)
    void shouldMendPartOfAGroupAndSayWhatIsWrongWithTheRest() {
        String group = group("items[*].price");
        String select = "{\"select\":{\"group\":\"" + group + "\"}";
        post("repair", select + ",\"changes\":[{\"op\":\"number\",\"path\":\"items[*].price\"}]}")
                .body("records", is(2))
                .body("done", is(1))
                .body("left", is(1))
                .body("complaints[0].field", equalTo("items[0].price"));
        post(
                        "repair",
                        select + ",\"changes\":[{\"op\":\"number\",\"path\":\"items[*].price\"},"
                                + "{\"op\":\"remove\",\"path\":\"items[0]\"}]}")
                .body("done", is(1));
        post("repair", select + ",\"changes\":[{\"op\":\"set\",\"path\":\"event_id\",\"value\":\"e\"}]}")
                .statusCode(400)
                .body("parameter", equalTo("changes[0]"));
        // the key is the only thing that was wrong; it goes under its own
        post("replay", "{\"select\":{\"field\":\"key\"}}").body("done", is(1));
        post("replay", select + "}").body("done", is(2));
        awaitReplayed(6);
        assertThat(Topic.valuesOf(broker(), TopicCatalogue.EVENTS.name(), "quar-9", 1))
                .hasSize(1);
    }

    @Test
    @Order(7)
    void shouldComeToZero() {
        post("discard", "{\"select\":{\"field\":\"$\"}}").statusCode(400).body("parameter", equalTo("why"));
        post("discard", "{\"select\":{\"field\":\"$\"},\"why\":\"no event at all\"}")
                .body("done", is(2));
        assertThat(summary().getInt("discarded")).isEqualTo(2);
        given().get(ROOT + "?state=discarded").then().body("items.why", hasItem("no event at all"));
        post("reopen", "{\"select\":{\"field\":\"$\"}}").body("done", is(2));
        assertThat(summary().getInt("waiting")).isEqualTo(3);
        post("discard", "{\"select\":{\"field\":\"$\"},\"why\":\"no event at all\"}")
                .body("done", is(2));
        String id = record("w-4").getString("record.id");
        post(
                        "repair",
                        "{\"select\":{\"ids\":[\"" + id + "\"]},\"changes\":["
                                + "{\"op\":\"set\",\"path\":\"timestamp\",\"value\":\"2024-01-02T11:00:00Z\"}]}")
                .body("done", is(1));
        post("replay", "{\"select\":{\"ids\":[\"" + id + "\"]}}").body("done", is(1));
        awaitReplayed(7);
        assertThat(summary().getInt("open")).isZero();
    }

    @Test
    @Order(8)
    void shouldRefuseWhatCannotBeMeant() {
        for (String body : List.of(
                "",
                "{}",
                "[]",
                "{\"select\":{}}",
                "{\"select\":{\"ids\":[]}}",
                "{\"select\":{\"ids\":[null]},\"changes\":[]}",
                "{\"select\":{\"ids\":[\"x\"],\"group\":\"y\"}}",
                "{\"select\":{\"group\":\"\\u0000\"}}",
                "{\"select\":{\"group\":\"x\"},\"changes\":[null]}",
                "{\"select\":{\"group\":\"x\"},\"changes\":[{\"op\":\"set\",\"path\":\"a[\",\"value\":1}]}",
                "{\"select\":{\"colour\":\"x\"}}")) {
            for (String what : List.of("preview", "repair")) {
                post(what, body).statusCode(400);
            }
        }
        post("replay", "{\"select\":{\"group\":\"none\"}}").statusCode(200).body("records", is(0));
    }

    @Test
    @Order(9)
    void shouldLetGoOfTheOldestBeyondItsBoundsAndCountThem() throws SQLException {
        new QuarantineUpkeep(database, new QuarantineLimits(4, 1 << 20, 30), clock).run();
        given().get(ROOT + "/summary")
                .then()
                .body("records", is(4))
                .body("let_go", is(RECORDS - 4))
                .body("let_go_open", is(0));
        Tables.execute(List.of("UPDATE quarantine_decisions SET decided_at = now() - interval '31 days'"));
        new QuarantineUpkeep(database, new QuarantineLimits(4, 1 << 20, 30), clock).run();
        given().get(ROOT + "/summary").then().body("records", is(0)).body("let_go", is(RECORDS));
        // other tests count the events of the service that they share with this one
        Tables.execute(List.of("DELETE FROM events WHERE customer_id LIKE 'quar-%'"));
    }
}
