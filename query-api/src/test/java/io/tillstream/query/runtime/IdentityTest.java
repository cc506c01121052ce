package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.FeedbackEntry;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom visitors turned out to be, from the topics to the answers. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class IdentityTest {

    private static final Instant NOON = Instant.parse("2023-11-01T12:00:00Z");

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
                        && get("/api/v1/identities/dora").getList("links") != null);
    }

    private static void send(Log log) {
        // a tablet that is Dora's until a quarter past twelve, and Emil's from then on
        for (int minute : List.of(0, 10, 20)) {
            visit(log, null, "walker", minute);
        }
        visit(log, "dora", null, 30);
        identity(
                log,
                "anon:walker",
                List.of(
                        new VisitorIdentity.Span("dora", null, minute(15), minute(5)),
                        new VisitorIdentity.Span("emil", minute(15), null, minute(15))));
        identity(log, "anon:ghost", List.of(new VisitorIdentity.Span("ann", null, null, NOON)));
        for (String state : List.of("purchased", "withdrawn")) {
            log.send(
                    TopicCatalogue.CARTS,
                    "ann",
                    CartChange.class,
                    new CartChange("ann@1", "ann", null, state, NOON, NOON, 0, List.of(), null));
        }
        for (String type : List.of("review", "withdrawn")) {
            log.send(
                    TopicCatalogue.FEEDBACK,
                    "anon:walker",
                    FeedbackEntry.class,
                    new FeedbackEntry(
                            "f-1", "anon:walker", NOON, type, null, null, null, null, null, null, null, "web"));
        }
    }

    private static Instant minute(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    private static void visit(Log log, @Nullable String customer, @Nullable String visitor, int minute) {
        CommerceEvent event = new CommerceEvent.PageView(
                new Envelope(
                        "visit-" + minute, customer, visitor, null, minute(minute), null, Context.UNKNOWN, Map.of()),
                "/",
                null);
        log.send(TopicCatalogue.EVENTS, event.key(), new EventWriter().write(event));
    }

    private static void identity(Log log, String visitor, List<VisitorIdentity.Span> spans) {
        log.send(
                TopicCatalogue.IDENTITIES,
                visitor,
                VisitorIdentity.class,
                new VisitorIdentity(visitor, spans, List.of()));
    }

    @Test
    void shouldTellTheSpansOfAVisitorAndTheVisitorsOfACustomer() {
        JsonPath visitor = get("/api/v1/identities/anon:walker");
        assertThat(visitor.getList("links.customer_id", String.class)).containsExactly("dora", "emil");
        assertThat(visitor.getString("links[0].from")).isNull();
        assertThat(visitor.getString("links[0].until")).isEqualTo("2023-11-01T12:15:00Z");
        assertThat(get("/api/v1/identities/emil").getList("links.visitor_id", String.class))
                .containsExactly("anon:walker");
        given().get("/api/v1/identities/nobody").then().statusCode(404);
    }

    @Test
    void shouldShowWhatACustomerDidAsAVisitor() {
        assertThat(get("/api/v1/customers/dora/timeline?action=page_view").getList("items.event_id", String.class))
                .containsExactly("visit-30", "visit-10", "visit-0");
        assertThat(get("/api/v1/customers/emil/timeline?action=page_view").getList("items.event_id", String.class))
                .containsExactly("visit-20");
    }

    @Test
    void shouldAnswerWithTheCustomerAVisitorTurnedOutToBe() {
        given().get("/api/v1/customers/anon:ghost").then().statusCode(200).body("customer_id", equalTo("ann"));
    }

    @Test
    void shouldForgetWhatIsWithdrawn() {
        assertThat(get("/api/v1/feedback?customer=anon:walker").getList("items"))
                .isEmpty();
        assertThat(get("/api/v1/carts?customer=ann&state=purchased").getList("items.cart_key", String.class))
                .doesNotContain("ann@1");
    }

    @Test
    void shouldWriteAnUndoingIntoTheLog() {
        String event = given().contentType("application/json")
                .body("{\"customer_id\":\"dora\"}")
                .post("/api/v1/identities/anon:walker/undo")
                .then()
                .statusCode(202)
                .extract()
                .path("event_id");
        Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        get("/api/v1/customers/dora/timeline?action=unmerge").getList("items.event_id", String.class))
                .contains(event));
        given().contentType("application/json")
                .body("{\"customer_id\":\"ann\"}")
                .post("/api/v1/identities/anon:walker/undo")
                .then()
                .statusCode(404);
        given().contentType("application/json")
                .body("{}")
                .post("/api/v1/identities/anon:walker/undo")
                .then()
                .statusCode(400);
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }
}
