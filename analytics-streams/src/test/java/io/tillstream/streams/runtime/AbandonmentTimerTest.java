package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cart is abandoned by the clock alone, once, whatever happens to the process between its deadline and the commit of its end. */
class AbandonmentTimerTest {

    private static final Instant NINE = Instant.parse("2025-06-02T09:00:00Z");
    private static final int PRICE = 12_990_000;

    @TempDir
    Path folder;

    private ModelCluster cluster;
    private int serial;

    @BeforeEach
    void start() {
        cluster = new ModelCluster(folder, 1, NINE, ZoneOffset.UTC);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldFireOnceWhenNothingElseHappens() {
        send(add("b-1"), 0);
        cluster.commit(0);
        for (int minute = 0; minute < 29; minute++) {
            passUntil(minute);
        }
        assertThat(carts()).isEmpty();
        for (int minute = 30; minute < 90; minute++) {
            passUntil(minute);
        }
        assertThat(states()).containsExactly("abandoned");
        assertThat(hour().cartsAbandoned()).isEqualTo(1);
    }

    @Test
    void shouldFireAfterARestartThatFallsOnTheDeadline() {
        send(add("b-1"), 0);
        cluster.commit(0);
        cluster.quietAt(minute(31).minusSeconds(70));
        cluster.crash(0);
        passUntil(40);
        assertThat(states()).containsExactly("abandoned");
        assertThat(hour().cartsAbandoned()).isEqualTo(1);
    }

    @Test
    void shouldFireAgainWhenTheFirstTimeWasNotCommitted() {
        send(add("b-1"), 0);
        cluster.commit(0);
        cluster.quietAt(minute(20));
        cluster.quietAt(minute(29));
        cluster.append(pageView("someone", 31), minute(31));
        cluster.work(0, 1);
        cluster.tick(0);
        cluster.crash(0);
        assertThat(carts()).isEmpty();
        passUntil(32);
        cluster.crash(0);
        passUntil(33);
        assertThat(states()).containsExactly("abandoned");
        assertThat(hour().cartsAbandoned()).isEqualTo(1);
        assertThat(hour().abandonedMicros()).isEqualTo(PRICE);
    }

    @Test
    void shouldTakeItBackForAPurchaseThatCameLate() {
        send(add("b-1"), 0);
        cluster.commit(0);
        passUntil(45);
        assertThat(states()).containsExactly("abandoned");
        cluster.crash(0);
        cluster.append(new CommerceEvent.Purchase(at("ada", 10), "o-1", null, List.of(book("b-1"))), minute(46));
        cluster.quietAt(minute(50));
        assertThat(states().getLast()).isEqualTo("purchased");
        assertThat(hour().cartsAbandoned()).isZero();
        assertThat(hour().abandonedMicros()).isZero();
        assertThat(hour().cartsPurchased()).isEqualTo(1);
        assertThat(hour().cartsRecovered()).isZero();
        passUntil(200);
        assertThat(states().getLast()).isEqualTo("purchased");
        assertThat(hour().cartsAbandoned()).isZero();
    }

    @Test
    void shouldTakeItBackForALateActivityAndFireAgain() {
        send(add("b-1"), 0);
        cluster.commit(0);
        passUntil(45);
        cluster.append(new CommerceEvent.BeginCheckout(at("ada", 29), null, List.of()), minute(46));
        cluster.quietAt(minute(47));
        assertThat(states()).containsExactly("abandoned", "open");
        assertThat(hour().cartsAbandoned()).isZero();
        cluster.crash(0);
        passUntil(58);
        assertThat(states()).containsExactly("abandoned", "open");
        passUntil(60);
        cluster.crash(0);
        passUntil(90);
        assertThat(states()).containsExactly("abandoned", "open", "abandoned");
        assertThat(carts().getLast().changedAt()).isEqualTo(minute(59));
        assertThat(hour().cartsAbandoned()).isEqualTo(1);
    }

    @Test
    void shouldNotLetOneWrongClockTimeOutTheCartsOfOthers() {
        send(add("b-1"), 0);
        cluster.append(pageView("someone", 20 * 60), minute(1));
        cluster.quietAt(minute(2));
        passUntil(29);
        assertThat(carts()).isEmpty();
        passUntil(31);
        assertThat(states()).containsExactly("abandoned");
    }

    private void send(CommerceEvent event, int receivedMinute) {
        cluster.append(event, minute(receivedMinute));
        cluster.work(0, 1);
    }

    private void passUntil(int minute) {
        cluster.quietAt(minute(minute));
    }

    private List<CartChange> carts() {
        return cluster.all(TopicCatalogue.CARTS, CartChange.class);
    }

    private List<String> states() {
        return carts().stream().map(CartChange::state).toList();
    }

    private FunnelCell hour() {
        return Objects.requireNonNull(
                cluster.latest(TopicCatalogue.FUNNEL, FunnelCell.class).get(NINE.toEpochMilli() + "|total|all"));
    }

    private CommerceEvent add(String product) {
        return new CommerceEvent.AddToCart(at("ada", 0), null, List.of(book(product)));
    }

    private CommerceEvent pageView(String customer, int minute) {
        return new CommerceEvent.PageView(at(customer, minute), "/", null);
    }

    private Envelope at(String customer, int minute) {
        return new Envelope("e-" + serial++, customer, null, null, minute(minute), null, Context.UNKNOWN, Map.of());
    }

    private static Instant minute(int minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }

    private static Item book(String id) {
        return new Item(id, "Book", "Books", null, PRICE, 1, 0, null);
    }
}
