package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.CustomerDetails;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.stack.audit.Recount;
import io.tillstream.stack.audit.RecountResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members, points, tiers and referrals through the whole topology: by hand, and against the recount in any order of events. */
class GrowthScenarioTest {

    private static final Instant NOW = Instant.parse("2025-07-01T09:00:00Z");

    /** All numbers of a record behind its names are zero. */
    private static final Pattern COUNTS_NOTHING =
            Pattern.compile("[^\\[]*\\[(\\w+=(0|[^,\\d-][^,]*|month=.*), |month=[^,]*, |band=[^,]*, )*freshThrough=.*");

    @TempDir
    Path stateDir;

    private @Nullable EngineDriver engine;
    private int serial;

    @AfterEach
    void stop() {
        engine().close();
    }

    private EngineDriver engine() {
        return Objects.requireNonNull(engine);
    }

    private void start(String program) {
        engine = new EngineDriver(stateDir, NOW, properties -> new EngineTopology(
                        properties, BusinessTime.UTC, new EventReader(null), new SilentMeter(), 1)
                .withLoyalty(LoyaltyProgram.of(program))
                .build());
    }

    @Test
    void shouldKeepAMembersAccountAsOfNow() {
        start("tiers=Blue:0,Silver:100,Gold:300");
        identify("anna", "2023-02-10", Map.of());
        buy("anna", "2023-02-10", "40.90", "US");
        buy("anna", "2024-09-01", "150", "US");
        buy("anna", "2025-03-05", "200.5", "US");
        refund("anna", "2025-04-01", "20");
        redeem("anna", "2025-05-01", 30);
        identify("guest", "2025-05-01", Map.of("loyalty_member", false));
        buy("guest", "2025-05-02", "1000", "US");

        // 40 of February 2023 expired in March 2025, 30 of the 150 are redeemed and 20 taken back; 191.40 are 190, then
        // 391.40 are 391
        assertThat(own("anna"))
                .isEqualTo(new CustomerLoyalty(
                        "Gold", LocalDate.of(2023, 2, 10), 301, 331, 100, LocalDate.of(2026, 10, 1)));
        assertThat(own("guest")).isNull();
        Map<String, LoyaltyCell> cells = loyalty();
        assertThat(cells.get("2023-02|total|all"))
                .isEqualTo(cell("2023-02", "total", "all", 1, 1, 0, 0, 0, 40, 0, 0, 0, 40));
        assertThat(cells.get("2025-03|total|all"))
                .isEqualTo(cell("2025-03", "total", "all", 0, 0, 0, 1, 0, 201, 0, 0, 40, 161));
        assertThat(cells.get("2025-03|move|Silver>Gold"))
                .isEqualTo(cell("2025-03", "move", "Silver>Gold", 0, 1, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(cells.get("2025-05|total|all"))
                .isEqualTo(cell("2025-05", "total", "all", 1, 0, 0, 0, 0, 0, 0, 30, 0, -30));
        // what will come of it unless anna buys: silver when the 150 of September are a year old, blue in March
        assertThat(cells.get("2025-09|tier|Silver"))
                .isEqualTo(cell("2025-09", "tier", "Silver", 0, 1, 0, 0, 1, 0, 0, 0, 0, 0));
        assertThat(cells.get("2026-03|tier|Silver"))
                .isEqualTo(cell("2026-03", "tier", "Silver", 0, 0, 1, 0, 0, 0, 0, 0, 0, 0));

        // the new order keeps the tier for longer; what was to come is taken back
        buy("anna", "2025-06-30", "400", "US");
        assertThat(loyalty().keySet()).doesNotContain("2025-09|tier|Silver");
        assertThat(Objects.requireNonNull(own("anna")).balance()).isEqualTo(701);
    }

    @Test
    void shouldCompareMembersWithOthersOfAlikeFirstOrders() {
        start("");
        identify("m1", "2025-01-05", Map.of());
        buy("m1", "2025-01-05", "30", "US");
        buy("m1", "2025-04-05", "5", "US");
        identify("m2", "2025-01-04", Map.of());
        buy("m2", "2025-01-09", "49.99", "US");
        buy("m2", "2025-01-09", "1", "US");
        buy("m2", "2025-04-10", "1", "US");
        // becomes one later: was none at the first order
        buy("o1", "2025-01-20", "20", "US");
        identify("o1", "2025-01-21", Map.of());
        buy("o1", "2025-01-21", "20", "US");
        buy("o2", "2025-01-31", "50", "US");

        assertThat(strata())
                .containsOnly(
                        Map.entry("2025-01|20-50|US", stratum("2025-01", "20-50", "US", 2, 1, 1, 1)),
                        Map.entry("2025-01|50-100|US", stratum("2025-01", "50-100", "US", 0, 0, 1, 0)));
        // an earlier first order comes late, with another country, and makes the order of January the second
        buy("o2", "2024-12-31", "3", "DE");
        assertThat(strata())
                .containsEntry("2024-12|2-5|DE", stratum("2024-12", "2-5", "DE", 0, 0, 1, 1))
                .doesNotContainKey("2025-01|50-100|US");
    }

    @Test
    void shouldCountReferralsAndWhatComesOfThem() {
        start("");
        send(new CommerceEvent.ReferralSent(envelope("anna", "2025-05-01", Map.of(), "US"), "r-1"));
        send(new CommerceEvent.ReferralSent(envelope("anna", "2025-05-02", Map.of(), "US"), "r-2"));
        buy("ben", "2025-06-02", "80", "US");
        Map<String, Object> reward = Map.of("reward_type", "points", "reward_value", 5.5);
        send(new CommerceEvent.ReferralConverted(envelope("ben", "2025-06-01", reward, "US"), "r-1", "anna"));
        send(new CommerceEvent.ReferralConverted(envelope("cleo", "2025-06-01", Map.of(), "US"), "r-2", "anna"));
        send(new CommerceEvent.ReferralConverted(envelope("anna", "2025-06-01", Map.of(), "US"), "r-2", "anna"));
        buy("ben", "2025-06-20", "20", "US");
        refund("ben", "2025-06-25", "30");
        buy("dora", "2025-06-20", "10", "US");

        assertThat(referrals())
                .containsOnly(
                        Map.entry("2025-05|total|all", referral("2025-05", "total", "all", 2, 0, 0, 0, 0, 0, 0, 0, 0)),
                        Map.entry(
                                "2025-05|channel|web",
                                referral("2025-05", "channel", "web", 2, 0, 0, 0, 0, 0, 0, 0, 0)),
                        Map.entry(
                                "2025-06|total|all",
                                referral("2025-06", "total", "all", 0, 2, 1, 1, 5_500_000, 0, 0, 0, 0)),
                        Map.entry(
                                "2025-06|channel|web",
                                referral("2025-06", "channel", "web", 0, 2, 1, 1, 5_500_000, 0, 0, 0, 0)),
                        Map.entry(
                                "2025-06|referred|web",
                                referral("2025-06", "referred", "web", 0, 0, 0, 0, 0, 1, 1, 2, 70_000_000)),
                        Map.entry(
                                "2025-06|other|web",
                                referral("2025-06", "other", "web", 0, 0, 0, 0, 0, 1, 0, 1, 10_000_000)));
    }

    /** Years of few customers, shuffled: the engine says what the plain recount says, in whatever order it learns of them. */
    @Test
    void shouldAgreeWithTheRecountInAnyOrder() {
        String program = "unit=3 expiry=5 tiers=A:0,B:20,C:60";
        start(program);
        Random random = new Random(11);
        List<CommerceEvent> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(any(random, i));
        }
        Collections.shuffle(events, random);
        Recount recount = new Recount(null, ZoneOffset.UTC, LoyaltyProgram.of(program));
        Instant received = NOW;
        for (CommerceEvent event : events) {
            received = received.plusSeconds(1);
            engine().send(event, received);
            recount.accept(event, 0, received);
        }
        RecountResult right = recount.finish(engine().settle());

        assertThat(loyalty()).hasSizeGreaterThan(80).isEqualTo(byKey(right.loyalty(), GrowthScenarioTest::key));
        assertThat(strata()).hasSizeGreaterThan(5).isEqualTo(byKey(right.strata(), GrowthScenarioTest::key));
        assertThat(referrals()).hasSizeGreaterThan(20).isEqualTo(byKey(right.referrals(), GrowthScenarioTest::key));
        RfmCutPoints cutPoints =
                engine().latest(TopicCatalogue.MODELS, RfmCutPoints.class).get(RfmCutPoints.MODEL_NAME);
        Map<String, CustomerProfile> profiles = engine().latest(TopicCatalogue.PROFILES, CustomerProfile.class);
        assertThat(right.profiles(cutPoints))
                .allSatisfy(profile -> assertThat(Objects.requireNonNull(profiles.get(profile.customerId()))
                                .loyalty())
                        .as(profile.customerId())
                        .isEqualTo(profile.loyalty()))
                .anySatisfy(profile -> assertThat(profile.loyalty()).isNotNull());
    }

    private static CommerceEvent any(Random random, int number) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (random.nextInt(3) == 0) {
            properties.put("loyalty_member", random.nextInt(3) > 0);
        }
        if (random.nextInt(3) == 0) {
            properties.put("reward_value", random.nextInt(20) - 2);
        }
        Envelope envelope = new Envelope(
                "e-" + number,
                "c-" + random.nextInt(12),
                null,
                null,
                NOW.minus(Duration.ofMinutes(random.nextInt(3 * 365 * 24 * 60))),
                null,
                new Context(pick(random, "web", "app"), null, pick(random, "US", "DE"), null, null),
                properties);
        Item item = new Item("p", null, null, null, 1_000L * random.nextInt(60_000), 1, 0, null);
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4 -> new CommerceEvent.Purchase(envelope, "o-" + number, null, List.of(item));
            case 5, 6 -> new CommerceEvent.Refund(envelope, "o", 1 + random.nextInt(30_000_000), List.of());
            case 7, 8 -> new CommerceEvent.PointsRedeemed(envelope, 1 + random.nextInt(9));
            case 9 ->
                new CommerceEvent.Identify(
                        envelope, new CustomerDetails(null, null, null, null, null, null, null, null));
            case 10 ->
                new CommerceEvent.CustomerUpdated(
                        envelope, new CustomerDetails(null, null, null, null, null, null, null, null));
            case 11, 12 -> new CommerceEvent.ReferralSent(envelope, "r-" + number);
            default ->
                random.nextInt(6) == 0
                        ? new CommerceEvent.ReferralConverted(envelope, "r", "c-" + random.nextInt(12))
                        : new CommerceEvent.PageView(envelope, null, null);
        };
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void identify(String customer, String day, Map<String, Object> properties) {
        send(new CommerceEvent.Identify(
                envelope(customer, day, properties, "US"),
                new CustomerDetails(null, null, null, null, null, null, null, null)));
    }

