package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Loyalty and referrals from their topic to the answer, beside {@link Shop}, whose history ends on 3 January 2024. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class LoyaltyTest {

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
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/v1/status").getBoolean("caught_up")
                        && get("/api/v1/customers").getList("items").size() == 3
                        && get("/api/v1/referrals?dimension=month").getList("$").size() == 2
                        && get("/api/v1/loyalty").getList("months").size() == 3);
    }

    private static void send(Log log) {
        month(log, "2023-10", "total", "all", 5, 4, 0, 0, 0, 400, 10, 50, 0, 340);
        month(log, "2023-10", "tier", "Member", 0, 4, 1, 0, 0, 0, 0, 0, 0, 0);
        month(log, "2023-10", "tier", "Plus", 0, 1, 0, 1, 0, 0, 0, 0, 0, 0);
        month(log, "2023-10", "move", "Member>Plus", 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        month(log, "2023-12", "total", "all", 3, 1, 1, 0, 0, 20, 0, 0, 100, -80);
        month(log, "2024-01", "total", "all", 0, 0, 0, 0, 0, 0, 0, 300, 0, -260);
        month(log, "2024-10", "total", "all", 0, 0, 0, 0, 1, 0, 0, 0, 7, -7);
        month(log, "2024-10", "move", "Plus>Member", 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        month(log, "2023-01", "total", "all", 9, 9, 0, 0, 0, 0, 0, 0, 0, 0);
        log.send(TopicCatalogue.GROWTH, "loyalty|2023-01|total|all", (byte[]) null);
        // on 4 January August and September are over for 90 days, October is not
        stratum(log, "2023-09", "20-50", "US", 40, 20, 20, 5);
        stratum(log, "2023-08", "20-50", "US", 60, 30, 40, 20);
        stratum(log, "2023-10", "20-50", "US", 90, 0, 90, 90);
        stratum(log, "2023-08", "0-1", "DE", 50, 50, 50, 50);
        log.send(TopicCatalogue.GROWTH, "loyalty_effect|2023-08|stratum|0-1|DE", (byte[]) null);
        for (String place : List.of("total|all", "channel|web")) {
            referral(log, "2023-10", place, 10, 4, 2, 3, 30_000_000, 0, 0, 0, 0);
            referral(log, "2023-12", place, 0, 1, 1, 0, 0, 0, 0, 0, 0);
        }
        referral(log, "2023-08", "referred|web", 0, 0, 0, 0, 0, 30, 15, 60, 3_000_000_000L);
        referral(log, "2023-08", "other|web", 0, 0, 0, 0, 0, 60, 15, 90, 3_000_000_000L);
        referral(log, "2023-12", "referred|web", 0, 0, 0, 0, 0, 10, 0, 10, 100_000_000);
        referral(log, "2023-12", "other|web", 0, 0, 0, 0, 0, 5, 0, 5, 250_000_000);
        referral(log, "2023-12", "other|app", 0, 0, 0, 0, 0, 5, 0, 5, 1_000_000_000);
    }

    @Test
    void shouldAddMonthsUpToHowThingsStand() {
        given().get("/api/v1/loyalty")
                .then()
                .statusCode(200)
                .body("as_of", equalTo("2024-01-04T09:00:00Z"))
                .body("members", equalTo(4))
                .body("customers", equalTo(8))
                .body("participation", equalTo(0.5f))
                .body("open_points", equalTo(0))
                .body("overdrawn_points", equalTo(40))
                .body("tiers.tier", contains("Member", "Plus", "Premier", "Elite"))
                .body("tiers.from_points", contains(0, 250, 750, 2000))
                .body("tiers.members", contains(3, 1, 0, 0))
                .body("expiring.on", contains("2024-10-01"))
                .body("expiring.points", contains(7))
                .body("months.month", contains("2023-10", "2023-12", "2024-01"))
                .body("months.members", contains(4, 4, 4))
                .body("months.open_points", contains(340, 260, 0))
                .body("months[2].finished", equalTo(false))
                .body("months[2].redemption_rate", nullValue());
        assertThat(get("/api/v1/loyalty?from=2023-12-01&to=2023-12-31").getList("months.expired", Integer.class))
                .containsExactly(100);
        assertThat(given().get("/api/v1/loyalty?format=csv&to=2023-10-05")
                        .asString()
                        .lines())
                .containsExactly(
                        "month,finished,members,customers,participation,joined,left,upgraded,downgraded,earned,taken_back,redeemed,"
                                + "expired,open_points,redemption_rate",
                        "2023-10,true,4,5,0.8,4,0,0,0,400,10,50,0,340," + 50 / 390.0);
    }

    @Test
    void shouldTellMovesBetweenTiersOnceTheyHappened() {
        given().get("/api/v1/loyalty/moves")
                .then()
                .statusCode(200)
                .body("month", contains("2023-10"))
                .body("from_tier", contains("Member"))
                .body("to_tier", contains("Plus"))
                .body("members", contains(1));
    }

    @Test
    void shouldCompareMembersWithAlikeOthersOfFinishedMonths() {
        given().get("/api/v1/loyalty/effect?country=US")
                .then()
                .statusCode(200)
                .body("available", equalTo(true))
                .body("group", equalTo(100))
                .body("others", equalTo(60))
                .body("rate", equalTo(0.5f))
                .body("others_rate", equalTo(0.4f));
        JsonPath few = get("/api/v1/loyalty/effect?from=2023-09-01");
        assertThat(few.getBoolean("available")).isFalse();
        assertThat(few.getString("reason"))
                .isEqualTo("Only 40 and 20 customers are alike; 30 on each side are needed.");
        given().get("/api/v1/loyalty/effect?channel=web").then().statusCode(400);
    }

    @Test
    void shouldSayWhoIsAMemberNow() {
        given().get("/api/v1/loyalty/members")
                .then()
                .statusCode(200)
                .body("value", contains("Plus", "none"))
                .body("members", contains(1, 0))
                .body("open_points", contains(321, 0))
                .body("earned_12m_mean[0]", equalTo(260f));
        given().get("/api/v1/loyalty/members?dimension=country&segment=Champions")
                .then()
                .body("value", contains("US"))
                .body("participation", contains(1f));
        given().get("/api/v1/customers/ann")
                .then()
                .body("loyalty.tier", equalTo("Plus"))
                .body("loyalty.expires_on", equalTo("2025-11-01"))
                .body("profile.loyalty_points", equalTo(321));
        given().get("/api/v1/customers/bob")
                .then()
                .body("loyalty", nullValue())
                .body("profile.loyalty_tier", nullValue());
    }

    @Test
    void shouldCountReferralsAndCompareTheReferred() {
        given().get("/api/v1/referrals")
                .then()
                .statusCode(200)
                .body("value", contains("all"))
                .body("sent", contains(10))
                .body("bought", contains(3))
                .body("conversion", contains(0.3f))
                .body("reward_value", contains(30));
        given().get("/api/v1/referrals?dimension=month&channel=web&from=2023-12-01")
                .then()
                .body("value", contains("2023-12"))
                .body("conversion[0]", nullValue());
        given().get("/api/v1/referrals?channel=shop").then().body("size()", equalTo(0));
        given().get("/api/v1/referrals?dimension=country").then().statusCode(400);
        given().get("/api/v1/referrals/customers")
                .then()
                .statusCode(200)
                .body("referred.customers", equalTo(40))
                .body("referred.net_per_customer", equalTo(77.5f))
                .body("other.customers", equalTo(70))
                // of alike ones 30 × 3,000 / 60 and 10 × 250 / 5, over 40
                .body("net_per_customer_alike_referred", equalTo(77.5f))
                .body("net_per_customer_alike_other", equalTo(50))
                // December's 90 days are not over
                .body("retention.group", equalTo(30))
                .body("retention.difference", equalTo(0.25f));
    }

    private static void month(
            Log log,
            String month,
            String dimension,
            String value,
            long customers,
            long joined,
            long left,
            long upgraded,
            long downgraded,
            long earned,
            long takenBack,
            long redeemed,
            long expired,
            long openChange) {
        LoyaltyCell cell = new LoyaltyCell(
                YearMonth.parse(month),
                dimension,
                value,
                customers,
                joined,
                left,
                upgraded,
                downgraded,
                earned,
                takenBack,
                redeemed,
                expired,
                openChange,
                FRESH);
        String key = LoyaltyCell.KEY_PREFIX + month + "|" + dimension + "|" + value;
        log.send(TopicCatalogue.GROWTH, key, LoyaltyCell.class, cell);
    }

    private static void stratum(
            Log log,
            String month,
            String band,
            String country,
            long members,
            long membersBack,
            long others,
            long othersBack) {
        LoyaltyStratum stratum = new LoyaltyStratum(
                YearMonth.parse(month), band, country, members, membersBack, others, othersBack, FRESH);
        String key = LoyaltyStratum.KEY_PREFIX + month + "|stratum|" + band + "|" + country;
        log.send(TopicCatalogue.GROWTH, key, LoyaltyStratum.class, stratum);
    }

    private static void referral(
            Log log,
            String month,
            String place,
            long sent,
            long converted,
            long bought,
            long rewards,
            long rewardMicros,
            long customers,
            long returned,
            long orders,
            long netMicros) {
        String dimension = place.substring(0, place.indexOf('|'));
        String value = place.substring(place.indexOf('|') + 1);
        ReferralCell cell = new ReferralCell(
                YearMonth.parse(month),
                dimension,
                value,
                sent,
                converted,
                bought,
                rewards,
                rewardMicros,
                customers,
                returned,
                orders,
                netMicros,
                FRESH);
        log.send(TopicCatalogue.GROWTH, ReferralCell.KEY_PREFIX + month + "|" + place, ReferralCell.class, cell);
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }
}
