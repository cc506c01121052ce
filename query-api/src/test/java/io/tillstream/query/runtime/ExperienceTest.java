package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.ExperienceCell.Duration;
import io.tillstream.contracts.output.FeedbackEntry;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import io.tillstream.query.support.Tables;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Satisfaction, feedback and support from the topics to the answers, counted by hand. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ExperienceTest {

    private static final Instant FRESH = Instant.parse("2024-01-05T00:00:00Z");

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
                        && get("/api/v1/customers").getList("items").size() == 3
                        && get("/api/v1/feedback").getList("items").size() == 4);
    }

    private static void send(Log log) {
        for (String place : List.of("total|all", "channel|web")) {
            cell(log, "2023-10-05", place, nps(10, 5, 3), tickets(2, 1, 1, List.of(hours(1, 1), hours(3, 1))));
            cell(log, "2023-10-06", place, nps(10, 7, 1), tickets(2, 2, 0, List.of(hours(2, 1), hours(9, 1))));
        }
        cell(log, "2023-10-06", "category|gone", nps(0, 0, 0), tickets(9, 0, 0, List.of()));
        log.send(TopicCatalogue.EXPERIENCE, "2023-10-06|category|gone", (byte[]) null);
        answered(log, "e-2", "bob", "2023-10-03T00:00:00Z", 6, "\"order_id\":\"o1\"");
        answered(log, "e-3", "carla", "2023-12-20T00:00:00Z", 8, "\"properties\":{\"product_id\":\"p2\"}");
        entry(log, "e-1", "ann", "2023-10-05T00:00:00Z", "nps", 9, "Great.", 0.6249, "positive");
        entry(log, "e-2", "bob", "2023-10-03T00:00:00Z", "nps", 6, "Late delivery.", -0.2, "negative");
        entry(log, "e-3", "carla", "2023-12-20T00:00:00Z", "nps", 8, "Kind staff, but late delivery", 0.0, "neutral");
        entry(log, "e-4", "bob", "2023-12-21T00:00:00Z", "complaint", null, "=It broke.", -0.4215, "negative");
    }

    /** What an answer is about stands in its event alone. */
    private static void answered(Log log, String id, String customer, String at, int score, String about) {
        log.send(TopicCatalogue.EVENTS, customer, """
                {"event_id":"%s","action":"survey_answered","customer_id":"%s","timestamp":"%s","survey":"nps","score":%d,%s}""".formatted(id, customer, at, score, about));
    }

    @Test
    void shouldAddUpDaysAndTellHowExactlySharesAreKnown() {
        JsonPath all = get("/api/v1/satisfaction");
        assertThat(all.getList("value", String.class)).containsExactly("all");
        // 12 promoters and 4 detractors of 20
        assertThat(all.getDouble("[0].nps")).isEqualTo(40.0);
        assertThat(all.getDouble("[0].promoters.share")).isEqualTo(0.6);
        assertThat(all.getInt("[0].passives.count")).isEqualTo(4);
        assertThat(all.getDouble("[0].promoters.low")).isBetween(0.3865, 0.3867);
        assertThat(all.getDouble("[0].promoters.high")).isBetween(0.7811, 0.7813);
        assertThat(all.getDouble("[0].csat_mean")).isEqualTo(3.5);
        assertThat(all.getDouble("[0].sentiment_mean")).isEqualTo(0.25);

        JsonPath days = get("/api/v1/satisfaction?dimension=day");
        assertThat(days.getList("value", String.class)).containsExactly("2023-10-05", "2023-10-06");
        assertThat(days.getList("nps", Double.class)).containsExactly(20.0, 60.0);
        assertThat(get("/api/v1/satisfaction?dimension=channel&to=2023-10-05").getList("nps", Double.class))
                .containsExactly(20.0);
        assertThat(get("/api/v1/satisfaction?channel=web").getDouble("[0].nps")).isEqualTo(40.0);
        assertThat(get("/api/v1/satisfaction?channel=store").getList("$")).isEmpty();
        assertThat(get("/api/v1/satisfaction?channel=web&dimension=type").getList("value", String.class))
                .describedAs("cells know no type in a channel: counted from the answers")
                .containsExactly("complaint", "nps");
    }

    @Test
    void shouldCountTheAnswersOfASegmentAndSplitThemBySegmentOrCategory() {
        JsonPath segments = get("/api/v1/satisfaction?dimension=segment");
        assertThat(segments.getList("value", String.class)).containsExactly("Champions", "Need Attention", "unknown");
        assertThat(segments.getList("nps", Double.class)).containsExactly(100.0, -100.0, 0.0);
        assertThat(segments.getList("feedback", Integer.class)).containsExactly(0, 1, 0);
        JsonPath bob = get("/api/v1/satisfaction?segment=Need Attention&dimension=day");
        assertThat(bob.getList("value", String.class)).containsExactly("2023-10-03", "2023-12-21");
        assertThat(bob.getDouble("[0].sentiment_mean")).isEqualTo(-0.2);
        assertThat(bob.getString("[1].nps")).isNull();
        JsonPath categories = get("/api/v1/satisfaction?dimension=category");
        assertThat(categories.getList("value", String.class)).containsExactly("Books", "unknown");
        assertThat(categories.getList("feedback", Integer.class)).containsExactly(1, 0);
        assertThat(categories.getList("nps", Double.class))
                .describedAs("bob answered about an order of Books, carla about a product without a category")
                .containsExactly(-100.0, 0.0);
        assertThat(get("/api/v1/satisfaction/retention?segment=Need Attention").getList("answered", String.class))
                .containsExactly("detractors");
    }

    @Test
    void shouldCountTheAnswersOfAPlaceAnAgeGroupOrACategory() {
        for (String ann : List.of("location=Chicago", "country=US", "age_group=26-35")) {
            JsonPath answers = get("/api/v1/satisfaction?" + ann);
            assertThat(answers.getInt("[0].promoters.of")).describedAs(ann).isEqualTo(1);
            assertThat(answers.getDouble("[0].nps")).describedAs(ann).isEqualTo(100.0);
            assertThat(get("/api/v1/satisfaction/retention?" + ann).getList("answered", String.class))
                    .containsExactly("promoters");
            assertThat(get("/api/v1/feedback?" + ann).getList("items.event_id", String.class))
                    .containsExactly("e-1");
        }
        JsonPath books = get("/api/v1/satisfaction?category=Books");
        assertThat(books.getDouble("[0].nps")).isEqualTo(-100.0);
        assertThat(books.getInt("[0].feedback")).isEqualTo(1);
        assertThat(get("/api/v1/feedback?category=Books").getList("items.event_id", String.class))
                .containsExactly("e-4", "e-2");
        assertThat(get("/api/v1/feedback/topics?category=unknown").getInt("texts"))
                .isEqualTo(1);
    }

    @Test
    void shouldKeepWhereTheShopStandsWithFeedback() throws SQLException {
        String address = "/api/v1/feedback/e-4/status";
        given().get(address)
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("status", equalTo("new"), "version", equalTo(0));
        put(address, null, "in_progress").then().statusCode(428);
        put(address, "\"1\"", "in_progress").then().statusCode(412);
        put(address, "\"0\"", "lost").then().statusCode(400).body("parameter", equalTo("status"));
        put("/api/v1/feedback/none/status", "\"0\"", "resolved").then().statusCode(404);

        put(address, "\"0\"", "in_progress").then().statusCode(200).header("ETag", "\"1\"");
        put(address, "\"0\"", "resolved").then().statusCode(412);
        put(address, "\"1\"", "resolved").then().statusCode(200).body("version", equalTo(2));

        JsonPath resolved = get("/api/v1/feedback?status=resolved");
        assertThat(resolved.getList("items.event_id", String.class)).containsExactly("e-4");
        assertThat(resolved.getInt("items[0].status_version")).isEqualTo(2);
        assertThat(get("/api/v1/feedback?status=new").getList("items.event_id", String.class))
                .containsExactly("e-3", "e-1", "e-2");
        assertThat(get("/api/v1/feedback/topics?status=resolved").getInt("texts"))
                .isEqualTo(1);
        given().get("/api/v1/feedback?status=lost").then().statusCode(400);
        assertThat(Tables.text("SELECT status FROM analytics.customer_feedback WHERE content = '=It broke.'"))
                .isEqualTo("resolved");
        assertThat(Tables.text("SELECT target FROM audit_log WHERE target LIKE '%e-4/status' ORDER BY id DESC LIMIT 1"))
                .isEqualTo("PUT " + address);
        put(address, "\"2\"", "new").then().statusCode(200);
    }

    private static Response put(String address, @Nullable String version, String status) {
        RequestSpecification request = given().contentType(ContentType.JSON).body("{\"status\":\"" + status + "\"}");
        return (version == null ? request : request.header("If-Match", version)).put(address);
    }

    @Test
    void shouldMergeDurationsOfAllDays() {
        JsonPath all = get("/api/v1/support");
        assertThat(all.getInt("[0].opened")).isEqualTo(4);
        assertThat(all.getInt("[0].open")).isEqualTo(1);
        assertThat(all.getDouble("[0].reopened.share")).isEqualTo(0.25);
        // 1, 2, 3 and 9 hours
        assertThat(all.getInt("[0].first_response_median_seconds")).isEqualTo(2 * 3_600);
        assertThat(all.getInt("[0].first_response_p90_seconds")).isEqualTo(9 * 3_600);
        assertThat(all.getString("[0].resolution_median_seconds")).isNull();
        assertThat(get("/api/v1/support?to=2023-10-05").getInt("[0].first_response_p90_seconds"))
                .isEqualTo(3 * 3_600);
        assertThat(get("/api/v1/support?dimension=category").getList("$")).isEmpty();
        assertThat(given().get("/api/v1/support?dimension=day&format=csv")
                        .asString()
                        .lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("value,opened,open,resolved,");
    }

    @Test
    void shouldTellWhoBoughtAgainAfterAnswering() {
        JsonPath groups = get("/api/v1/satisfaction/retention");
        // carla's 90 days are not over; bob bought when his were
        assertThat(groups.getList("answered", String.class)).containsExactly("promoters", "detractors");
        assertThat(groups.getList("bought_again.count", Integer.class)).containsExactly(1, 0);
        assertThat(groups.getList("bought_again.of", Integer.class)).containsExactly(1, 1);
    }

    @Test
    void shouldListWhatWasWrittenPageByPage() {
        JsonPath first = get("/api/v1/feedback?limit=3");
        assertThat(first.getList("items.event_id", String.class)).containsExactly("e-4", "e-3", "e-1");
        assertThat(get("/api/v1/feedback?limit=3&cursor=" + first.getString("next_cursor"))
                        .getList("items.event_id", String.class))
                .containsExactly("e-2");
        given().get("/api/v1/feedback?type=nps&mood=positive")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].text", equalTo("Great."))
                .body("items[0].sentiment", equalTo(0.6249f));
        assertThat(get("/api/v1/feedback?customer=bob&from=2023-12-01").getList("items.event_id", String.class))
                .containsExactly("e-4");
        given().get("/api/v1/feedback?type=letter").then().statusCode(400);
        assertThat(get("/api/v1/customers?answered=detractors&to=2023-10-31")
                        .getList("items.customer_id", String.class))
                .containsExactly("bob");
        assertThat(get("/api/v1/customers?answered=promoters&channel=store").getList("items"))
                .isEmpty();
        assertThat(get("/api/v1/customers?answered=promoters&channel=web").getList("items.customer_id", String.class))
                .containsExactly("ann");
        assertThat(given().get("/api/v1/feedback?type=complaint&format=csv").asString())
                .satisfies(csv -> assertThat(csv).contains("'=It broke."));
    }

    @Test
    void shouldTellWhatAtLeastTwoCustomersWriteAbout() {
        JsonPath topics = get("/api/v1/feedback/topics");
        assertThat(topics.getInt("texts")).isEqualTo(4);
        assertThat(topics.getBoolean("complete")).isTrue();
        assertThat(topics.getList("items.phrase", String.class)).containsExactly("late delivery");
        assertThat(topics.getInt("items[0].customers")).isEqualTo(2);
        assertThat(topics.getDouble("items[0].score")).isEqualTo(4);
        assertThat(topics.getInt("items[0].negative")).isEqualTo(1);
        assertThat(topics.getDouble("items[0].mean_sentiment")).isEqualTo(-0.1);
        assertThat(get("/api/v1/feedback/topics?mood=negative").getList("items"))
                .isEmpty();
        assertThat(get("/api/v1/feedback/topics?to=2023-10-31").getInt("texts")).isEqualTo(2);
        assertThat(given().get("/api/v1/feedback/topics?format=csv").asString().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("late delivery,2,2,4");
    }

    private static void cell(
            Log log, String day, String place, ExperienceCell.Nps nps, ExperienceCell.Support support) {
        String dimension = place.substring(0, place.indexOf('|'));
        String value = place.substring(place.indexOf('|') + 1);
        ExperienceCell cell = new ExperienceCell(
                LocalDate.parse(day),
                dimension,
                value,
                nps,
                new ExperienceCell.Csat(2, 1, 7),
                new ExperienceCell.Scores(0, 0),
                new ExperienceCell.Feedback(1, 1, 4),
                new ExperienceCell.Texts(1, 0, 1, 5_000),
                support,
                FRESH);
        log.send(TopicCatalogue.EXPERIENCE, day + "|" + place, ExperienceCell.class, cell);
    }

    private static ExperienceCell.Nps nps(long answers, long promoters, long detractors) {
        return new ExperienceCell.Nps(answers, promoters, detractors);
    }

    private static ExperienceCell.Support tickets(long opened, long resolved, long reopened, List<Duration> responses) {
        return new ExperienceCell.Support(opened, resolved, reopened, responses.size(), 0, 0, 0, responses, List.of());
    }

    private static Duration hours(long hours, long count) {
        return new Duration(hours * 3_600, count);
    }

    private static void entry(
            Log log,
            String id,
            String customer,
            String at,
            String type,
            @Nullable Integer score,
            @Nullable String text,
            @Nullable Double sentiment,
            @Nullable String mood) {
        log.send(
                TopicCatalogue.FEEDBACK,
                customer,
                FeedbackEntry.class,
                new FeedbackEntry(
                        id,
                        customer,
                        Instant.parse(at),
                        type,
                        score,
                        null,
                        text,
                        sentiment,
                        mood,
                        type.equals("complaint") ? "p1" : null,
                        null,
                        "web"));
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }
}