    private void buy(String customer, String day, String amount, String country) {
        Item item = new Item("p", null, null, null, Micros.of(amount), 1, 0, null);
        send(new CommerceEvent.Purchase(
                envelope(customer, day, Map.of(), country), "o-" + serial, null, List.of(item)));
    }

    private void refund(String customer, String day, String amount) {
        send(new CommerceEvent.Refund(envelope(customer, day, Map.of(), "US"), "o", Micros.of(amount), List.of()));
    }

    private void redeem(String customer, String day, long points) {
        send(new CommerceEvent.PointsRedeemed(envelope(customer, day, Map.of(), "US"), points));
    }

    private Envelope envelope(String customer, String day, Map<String, Object> properties, String country) {
        return new Envelope(
                "e-" + ++serial,
                customer,
                null,
                null,
                Instant.parse(day + "T12:00:00Z"),
                null,
                new Context("web", null, country, null, null),
                properties);
    }

    private void send(CommerceEvent event) {
        engine().send(event, NOW.plusSeconds(serial));
    }

    private @Nullable CustomerLoyalty own(String customer) {
        engine().settle();
        return Objects.requireNonNull(engine().latest(TopicCatalogue.PROFILES, CustomerProfile.class)
                        .get(customer))
                .loyalty();
    }

    private Map<String, LoyaltyCell> loyalty() {
        return published(
                LoyaltyCell.KEY_PREFIX,
                LoyaltyCell.class,
                cell -> cell(
                        cell.month().toString(),
                        cell.dimension(),
                        cell.value(),
                        cell.customers(),
                        cell.joined(),
                        cell.left(),
                        cell.upgraded(),
                        cell.downgraded(),
                        cell.earned(),
                        cell.takenBack(),
                        cell.redeemed(),
                        cell.expired(),
                        cell.openChange()));
    }

