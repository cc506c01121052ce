package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small stories, counted by hand. */
class EngineScenarioTest {

    private static final Instant NINE = Instant.parse("2025-06-02T09:00:00Z");

    @TempDir
    Path stateDir;

    private EngineDriver engine;
    private int serial;

    @BeforeEach
    void start() {
        engine = new EngineDriver(stateDir, NINE, "UTC");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void shouldCountAVisitThatBuysOncePerStep() {
        send(new CommerceEvent.PageView(at("anna", 0), "/", null), 0);
        send(new CommerceEvent.ViewItem(at("anna", 1), List.of(book(1))), 1);
        send(new CommerceEvent.AddToCart(at("anna", 2), null, List.of(book(1))), 2);
        send(new CommerceEvent.ViewItem(at("anna", 3), List.of(book(2))), 3);
        send(new CommerceEvent.BeginCheckout(at("anna", 4), null, List.of()), 4);
        send(new CommerceEvent.Purchase(at("anna", 5), "o-1", null, List.of(book(1))), 5);

        FunnelCell hour = funnel("total|all");
        assertThat(List.of(hour.visits(), hour.views(), hour.carts(), hour.checkouts(), hour.purchases()))
                .containsOnly(1L);
        assertThat(hour.directPurchases()).isZero();
        assertThat(hour.cartsOpened()).isEqualTo(1);
        assertThat(hour.cartsPurchased()).isEqualTo(1);
        assertThat(hour.cartsAbandoned()).isZero();
        SalesCell day = sales("day|2025-06-02|category|Books");
        assertThat(day.grossMicros()).isEqualTo(12_990_000);
        assertThat(day.views()).isEqualTo(2);
        assertThat(day.buyers()).isEqualTo(1);
    }

    @Test
    void shouldAbandonAnIdleCartByTheWallClockAndTakeItBackForALateItem() {
        send(new CommerceEvent.AddToCart(at("ben", 0), null, List.of(book(1))), 0);
        advance(29);
        assertThat(carts()).isEmpty();
        advance(31);
        assertThat(carts()).extracting(CartChange::state).containsExactly("abandoned");
        assertThat(carts().getFirst().changedAt()).isEqualTo(NINE.plus(Duration.ofMinutes(30)));
        assertThat(funnel("total|all").abandonedMicros()).isEqualTo(12_990_000);

        // put into the cart at minute 20, but it took until minute 40 to arrive
        send(new CommerceEvent.AddToCart(at("ben", 20), null, List.of(book(2))), 40);
        assertThat(carts()).extracting(CartChange::state).containsExactly("abandoned", "open");
        assertThat(funnel("total|all").cartsAbandoned()).isZero();
        assertThat(funnel("total|all").abandonedMicros()).isZero();

        // the window now ends at minute 50
        advance(51);
        assertThat(carts().getLast().state()).isEqualTo("abandoned");
        assertThat(carts().getLast().valueMicros()).isEqualTo(2 * 12_990_000);
        assertThat(funnel("total|all").cartsOpened()).isEqualTo(1);
        assertThat(funnel("total|all").cartsAbandoned()).isEqualTo(1);
    }

    @Test
    void shouldRecoverAnAbandonedCartWithinSevenDaysOnly() {
        send(new CommerceEvent.AddToCart(at("cleo", 0), null, List.of(book(1))), 0);
        send(new CommerceEvent.Abandon(at("cleo", 1), null, List.of()), 1);
        send(new CommerceEvent.AddToCart(at("cleo", 2), null, List.of(book(2))), 2);
        send(new CommerceEvent.Abandon(at("cleo", 3), null, List.of()), 3);
        int sevenDaysAfterTheFirst = 1 + 7 * 24 * 60;
        send(
                new CommerceEvent.Purchase(at("cleo", sevenDaysAfterTheFirst), "o-1", null, List.of(book(1))),
                sevenDaysAfterTheFirst);
        send(new CommerceEvent.Purchase(at("cleo", 4 + 7 * 24 * 60), "o-2", null, List.of(book(2))), 4 + 7 * 24 * 60);

        FunnelCell hour = funnel("total|all");
        assertThat(hour.cartsAbandoned()).isEqualTo(2);
        assertThat(hour.cartsRecovered()).isEqualTo(1);
        assertThat(hour.recoveredMicros()).isEqualTo(12_990_000);
    }

    @Test
    void shouldRejectWhatIsNoEventWithBytesUnchangedAndGoOn() {
        byte[] broken = "{\"event_id\":\"x\",\"action\":\"add_to_cart\"".getBytes(StandardCharsets.UTF_8);
        engine.sendRaw(new byte[] {1}, broken, NINE);
        send(new CommerceEvent.Purchase(at("dora", 1), "o-1", null, List.of(book(1))), 1);

        List<TestRecord<byte[], byte[]>> rejected = engine.records(TopicCatalogue.REJECTED);
        assertThat(rejected).hasSize(1);
        assertThat(rejected.getFirst().value()).isEqualTo(broken);
        assertThat(rejected.getFirst()
                        .headers()
                        .lastHeader(RejectedHeaders.REASON)
                        .value())
                .isNotEmpty();
        assertThat(new String(
                        rejected.getFirst()
                                .headers()
                                .lastHeader(RejectedHeaders.ORIGIN)
                                .value(),
                        StandardCharsets.UTF_8))
                .isEqualTo("commerce.events.v1-0@0");
        assertThat(sales("all||total|all").orders()).isEqualTo(1);
    }

    @Test
    void shouldRejectAnEventUnderAnothersKey() {
        CommerceEvent event = new CommerceEvent.Purchase(at("dora", 0), "o-1", null, List.of(book(1)));
        engine.sendRaw("someone".getBytes(StandardCharsets.UTF_8), new EventWriter().write(event), NINE);

        List<TestRecord<byte[], byte[]>> rejected = engine.records(TopicCatalogue.REJECTED);
        assertThat(rejected).hasSize(1);
        assertThat(rejected.getFirst()
                        .headers()
                        .lastHeader(RejectedHeaders.FIELD)
                        .value())
                .isEqualTo("key".getBytes(StandardCharsets.UTF_8));
        assertThat(engine.latest(TopicCatalogue.PROFILES, CustomerProfile.class))
                .isEmpty();
    }

    @Test
    void shouldBookARefundOnItsOwnDayAndMoveTheCustomer() {
        send(new CommerceEvent.Purchase(at("emil", 0), "o-1", null, List.of(book(1))), 0);
        int nextDay = 24 * 60;
        send(new CommerceEvent.Refund(at("emil", nextDay), "o-1", 2_990_000, List.of()), nextDay);

        assertThat(sales("day|2025-06-02|total|all").netMicros()).isEqualTo(12_990_000);
        assertThat(sales("day|2025-06-03|total|all").netMicros()).isEqualTo(-2_990_000);
        assertThat(sales("day|2025-06-03|product|unknown").refundMicros()).isEqualTo(2_990_000);
        CustomerProfile emil = profile("emil");
        assertThat(emil.netMicros()).isEqualTo(10_000_000);
        assertThat(emil.averageOrderMicros()).isEqualTo(10_000_000);
    }

    @Test
    void shouldScoreEverybodyWhenTimePassesAndSayWhyTheyMoved() {
        send(new CommerceEvent.Purchase(at("fay", 0), "o-1", null, List.of(book(1))), 0);
        engine.settle();
        CustomerProfile only = profile("fay");
        // one customer: every cut point is her own value, none is below it
        assertThat(only.rfm()).isEqualTo(new RfmScore(1, 1, 1));
        assertThat(only.segment()).isEqualTo("Lost");
        assertThat(only.recencyDays()).isZero();
        assertThat(only.churnTier()).isEqualTo("Low");

        int days = 24 * 60 * 100;
        send(new CommerceEvent.PageView(at("gus", days), "/", null), days);
        engine.settle();
        assertThat(profile("fay").recencyDays()).isEqualTo(100);
        assertThat(profile("fay").churnTier()).isEqualTo("Medium");
        List<SegmentTransition> moves = engine.all(TopicCatalogue.TRANSITIONS, SegmentTransition.class);
        assertThat(moves).hasSize(1);
        assertThat(moves.getFirst().fromSegment()).isNull();
        assertThat(moves.getFirst().cause()).isEqualTo("purchase");
    }

    @Test
    void shouldCarryCloudEventHeaders() {
        send(new CommerceEvent.AddToCart(at("hal", 0), null, List.of(book(1))), 0);
        send(new CommerceEvent.Abandon(at("hal", 1), null, List.of()), 1);
        TestRecord<byte[], byte[]> cart = engine.records(TopicCatalogue.CARTS).getFirst();
        assertThat(cart.headers().toArray())
                .extracting(header -> header.key())
                .contains("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type");
    }

    private void send(CommerceEvent event, int receivedMinute) {
        engine.send(event, NINE.plus(Duration.ofMinutes(receivedMinute)));
    }

    private void advance(int minute) {
        engine.advanceTo(NINE.plus(Duration.ofMinutes(minute)));
    }

    private List<CartChange> carts() {
        return engine.all(TopicCatalogue.CARTS, CartChange.class);
    }

    private FunnelCell funnel(String dimensionAndValue) {
        String key = NINE.toEpochMilli() + "|" + dimensionAndValue;
        return Objects.requireNonNull(
                engine.latest(TopicCatalogue.FUNNEL, FunnelCell.class).get(key));
    }

    private SalesCell sales(String key) {
        return Objects.requireNonNull(
                engine.latest(TopicCatalogue.SALES, SalesCell.class).get(key));
    }

    private CustomerProfile profile(String customer) {
        return Objects.requireNonNull(
                engine.latest(TopicCatalogue.PROFILES, CustomerProfile.class).get(customer));
    }

    private Envelope at(String customer, int minute) {
        return new Envelope(
                "e-" + serial++,
                customer,
                null,
                null,
                NINE.plus(Duration.ofMinutes(minute)),
                null,
                Context.UNKNOWN,
                Map.of());
    }

    private static Item book(int number) {
        return new Item("b-" + number, "Book " + number, "Books", null, 12_990_000, 1, 0, null);
    }
}
