package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CommunicationCell;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Acquisition and communication from the topic to the answers, counted by hand. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class MarketingTest {

    private static final Instant FRESH = Instant.parse("2024-01-05T00:00:00Z");

    private static boolean sent;

    @BeforeEach
    void fill() {
        String broker = ConfigProvider.getConfig().getValue("tillstream.kafka.bootstrap-servers", String.class);
        Shop.sendOnce(broker);
        if (!sent) {
            try (Log log = new Log(broker)) {
                acquisition(log);
                communication(log);
                log.flush();
            }
            sent = true;
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/v1/status").getBoolean("caught_up")
                        && get("/api/v1/customers").getList("items").size() == 3
                        && get("/api/v1/communications").getList("sent").equals(List.of(160))
                        && get("/api/v1/acquisition").getList("rows").size() == 3);
    }

    private static void acquisition(Log log) {
        cell(log, "2023-10", 0, "cpc|brand", 10, 4, 4, 60, 120);
        cell(log, "2023-10", 1, "cpc|brand", 0, 0, 0, 40, 0);
        cell(log, "2023-10", 2, "cpc|brand", 0, 0, 0, -20, 0);
        cell(log, "2023-11", 0, "cpc|brand", 4, 1, 1, 30, 0);
        cell(log, "2023-11", 0, "cpc|spring", 2, 0, 0, 0, 0);
        cell(log, "2023-11", 1, "cpc|brand", 0, 0, 0, 10, 0);
        cell(log, "2024-01", 0, "cpc|brand", 1, 1, 1, 18, 0);
        cell(log, "2024-01", 0, "email|spring", 3, 1, 1, 10, 5);
        cell(log, "2023-11", 0, "tv|unknown", 0, 0, 0, 0, 7);
        cell(log, "2023-11", 0, "gone|gone", 9, 9, 9, 9, 9);
        log.send(TopicCatalogue.GROWTH, "acquisition|2023-11/2023-11|campaign|gone|gone", (byte[]) null);
        log.send(TopicCatalogue.GROWTH, "weather|2023-11|total|all", "{}");
    }

    private static void communication(Log log) {
        cell(log, "2023-12-31|campaign|email|spring", 50, 48, 10, 1, 0, 0, 48, 0, 0);
        cell(log, "2024-01-01|campaign|email|spring", 100, 90, 45, 9, 3, 2, 80, 4, 200);
        cell(log, "2024-01-01|campaign|sms|flash", 10, 4, 4, 0, 0, 0, 0, 0, 0);
        cell(log, "2024-01-01|campaign|sms|gone", 99, 0, 0, 0, 0, 0, 0, 0, 0);
        log.send(TopicCatalogue.GROWTH, "communication|2024-01-01|campaign|sms|gone", (byte[]) null);
        cell(log, "all|people|all|all", 70, 60, 30, 8, 3, 2, 0, 0, 0);
        cell(log, "all|people_channel|email|all", 65, 60, 28, 8, 3, 2, 0, 0, 0);
        cell(log, "all|people_campaign|email|spring", 64, 60, 28, 8, 3, 2, 0, 0, 0);
        cell(log, "all|people_campaign|sms|gone", 9, 0, 0, 0, 0, 0, 0, 0, 0);
        log.send(TopicCatalogue.GROWTH, "communication|all|people_campaign|sms|gone", (byte[]) null);
        cell(log, "2024-01-01|received_7_days|email|15+", 10, 10, 1, 0, 0, 1, 0, 0, 0);
        cell(log, "2024-01-01|received_7_days|email|1", 20, 16, 8, 2, 0, 0, 0, 0, 0);
        cell(log, "2024-01-01|received_7_days|sms|1", 4, 1, 1, 0, 0, 0, 0, 0, 0);
        cell(log, "2024-01-01|received_30_days|email|3-4", 30, 26, 13, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void shouldTellWhatChannelsCostAndBring() {
        JsonPath channels = get("/api/v1/acquisition");
        assertThat(channels.getString("as_of")).isEqualTo("2024-01-04T09:00:00Z");
        assertThat(channels.getList("rows.value", String.class)).containsExactly("cpc", "email", "tv");
        assertThat(channels.getList("rows.visitors", Integer.class)).containsExactly(17, 3, 0);
        assertThat(channels.getList("rows.customers", Integer.class)).containsExactly(6, 1, 0);
        assertThat(channels.getList("rows.cac", Float.class)).containsExactly(20f, 5f, null);
        assertThat(channels.getList("rows.roi", Float.class)).containsExactly(0.15f, 1f, -1f);
        assertThat(channels.getList("rows.lifetime_value_basis", String.class))
                .containsExactly("historical", "predicted", null);
        assertThat(channels.getList("rows.lifetime_value", Float.class)).containsExactly(18.005f, 40f, null);
        assertThat(channels.getList("rows.ltv_to_cac", Float.class)).containsExactly(0.90025f, 8f, null);
        assertThat(channels.getList("rows.payback_months", Integer.class)).containsExactly(2, null, null);
        assertThat(channels.getList("rows[0].revenue_per_customer", Integer.class))
                .containsExactly(18, 28, 23);
    }

    @Test
    void shouldSplitAndFilterAcquisition() {
        JsonPath campaigns = get("/api/v1/acquisition?dimension=campaign&from=2023-11-15");
        assertThat(campaigns.getList("rows.value", String.class))
                .containsExactly("brand", "spring", "spring", "unknown");
        assertThat(campaigns.getList("rows.channel", String.class)).containsExactly("cpc", "cpc", "email", "tv");
        assertThat(campaigns.getList("rows.visitors", Integer.class)).containsExactly(5, 2, 3, 0);

        JsonPath months = get("/api/v1/acquisition?dimension=month&channel=CPC&campaign=brand");
        assertThat(months.getList("rows.value", String.class)).containsExactly("2023-10", "2023-11", "2024-01");
        assertThat(months.getList("rows.lifetime_value", Float.class)).containsExactly(null, null, 18.005f);
        assertThat(months.getList("rows.payback_months", Integer.class)).containsExactly(null, null, null);

        JsonPath total = get("/api/v1/acquisition?dimension=total&to=2023-12-31");
        assertThat(total.getInt("rows[0].customers")).isEqualTo(5);
        assertThat(total.getFloat("rows[0].spend")).isEqualTo(127f);
        given().get("/api/v1/acquisition?dimension=weekday").then().statusCode(400);
        assertThat(given().get("/api/v1/acquisition?format=csv").asString().lines())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("value,channel,visitors,converted,conversion,customers,spend,cac,");
    }

    @Test
    void shouldFollowMessagesFromSendingToOrder() {
        JsonPath all = get("/api/v1/communications");
        assertThat(all.getInt("[0].delivered")).isEqualTo(138);
        assertThat(all.getFloat("[0].delivery_rate")).isEqualTo(0.92f);
        // of the 50 that were sent more than three days ago
        assertThat(all.getInt("[0].bounced")).isEqualTo(2);
        assertThat(all.getFloat("[0].bounce_rate")).isEqualTo(0.04f);
        assertThat(all.getDouble("[0].open_rate")).isCloseTo(59 / 148.0, within());
        assertThat(all.getDouble("[0].conversion_rate")).isCloseTo(0.3, within());
        assertThat(all.getDouble("[0].unsubscribe_rate")).isCloseTo(2 / 148.0, within());
        assertThat(all.getFloat("[0].gross_per_message")).isEqualTo(1.25f);
        assertThat(all.getInt("[0].people.sent")).isEqualTo(70);

        JsonPath campaigns = get("/api/v1/communications?dimension=campaign");
        assertThat(campaigns.getList("value", String.class)).containsExactly("flash", "spring");
        assertThat(campaigns.getList("channel", String.class)).containsExactly("sms", "email");
        assertThat(campaigns.getList("delivered", Integer.class)).containsExactly(null, 138);
        assertThat(campaigns.getList("open_rate", Float.class).getFirst()).isEqualTo(0.4f);
        assertThat(campaigns.getString("[0].people")).isNull();
        assertThat(campaigns.getInt("[1].people.sent")).isEqualTo(64);

        JsonPath days = get("/api/v1/communications?dimension=day&channel=email&campaign=Spring");
        assertThat(days.getList("value", String.class)).containsExactly("2023-12-31", "2024-01-01");
        assertThat(days.getList("people")).containsOnlyNulls();
        assertThat(get("/api/v1/communications?channel=email").getInt("[0].people.sent"))
                .isEqualTo(65);
        assertThat(get("/api/v1/communications?from=2024-01-01").getString("[0].people"))
                .isNull();
        assertThat(given().get("/api/v1/communications?dimension=day&format=csv")
                        .asString()
                        .lines())
                .hasSize(3);
    }

    @Test
    void shouldTellHowManyMessagesAreTooMany() {
        JsonPath bands = get("/api/v1/communications/fatigue");
        assertThat(bands.getList("window_days", Integer.class)).containsExactly(7, 7, 30);
        assertThat(bands.getList("messages", String.class)).containsExactly("1", "15+", "3-4");
        assertThat(bands.getList("open_rate", Float.class)).containsExactly(0.45f, 0.1f, 0.5f);
        assertThat(bands.getList("unsubscribe_rate", Float.class)).containsExactly(0f, 0.1f, 0f);
        assertThat(get("/api/v1/communications/fatigue?channel=email").getList("open_rate", Float.class))
                .containsExactly(0.5f, 0.1f, 0.5f);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-6);
    }

    private static void cell(
            Log log,
            String cohort,
            int since,
            String source,
            long visitors,
            long converted,
            long customers,
            long revenue,
            long spend) {
        YearMonth first = YearMonth.parse(cohort);
        YearMonth month = first.plusMonths(since);
        int bar = source.indexOf('|');
        log.send(
                TopicCatalogue.GROWTH,
                "acquisition|" + cohort + "/" + month + "|campaign|" + source,
                AcquisitionCell.class,
                new AcquisitionCell(
                        first,
                        month,
                        since,
                        source.substring(0, bar),
                        source.substring(bar + 1),
                        visitors,
                        converted,
                        customers,
                        customers,
                        revenue * 1_000_000,
                        spend * 1_000_000,
                        FRESH));
    }

    private static void cell(
            Log log,
            String key,
            long sent,
            long delivered,
            long opened,
            long clicked,
            long converted,
            long unsubscribed,
            long reports,
            long orders,
            long gross) {
        String[] parts = key.split("\\|");
        log.send(
                TopicCatalogue.GROWTH,
                "communication|" + key,
                CommunicationCell.class,
                new CommunicationCell(
                        parts[0].equals("all") ? null : LocalDate.parse(parts[0]),
                        parts[1],
                        parts[2],
                        parts[3],
                        sent,
                        delivered,
                        opened,
                        clicked,
                        converted,
                        unsubscribed,
                        reports,
                        orders,
                        gross * 1_000_000,
                        FRESH));
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }
}
