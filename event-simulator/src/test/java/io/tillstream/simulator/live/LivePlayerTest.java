package io.tillstream.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.simulator.catalogue.Catalogue;
import io.tillstream.simulator.history.History;
import io.tillstream.simulator.history.Shop;
import io.tillstream.simulator.history.Shops;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LivePlayerTest {

    private static final long SINCE = Shops.END.toEpochMilli() + 12_000;
    private static final long TICK = 50;

    private final List<CommerceEvent> events = new ArrayList<>();
    private final LiveControls controls = new LiveControls(new Pace.Transactions(0.5));
    private final Shop shop = new Shop(Shops.settings(42, 1000, Period.ofMonths(4)), Shops.END);
    private final LivePlayer player = player(shop, controls, events);
    private long now = SINCE;

    private static LivePlayer player(Shop shop, LiveControls controls, List<CommerceEvent> events) {
        History history = new History(shop);
        while (history.next() != null) {
            // lived through
        }
        return new LivePlayer(shop, history, controls, SINCE, false, 0, events::add);
    }

    private void play(int seconds) {
        for (long until = now + seconds * 1000L; now < until; ) {
            now += TICK;
            player.tick(now);
        }
    }

    private long count(Predicate<CommerceEvent> which) {
        return events.stream().filter(which).count();
    }

    private long count(Action action) {
        return count(event -> event.action() == action);
    }

    @Test
    void shouldOrderAboutEveryTwoSecondsByDefault() {
        play(1800);
        // 900 orders are asked for; three standard deviations of a Poisson count are 90
        assertThat(count(Action.PURCHASE)).isBetween(780L, 1020L);
        assertThat(count(Action.REFUND)).isBetween(10L, 90L);
        assertThat(count(Action.ABANDON)).isPositive();
        // a new customer a minute
        assertThat(count(Action.IDENTIFY)).isBetween(28L, 31L);
        assertThat(player.newcomers()).isEqualTo(count(Action.IDENTIFY));
    }

    @Test
    void shouldOrderWithinTheFirstHalfMinute() {
        play(30);
        assertThat(count(Action.PURCHASE)).isPositive();
    }

    @Test
    void shouldReachTheRateOfEventsThatIsAskedFor() {
        for (double perSecond : new double[] {40, 2000, 20_000}) {
            controls.pace(new Pace.Events(perSecond));
            // visits come by chance: at a low rate it takes longer until the mean is seen
            int seconds = perSecond < 100 ? 120 : 15;
            play(seconds);
            events.clear();
            play(seconds);
            assertThat(events.size() / (double) seconds).isBetween(perSecond * 0.85, perSecond * 1.15);
        }
    }

    @Test
    void shouldFollowANewRateAtOnce() {
        controls.pace(new Pace.Events(5000));
        play(20);
        controls.pace(new Pace.Events(0));
        play(1);
        events.clear();
        play(20);
        assertThat(events.size()).isLessThan(3);
        events.clear();
        controls.pace(new Pace.Events(10));
        play(20);
        assertThat(events.size()).isBetween(100, 260);
    }

    @Test
    void shouldSendEventsThatPassAllTheRulesInTheOrderOfTime() throws Exception {
        controls.pace(new Pace.Events(1000));
        controls.start(new Scenario.BotBurst(50), now, 60_000);
        controls.start(new Scenario.FlashSale(0.4, 2, -1), now, 60_000);
        play(30);
        EventReader reader = new EventReader("USD");
        EventWriter writer = new EventWriter();
        Set<String> ids = new HashSet<>();
        Instant last = Instant.MIN;
        for (CommerceEvent event : events) {
            assertThat(reader.read(writer.writeWithPersonalData(event), Instant.ofEpochMilli(now)))
                    .isEqualTo(event);
            assertThat(event.timestamp()).isAfterOrEqualTo(last);
            last = event.timestamp();
            ids.add(event.envelope().eventId());
        }
        assertThat(ids).hasSameSizeAs(events);
    }

    @Test
    void shouldLetASilentlyLeftCartRestForHalfAnHour() {
        play(3600);
        // carts that were filled and neither bought, given up nor emptied within the visit: the customer stays away
        var lastSeen = new java.util.HashMap<String, CommerceEvent>();
        int leftAndBack = 0;
        for (CommerceEvent event : events) {
            CommerceEvent before = lastSeen.put(event.key(), event);
            if (before instanceof CommerceEvent.AddToCart add
                    && event instanceof CommerceEvent.CartEvent cart
                    && !String.valueOf(add.cartId()).equals(cart.cartId())) {
                leftAndBack++;
            }
            if (before instanceof CommerceEvent.AddToCart
                    && before.envelope().customerId() != null
                    && event instanceof CommerceEvent.PageView
                    && !String.valueOf(before.envelope().sessionId())
                            .equals(event.envelope().sessionId())) {
                leftAndBack++;
                assertThat(event.timestamp()).isAfter(before.timestamp().plusSeconds(30 * 60));
            }
        }
        assertThat(leftAndBack).isPositive();
    }

    @Test
    void shouldFailOrdersWhileTheCheckoutIsOut() {
        controls.pace(new Pace.Events(500));
        play(20);
        controls.start(new Scenario.CheckoutOutage(), now, 60_000);
        events.clear();
        play(50);
        assertThat(count(Action.BEGIN_CHECKOUT)).isGreaterThan(100);
        assertThat(count(event -> event.action() == Action.PURCHASE
                        && !"store".equals(event.envelope().context().channel())))
                .isZero();
        assertThat(controls.stop(Scenario.Kind.CHECKOUT_OUTAGE, now)).isTrue();
        events.clear();
        play(20);
        assertThat(count(Action.PURCHASE)).isPositive();
    }

    @Test
    void shouldSellOneCategoryCheaplyInAFlashSale() {
        controls.pace(new Pace.Events(500));
        int books = Catalogue.CATEGORIES.indexOf("Books");
        controls.start(new Scenario.FlashSale(0.5, 3, books), now, 120_000);
        play(20);
        events.clear();
        play(20);
        assertThat(events.size() / 20.0).isBetween(1275.0, 1725.0);
        var bought = events.stream()
                .filter(CommerceEvent.Purchase.class::isInstance)
                .flatMap(event -> ((CommerceEvent.Purchase) event).items().stream())
                .filter(item -> "Books".equals(item.category()))
                .toList();
        assertThat(bought).isNotEmpty();
        assertThat(bought.stream().filter(item -> item.discountMicros() * 3 > item.priceMicros() * item.quantity()))
                .hasSizeGreaterThan(bought.size() * 8 / 10);
    }

    @Test
    void shouldShowTheViralProductMoreThanAnyOther() {
        controls.pace(new Pace.Events(500));
        controls.start(new Scenario.ViralProduct(17, 1), now, 60_000);
        play(20);
        events.clear();
        play(20);
        long viral = count(event -> event instanceof CommerceEvent.ViewItem view
                && view.items().getFirst().productId().equals(Catalogue.productId(17)));
        assertThat(viral / (double) count(Action.VIEW_ITEM)).isBetween(0.5, 0.8);
    }

    @Test
    void shouldAddTheEventsOfRobots() {
        controls.pace(new Pace.Events(0));
        controls.start(new Scenario.BotBurst(100), now, 10_000);
        play(30);
        assertThat(count(event -> "bot".equals(event.envelope().context().device())))
                .isBetween(985L, 1005L);
    }

    @Test
    void shouldNotMakeUpForATimeWhenNothingRan() {
        controls.pace(new Pace.Events(1000));
        play(20);
        now += 3_600_000;
        events.clear();
        player.tick(now);
        assertThat(events.size()).isLessThan(3000);
    }

    @Test
    void shouldNotRepeatWhatAnEarlierLivePhaseSent() {
        List<CommerceEvent> later = new ArrayList<>();
        History history = new History(shop);
        while (history.next() != null) {
            // lived through
        }
        long muchLater = SINCE + 40L * 86_400_000;
        LivePlayer resumed = new LivePlayer(shop, history, controls, muchLater, true, 25, later::add);
        assertThat(resumed.nextDueAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(resumed.newcomers()).isEqualTo(25);
        for (long at = muchLater; at < muchLater + 10_000; at += TICK) {
            resumed.tick(at);
        }
        play(10);
        Set<String> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.envelope().eventId()));
        assertThat(later)
                .isNotEmpty()
                .noneMatch(event -> ids.contains(event.envelope().eventId()));
    }
}
