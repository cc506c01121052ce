package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.customer.CustomerState;
import io.tillstream.streams.customer.CustomerStateCodec;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facets;
import io.tillstream.streams.customer.Outlook;
import io.tillstream.streams.customer.ScoringModels;
import io.tillstream.streams.customer.SegmentBook;
import io.tillstream.streams.features.Buying;
import io.tillstream.streams.features.CustomerSnapshots;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.quantiles.CutPoints;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the pass says of one customer: behavioural segments, the tier without a model, and features. */
class JudgementTest {

    private static final Instant NOW = Instant.parse("2025-06-02T09:00:00Z");

    private final Facets facets = EngineTopology.facets();
    private final Story story = new Story();
    private final CustomerState customer = CustomerState.empty(facets);

    @Test
    void shouldFindBargainHuntersByUnitsWithADiscount() {
        take(story.buy("c", daysAgo(9), Story.item("A", "", 2, 1), Story.item("B", "", 2, 0)));
        assertThat(judged().behaviours()).isEmpty();
        take(story.buy("c", daysAgo(8), Story.item("C", "", 1, 0), Story.item("D", "", 1, 1)));
        // 3 of 6
        assertThat(judged().behaviours()).containsExactly("Bargain Hunter");
        take(story.buy("c", daysAgo(7), Story.item("E", "", 1, 0)));
        assertThat(judged().behaviours()).isEmpty();
    }

    @Test
    void shouldFindLoyaltyToABrandOrACategoryWithoutBrands() {
        take(story.buy("c", daysAgo(9), Story.item("A", "Books", 2, 0), Story.item("", "Books", 1, 0)));
        take(story.buy("c", daysAgo(8), Story.item("B", "Books", 1, 0)));
        assertThat(judged().behaviours()).isEmpty();
        take(story.buy("c", daysAgo(7), Story.item("A", "Food", 1, 0)));
        // 3 of 5 units are of brand A
        assertThat(judged().behaviours()).containsExactly("Brand Loyal");
        take(story.buy("c", daysAgo(6), Story.item("", "", 1, 0)));
        assertThat(judged().behaviours()).isEmpty();
    }

    @Test
    void shouldFindWindowShoppers() {
        for (int i = 0; i < 4; i++) {
            take(story.view("c", daysAgo(200 - i)));
        }
        assertThat(judged().behaviours()).isEmpty();
        take(story.buy("c", daysAgo(91), Story.item("A", "", 1, 0)));
        assertThat(judged().behaviours()).containsExactly("Window Shopper");
        take(story.buy("c", daysAgo(90), Story.item("B", "", 1, 0)));
        assertThat(judged().behaviours()).isEmpty();
    }

    @Test
    void shouldFindSeasonalBuyersOverTwoYears() {
        buyOn("2023-10-01T10:00:00Z", "2023-12-31T23:00:00Z");
        buyOn("2023-11-05T10:00:00Z");
        assertThat(judged().behaviours()).doesNotContain("Seasonal Buyer");
        buyOn("2024-11-05T10:00:00Z");
        assertThat(judged().behaviours()).contains("Seasonal Buyer");
        // 4 of 6 are less than 70 %
        buyOn("2024-05-05T10:00:00Z", "2024-08-05T10:00:00Z");
        assertThat(judged().behaviours()).doesNotContain("Seasonal Buyer");
    }

    @Test
    void shouldFindFrequentBuyersAndKeepTheOrderOfTheDefinition() {
        take(story.buy("c", daysAgo(9), Story.item("A", "", 1, 1)));
        take(story.buy("c", daysAgo(8), Story.item("A", "", 1, 1)));
        take(story.buy("c", daysAgo(7), Story.item("A", "", 1, 1)));
        // three orders in 90 days are 1 in 30
        assertThat(judged(1.0).behaviours()).containsExactly("Frequent Buyer", "Bargain Hunter", "Brand Loyal");
        assertThat(judged(1.001).behaviours()).containsExactly("Bargain Hunter", "Brand Loyal");
    }

    @Test
    void shouldCallAwayWhoIsLongerAwayThanUsualAndBelowTheMedians() {
        take(story.buy("c", daysAgo(40), Story.item("A", "", 1, 0)));
        assertThat(tier(5, 100)).isEqualTo("Low rule");
        take(story.buy("c", daysAgo(20), Story.item("A", "", 1, 0)));
        // away for 20 days, usual are 20
        assertThat(tier(5, 100)).isEqualTo("Low rule");
        take(story.buy("c", daysAgo(30), Story.item("A", "", 1, 0)));
        // usual are 10
        assertThat(tier(5, 100)).isEqualTo("High bootstrap");
        assertThat(tier(3, 100)).isEqualTo("Low rule");
        assertThat(tier(5, 30)).isEqualTo("Low rule");
    }