    private Map<String, LoyaltyStratum> strata() {
        Map<String, LoyaltyStratum> found = published(
                LoyaltyStratum.KEY_PREFIX,
                LoyaltyStratum.class,
                cell -> stratum(
                        cell.month().toString(),
                        cell.band(),
                        cell.country(),
                        cell.members(),
                        cell.membersBack(),
                        cell.others(),
                        cell.othersBack()));
        return found.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().replace("stratum|", ""), Map.Entry::getValue));
    }

    private Map<String, ReferralCell> referrals() {
        return published(
                ReferralCell.KEY_PREFIX,
                ReferralCell.class,
                cell -> referral(
                        cell.month().toString(),
                        cell.dimension(),
                        cell.value(),
                        cell.sent(),
                        cell.converted(),
                        cell.bought(),
                        cell.rewards(),
                        cell.rewardMicros(),
                        cell.customers(),
                        cell.returned(),
                        cell.orders(),
                        cell.netMicros()));
    }

    /** Cells of one kind that count anything, as of no time, by key without the kind. */
    private <T extends Record> Map<String, T> published(String prefix, Class<T> type, Function<T, T> timeless) {
        engine().settle();
        Map<String, T> found = new TreeMap<>();
        engine().latest(TopicCatalogue.GROWTH, prefix, type)
                .forEach((key, cell) -> found.put(key, timeless.apply(cell)));
        found.values().removeIf(cell -> COUNTS_NOTHING.matcher(cell.toString()).matches());
        return found;
    }

    private static <T> Map<String, T> byKey(Collection<T> cells, Function<T, String> key) {
        return cells.stream().collect(Collectors.toMap(key, Function.identity()));
    }

    private static String key(LoyaltyCell cell) {
        return cell.month() + "|" + cell.dimension() + "|" + cell.value();
    }

    private static String key(LoyaltyStratum cell) {
        return cell.month() + "|" + cell.band() + "|" + cell.country();
    }

    private static String key(ReferralCell cell) {
        return cell.month() + "|" + cell.dimension() + "|" + cell.value();
    }

    private static LoyaltyCell cell(
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
        return new LoyaltyCell(
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
                Instant.EPOCH);
    }

    private static LoyaltyStratum stratum(
            String month, String band, String country, long members, long membersBack, long others, long othersBack) {
        return new LoyaltyStratum(
                YearMonth.parse(month), band, country, members, membersBack, others, othersBack, Instant.EPOCH);
    }

    private static ReferralCell referral(
            String month,
            String dimension,
            String value,
            long sent,
            long converted,
            long bought,
            long rewards,
            long rewardMicros,
            long customers,
            long returned,
            long orders,
            long netMicros) {
        return new ReferralCell(
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
                Instant.EPOCH);
    }
}
