package io.tillstream.streams.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.stack.audit.Recount;
import io.tillstream.stack.audit.RecountResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events in any order within the lateness that is allowed, against the plain recount of the sorted list; and in any order at all, against that of the same order. */
class JourneyOrderTest {

    private static final Instant START = Instant.parse("2025-03-20T22:00:00Z");
    private static final List<String> WHAT = List.of(
            "home",
            "page",
            "search",
            "product",
            "product",
            "cart",
            "checkout",
            "abandon",
            "purchase 7.77",
            "purchase 0.01");

    private final JourneyShop maker = new JourneyShop();

    @ParameterizedTest
    @CsvSource({"1,UTC", "2,America/New_York", "3,Asia/Kolkata", "4,UTC"})
    void shouldCountWhatTheRecountOfTheSortedLogCounts(long seed, String zone) {
        Random random = new Random(seed);
        List<CommerceEvent> sorted = events(random, 1_200, Duration.ofDays(60));
        List<CommerceEvent> late = new ArrayList<>(sorted);
        Map<CommerceEvent, Long> arrival = new IdentityHashMap<>();
        sorted.forEach(event -> arrival.put(
                event,
                event.timestamp().toEpochMilli()
                        + (random.nextInt(3) == 0
                                ? random.nextLong(Duration.ofDays(6).toMillis())
                                : 0)));
        late.sort(Comparator.comparingLong(event -> Objects.requireNonNull(arrival.get(event))));
        compare(late, sorted, zone);
    }

    @ParameterizedTest
    @CsvSource({"5,UTC", "6,Europe/London"})
    void shouldNotDependOnOrderWithinAWeek(long seed, String zone) {
        Random random = new Random(seed);
        List<CommerceEvent> sorted = events(random, 500, Duration.ofDays(6));
        List<CommerceEvent> shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, random);
        compare(shuffled, sorted, zone);
    }

    @ParameterizedTest
    @CsvSource({"7,UTC", "8,UTC"})
    void shouldCountWhatTheRecountCountsWhateverTheOrder(long seed, String zone) {
        Random random = new Random(seed);
        List<CommerceEvent> shuffled = events(random, 700, Duration.ofDays(50));
        Collections.shuffle(shuffled, random);
        compare(shuffled, shuffled, zone);
    }

    private List<CommerceEvent> events(Random random, int count, Duration time) {
        List<CommerceEvent> events = new ArrayList<>();
        List<Instant> visits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // near an earlier one, so that sessions form; to the second, so that some fall on the same
            Instant at = visits.isEmpty() || random.nextInt(8) == 0
                    ? START.plusSeconds(random.nextLong(time.toSeconds()))
                    : visits.get(random.nextInt(visits.size())).plusSeconds(random.nextInt(3_000) - 1_000);
            visits.add(at);
            events.add(
                    maker.event("c-" + random.nextInt(4), at, WHAT.get(random.nextInt(WHAT.size())), context(random)));
        }
        events.sort(Comparator.comparing(CommerceEvent::timestamp));
        return events;
    }

    private static Context context(Random random) {
        Campaign campaign = random.nextInt(4) > 0
                ? null
                : new Campaign(
                        List.of("google", "news", "a|b\\").get(random.nextInt(3)),
                        random.nextBoolean() ? "cpc" : null,
                        null);
        return new Context(
                random.nextBoolean() ? "web" : "app", random.nextBoolean() ? "mobile" : null, null, null, campaign);
    }

    private static void compare(List<CommerceEvent> order, List<CommerceEvent> counted, String zone) {
        JourneyShop shop = new JourneyShop(new BusinessTime(ZoneId.of(zone)));
        order.forEach(shop::take);
        Recount recount = new Recount(null, ZoneId.of(zone));
        Instant end = START.plus(Duration.ofDays(70));
        counted.forEach(event -> recount.accept(event, 0, end));
        RecountResult right = recount.finish(end);

        assertThat(byKey(shop.cells(), JourneyCell::key, JourneyOrderTest::counted))
                .isEqualTo(byKey(right.journeySteps(), JourneyCell::key, cell -> like(right, shop.cells(), cell)));
        assertThat(byKey(shop.paths(), JourneyPath::key, path -> path.sessions() == 0 ? null : path.sessions()))
                .isEqualTo(byKey(right.journeyPaths(), JourneyPath::key, JourneyPath::sessions));
        assertThat(byKey(shop.credits(), ChannelCredit::key, JourneyOrderTest::counted))
                .isEqualTo(byKey(right.channelCredits(), ChannelCredit::key, JourneyOrderTest::counted));
        assertThat(byKey(shop.channelSteps(), ChannelStep::key, step -> step.count() == 0 ? null : step.count()))
                .isEqualTo(byKey(right.channelSteps(), ChannelStep::key, ChannelStep::count));
    }

    private static <T, V> Map<String, V> byKey(List<T> values, Function<T, String> key, Function<T, @Nullable V> what) {
        Map<String, V> map = new TreeMap<>();
        for (T value : values) {
            V counted = what.apply(value);
            if (counted != null) {
                map.put(key.apply(value), counted);
            }
        }
        return map;
    }

    private static @Nullable JourneyCell counted(JourneyCell cell) {
        return cell.steps().isEmpty() && cell.fromSessionStart().isEmpty()
                ? null
                : new JourneyCell(
                        cell.day(),
                        cell.channel(),
                        cell.device(),
                        cell.sessions(),
                        cell.conversions(),
                        cell.steps(),
                        cell.fromSessionStart(),
                        cell.fromFirstTouch(),
                        Instant.EPOCH);
    }

    /** The recounted cell with times as the engine stores them, where they are near enough. */
    private static @Nullable JourneyCell like(RecountResult right, List<JourneyCell> stored, JourneyCell cell) {
        return stored.stream()
                .filter(each -> each.key().equals(cell.key()))
                .findFirst()
                .map(right::journeyStepsLike)
                .orElse(cell);
    }

    private static @Nullable ChannelCredit counted(ChannelCredit credit) {
        return credit.linearMillionths() == 0 && credit.firstTouch() == 0 && credit.lastTouch() == 0
                ? null
                : new ChannelCredit(
                        credit.day(),
                        credit.channel(),
                        credit.firstTouch(),
                        credit.firstTouchMicros(),
                        credit.lastTouch(),
                        credit.lastTouchMicros(),
                        credit.linearMillionths(),
                        credit.linearMicros(),
                        Instant.EPOCH);
    }
}