    @Test
    void shouldTellFeaturesByHand() {
        take(story.view("c", daysAgo(100)));
        take(story.buy("c", daysAgo(91), Story.item("A", "", 2, 1_000_000)));
        take(story.buy("c", daysAgo(63), Story.item("A", "", 1, 0)));
        take(story.refund("c", daysAgo(60), 5_800_000));
        Map<String, Double> x = features(customer, NOW);
        assertThat(x.get("recency_days")).isEqualTo(63);
        assertThat(x.get("orders")).isEqualTo(2);
        assertThat(x.get("net")).isEqualTo(23.2);
        assertThat(x.get("average_order_value")).isEqualTo(11.6);
        assertThat(x.get("lifetime_days")).isEqualTo(28);
        assertThat(x.get("tenure_days")).isEqualTo(91);
        assertThat(x.get("average_gap_days")).isEqualTo(28);
        // 63 / ((28 + 30) / 2)
        assertThat(x.get("recency_gaps")).isCloseTo(2.172413793, near(1e-9));
        // 2^(−63/28) + 2^(−91/28) and 2^(−63/91) + 2^(−1)
        assertThat(x.get("orders_28")).isCloseTo(0.315336156, near(1e-9));
        assertThat(x.get("orders_91")).isCloseTo(1.118863143, near(1e-9));
        assertThat(x.get("idle_days")).isEqualTo(63);
        // three visits in 37 days, and a week for good measure
        assertThat(x.get("idle_visits")).isCloseTo(63 * 3 / 44.0, near(1e-9));
        assertThat(x.get("sessions_per_30_days")).isCloseTo(0.9, near(1e-9));
        assertThat(x.get("discount_ratio")).isCloseTo(2 / 3.0, near(1e-9));
        assertThat(x.get("refund_ratio")).isCloseTo(0.2, near(1e-9));
        // first day 19, repeat 10
        assertThat(Buying.of(customer.describe("c", Outlook.of(BusinessTime.UTC)), NOW.toEpochMilli()))
                .isEqualTo(new Buying(1, 28, 91, 10));
    }

    @Test
    void shouldTellFiniteFeaturesOfWhoNeverBoughtAnything() {
        take(story.refund("c", daysAgo(1), 1));
        assertThat(features(customer, NOW).values()).allMatch(Double::isFinite);
        assertThat(features(customer, NOW).get("recency_days")).isEqualTo(Features.NEVER_DAYS);
    }

    /** A random shop, live with all facets and states that are written and read, against the snapshots that training makes. */
    @Test
    void shouldTellTheSameLiveAndInTraining() {
        BusinessTime calendar = new BusinessTime(ZoneId.of("America/New_York"));
        CustomerStateCodec codec = new CustomerStateCodec(facets);
        RandomShop shop = new RandomShop(3, 20, NOW);
        Random random = new Random(8);
        Map<String, CustomerState> live = new HashMap<>();
        Map<String, CustomerSnapshots> training = new HashMap<>();
        Map<String, Long> newest = new HashMap<>();
        Effects effects = new Effects();
        for (int i = 0; i < 4_000; i++) {
            CommerceEvent event = shop.next();
            String key = event.key();
            long receivedAt = shop.now().toEpochMilli();
            CustomerState state = live.computeIfAbsent(key, k -> CustomerState.empty(facets));
            state.update(event, receivedAt, calendar, effects);
            training.computeIfAbsent(key, k -> new CustomerSnapshots(calendar)).update(event, receivedAt);
            newest.merge(key, event.timestamp().toEpochMilli(), Math::max);
            if (random.nextInt(20) == 0) {
                live.put(key, codec.decode(new byte[0], codec.encode(state)));
            }
        }
        assertThat(live).hasSizeGreaterThan(20);
        live.forEach((key, state) -> {
            long asOf = newest.getOrDefault(key, 0L)
                    + Duration.ofDays(random.nextInt(100)).toMillis();
            var draft = state.describe(key, Outlook.of(calendar));
            CustomerSnapshots same = Objects.requireNonNull(training.get(key));
            assertThat(Features.of(draft, asOf)).containsExactly(same.features(asOf));
            assertThat(Buying.of(draft, asOf)).isEqualTo(same.buying(asOf));
        });
    }

    private void buyOn(String... times) {
        for (String time : times) {
            take(story.buy("c", Instant.parse(time), Story.item("A" + time, "", 1, 0)));
        }
    }

    private void take(CommerceEvent event) {
        assertThat(customer.update(event, event.timestamp().toEpochMilli(), BusinessTime.UTC, new Effects()))
                .isTrue();
    }

    private CustomerProfile judged() {
        return judged(1_000);
    }

    private CustomerProfile judged(double frequentRate) {
        return judged(new RfmCutPoints(NOW, NOW, 1, true, List.of(), List.of(), List.of(), 1L, 1L, frequentRate));
    }

    private CustomerProfile judged(RfmCutPoints cutPoints) {
        return customer.profile(
                "c",
                new Outlook(BusinessTime.UTC, CutPoints.of(cutPoints), ScoringModels.NONE, SegmentBook.NONE),
                new Effects());
    }

    private String tier(long medianOrders, long medianNet) {
        CustomerProfile profile = judged(new RfmCutPoints(
                NOW, NOW, 1, true, List.of(), List.of(), List.of(), medianOrders, medianNet * 1_000_000, 1_000.0));
        return profile.churnTier() + " " + profile.churnMethod();
    }

    private static Map<String, Double> features(CustomerState customer, Instant asOf) {
        double[] x = Features.of(customer.describe("c", Outlook.of(BusinessTime.UTC)), asOf.toEpochMilli());
        Map<String, Double> named = new HashMap<>();
        List<String> names = new ArrayList<>(Features.names());
        for (int i = 0; i < x.length; i++) {
            named.put(names.get(i), x[i]);
        }
        return named;
    }

    private static org.assertj.core.data.Offset<Double> near(double offset) {
        return org.assertj.core.api.Assertions.within(offset);
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }
}
