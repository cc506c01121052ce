package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyCell.Duration;
import io.tillstream.contracts.output.JourneyCell.Step;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journeys from the topic to the answers, counted by hand. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class JourneysTest {

    private static final Instant FRESH = Instant.parse("2024-01-05T00:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2024-01-01");
    private static final LocalDate SECOND = LocalDate.parse("2024-01-02");

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
                        && get("/api/v1/journeys").getInt("sessions") == 10
                        && get("/api/v1/journeys/attribution").getInt("orders") == 1);
    }

    private static void send(Log log) {
        List<Step> steps = List.of(
                new Step("start", "home", 3),
                new Step("start", "product", 1),
                new Step("home", "product", 2),
                new Step("home", "leave", 1),
                new Step("product", "conversion", 2),
                new Step("product", "leave", 1));
        cell(log, FIRST, "web", "mobile", 4, 2, steps, 60, 180);
        cell(log, FIRST, "a|b", "desktop", 1, 0, List.of(new Step("start", "page", 1), new Step("page", "leave", 1)));
        cell(
                log,
                SECOND,
                "web",
                "desktop",
                5,
                1,
                List.of(new Step("start", "conversion", 1), new Step("start", "home", 4), new Step("home", "leave", 4)),
                3_600);
        JourneyCell gone = cell(log, SECOND, "c|d", "x", 9, 0, List.of());
        log.send(TopicCatalogue.JOURNEYS, gone.key(), (byte[]) null);
        path(log, FIRST, "web", "mobile", "conversion", 2, "home", "product");
        path(log, FIRST, "web", "mobile", "leave", 1, "home", "product");
        path(log, FIRST, "a|b", "desktop", "leave", 1, "page");
        path(log, SECOND, "web", "desktop", "conversion", 1);
        path(log, SECOND, "web", "desktop", "leave", 4, "home");
        // C1 > C2 > C3 led to an order of 1,000, C1 and C2 > C3 to nothing
        credit(log, new ChannelCredit(SECOND, "C1", 1, 1_000_000_000, 0, 0, 333_334, 333_333_334, FRESH));
        credit(log, new ChannelCredit(SECOND, "C2", 0, 0, 0, 0, 333_333, 333_333_333, FRESH));
        credit(log, new ChannelCredit(SECOND, "C3", 0, 0, 1, 1_000_000_000, 333_333, 333_333_333, FRESH));
        for (String step : List.of("(start) C1 1", "C1 C2 1", "C2 C3 1", "C3 (conversion) 1")) {
            step(log, SECOND, step);
        }
        for (String step : List.of("(start) C1 1", "C1 (null) 1", "(start) C2 1", "C2 C3 1", "C3 (null) 1")) {
            step(log, FIRST, step);
        }
        log.send(TopicCatalogue.JOURNEYS, "other|key", "{}");
    }

    @Test
    void shouldAddUpStepsOfDaysAndPlaces() {
        JsonPath all = get("/api/v1/journeys");
        assertThat(all.getInt("conversions")).isEqualTo(3);
        assertThat(all.getDouble("conversion_rate")).isEqualTo(0.3);
        assertThat(all.getList("nodes.name", String.class))
                .containsExactly("start", "home", "page", "product", "conversion", "leave");
        assertThat(all.getList("nodes.visits", Integer.class)).containsExactly(10, 7, 1, 3, 3, 7);
        assertThat(all.getMap("links[0]")).isEqualTo(Map.of("from", "start", "to", "home", "count", 7, "share", 0.7f));
        // 60, 180 and 3,600 seconds
        assertThat(all.getInt("time_to_purchase.orders")).isEqualTo(3);
        assertThat(all.getInt("time_to_purchase.from_session_start_median_seconds"))
                .isEqualTo(180);
        assertThat(all.getInt("time_to_purchase.from_first_touch_p90_seconds")).isEqualTo(36_000);

        // under 1, 5, 15 and 30 minutes, 1, 6 and 24 hours …; ten times as long since the first visit
        assertThat(all.getList("time_to_purchase.distribution.from_session_start", Integer.class))
                .containsExactly(0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0);
        assertThat(all.getList("time_to_purchase.distribution.from_first_touch", Integer.class))
                .containsExactly(0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0);
        assertThat(all.getList("time_to_purchase.distribution.until_seconds", Integer.class))
                .startsWith(60, 300)
                .endsWith((Integer) null);

        assertThat(get("/api/v1/journeys?channel=web&device=mobile").getInt("sessions"))
                .isEqualTo(4);
        assertThat(get("/api/v1/journeys?channel=a|b").getInt("sessions")).isEqualTo(1);
        JsonPath none = get("/api/v1/journeys?from=2024-02-01");
        assertThat(none.getString("conversion_rate")).isNull();
        assertThat(none.getList("links")).isEmpty();
        assertThat(none.getString("time_to_purchase.from_first_touch_median_seconds"))
                .isNull();
        assertThat(given().get("/api/v1/journeys?format=csv").asString().lines())
                .first()
                .isEqualTo("from,to,count,share");
    }

    @Test
    void shouldListTheMostTravelledPaths() {
        JsonPath all = get("/api/v1/journeys/paths");
        assertThat(all.getList("sessions", Integer.class)).containsExactly(4, 2, 1, 1, 1);
        assertThat(all.getList("[1].path", String.class)).containsExactly("home", "product");
        assertThat(all.getDouble("[1].conversion_rate")).isBetween(0.666, 0.667);
        assertThat(all.getDouble("[0].share")).isBetween(0.444, 0.445);
        JsonPath bought = get("/api/v1/journeys/paths?outcome=conversion&device=desktop");
        assertThat(bought.getList("sessions", Integer.class)).containsExactly(1);
        assertThat(bought.getList("[0].path")).isEmpty();
        assertThat(bought.getString("[0].conversion_rate")).isNull();
        assertThat(get("/api/v1/journeys/paths?limit=1").getList("$")).hasSize(1);
        given().get("/api/v1/journeys/paths?outcome=nowhere").then().statusCode(400);
    }

    @Test
    void shouldAttributeOrdersByFourRules() {
        JsonPath all = get("/api/v1/journeys/attribution");
        assertThat(all.getDouble("revenue")).isEqualTo(1_000);
        assertThat(all.getDouble("conversion_probability")).isBetween(0.333333, 0.333334);
        assertThat(all.getList("channels.channel", String.class)).containsExactly("C3", "C1", "C2");
        assertThat(all.getList("channels.markov_revenue", Double.class)).containsExactly(400.0, 200.0, 400.0);
        assertThat(all.getList("channels.removal_effect", Double.class)).containsExactly(1.0, 0.5, 1.0);
        assertThat(all.getList("channels.first_touch", Integer.class)).containsExactly(0, 1, 0);
        assertThat(all.getList("channels.last_touch_revenue", Double.class)).containsExactly(1_000.0, 0.0, 0.0);
        assertThat(all.getDouble("channels[1].linear")).isEqualTo(0.333334);

        JsonPath lost = get("/api/v1/journeys/attribution?to=2024-01-01");
        assertThat(lost.getInt("orders")).isZero();
        assertThat(lost.getDouble("conversion_probability")).isZero();
        assertThat(lost.getString("channels[0].markov")).isNull();
        assertThat(given().get("/api/v1/journeys/attribution?format=csv")
                        .asString()
                        .lines())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("channel,first_touch,first_touch_revenue,");
        given().get("/api/v1/journeys/attribution?channel=web").then().statusCode(400);
    }

    private static JourneyCell cell(
            Log log,
            LocalDate day,
            String channel,
            String device,
            long sessions,
            long conversions,
            List<Step> steps,
            long... seconds) {
        List<Duration> times =
                Arrays.stream(seconds).mapToObj(time -> new Duration(time, 1)).toList();
        List<Duration> longer = Arrays.stream(seconds)
                .mapToObj(time -> new Duration(10 * time, 1))
                .toList();
        JourneyCell cell = new JourneyCell(day, channel, device, sessions, conversions, steps, times, longer, FRESH);
        log.send(TopicCatalogue.JOURNEYS, cell.key(), JourneyCell.class, cell);
        return cell;
    }

    private static void path(
            Log log, LocalDate day, String channel, String device, String outcome, long sessions, String... steps) {
        JourneyPath path = new JourneyPath(day, channel, device, outcome, List.of(steps), sessions, FRESH);
        log.send(TopicCatalogue.JOURNEYS, path.key(), JourneyPath.class, path);
    }

    private static void credit(Log log, ChannelCredit credit) {
        log.send(TopicCatalogue.JOURNEYS, credit.key(), ChannelCredit.class, credit);
    }

    private static void step(Log log, LocalDate day, String text) {
        String[] parts = text.split(" ");
        ChannelStep step = new ChannelStep(day, parts[0], parts[1], Long.parseLong(parts[2]), FRESH);
        log.send(TopicCatalogue.JOURNEYS, step.key(), ChannelStep.class, step);
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }
}
