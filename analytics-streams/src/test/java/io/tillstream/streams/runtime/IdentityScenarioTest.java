package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.CustomerDetails;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visitors who turn out to be customers, in small stories counted by hand. */
class IdentityScenarioTest {

    private static final Instant NINE = Instant.parse("2025-06-02T09:00:00Z");
    private static final String DAY = "day|2025-06-02|total|all";

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
    void shouldGiveTheHistoryOfAVisitorToTheCustomerAndCountItOnce() {
        send(new CommerceEvent.ViewItem(visitor("v", 0), List.of(book())), 0);
        send(new CommerceEvent.AddToCart(visitor("v", 1), null, List.of(book())), 1);
        send(new CommerceEvent.Purchase(visitor("v", 2), "o-1", null, List.of(book())), 2);
        assertThat(profile("anon:v").orders()).isEqualTo(1);

        send(identify("anna", "v", 5), 5);
        send(new CommerceEvent.Purchase(customer("anna", 10), "o-2", null, List.of(book())), 10);
        engine.settle();

        assertThat(profiles()).containsOnlyKeys("anna");
        CustomerProfile anna = profile("anna");
        assertThat(anna.orders()).isEqualTo(2);
        assertThat(anna.netMicros()).isEqualTo(2 * 12_990_000);
        assertThat(anna.sessions()).isEqualTo(1);
        assertThat(anna.firstSeenAt()).isEqualTo(NINE);
        SalesCell day = sales(DAY);
        assertThat(day.orders()).isEqualTo(2);
        assertThat(day.buyers()).isEqualTo(1);
        assertThat(sales("day|2025-06-02|category|Books").views()).isEqualTo(1);
        FunnelCell hour = funnel();
        assertThat(hour.visits()).isEqualTo(1);
        assertThat(hour.cartsOpened()).isEqualTo(1);
        assertThat(hour.cartsPurchased()).isEqualTo(1);
        assertThat(carts()).containsOnlyKeys("anna@" + NINE.plusSeconds(60).toEpochMilli());
    }

    @Test
    void shouldSendWhatTheVisitorDoesLaterToTheCustomer() {
        send(identify("anna", "v", 0), 0);
        send(new CommerceEvent.PageView(visitor("v", 3), "/", null), 3);
        engine.settle();

        assertThat(profiles()).containsOnlyKeys("anna");
        assertThat(profile("anna").lastSeenAt()).isEqualTo(minute(3));
        assertThat(profile("anna").sessions()).isEqualTo(1);
    }

    @Test
    void shouldNotMeltTheCustomersOfASharedDevice() {
        send(new CommerceEvent.Purchase(visitor("tablet", 0), "o-1", null, List.of(book())), 0);
        send(identify("anna", "tablet", 5), 5);
        send(new CommerceEvent.Purchase(visitor("tablet", 6), "o-2", null, List.of(book())), 6);
        send(identify("ben", "tablet", 20), 20);
        send(new CommerceEvent.Purchase(visitor("tablet", 21), "o-3", null, List.of(book())), 21);
        // happened in Anna's time, came in Ben's
        send(new CommerceEvent.Purchase(visitor("tablet", 10), "o-4", null, List.of(book())), 22);
        engine.settle();

        assertThat(profiles()).containsOnlyKeys("anna", "ben");
        assertThat(profile("anna").orders()).isEqualTo(3);
        assertThat(profile("ben").orders()).isEqualTo(1);
        assertThat(identity("anon:tablet").spans())
                .containsExactly(
                        new VisitorIdentity.Span("anna", null, minute(20), minute(5)),
                        new VisitorIdentity.Span("ben", minute(20), null, minute(20)));
    }

    @Test
    void shouldTakeTheHistoryFromWhoIdentifiedLaterWhenAnEarlierOneComesLate() {
        send(new CommerceEvent.Purchase(visitor("v", 0), "o-1", null, List.of(book())), 0);
        send(identify("ben", "v", 20), 20);
        engine.settle();
        assertThat(profile("ben").orders()).isEqualTo(1);

        send(identify("anna", "v", 10), 21);
        engine.settle();

        assertThat(profile("anna").orders()).isEqualTo(1);
        assertThat(profile("ben").orders()).isZero();
        assertThat(sales(DAY).buyers()).isEqualTo(1);
        assertThat(sales(DAY).orders()).isEqualTo(1);
    }

    @Test
    void shouldBeAsBeforeWhenAJoinIsUndone() {
        send(new CommerceEvent.Purchase(customer("anna", 0), "o-0", null, List.of(book())), 0);
        send(new CommerceEvent.AddToCart(visitor("v", 1), null, List.of(book())), 1);
        send(new CommerceEvent.Purchase(visitor("v", 2), "o-1", null, List.of(book())), 2);
        send(new CommerceEvent.Identify(customer("anna", 5), nothing()), 5);
        engine.settle();
        CustomerProfile anna = profile("anna");
        CustomerProfile visitor = profile("anon:v");
        SalesCell day = sales(DAY);
        FunnelCell hour = funnel();

        send(identify("anna", "v", 5), 6);
        engine.settle();
        assertThat(profile("anna").orders()).isEqualTo(2);
        assertThat(sales(DAY).buyers()).isEqualTo(1);

        send(new CommerceEvent.Unmerge(both("anna", "v", 7)), 7);
        engine.settle();

        assertThat(profile("anna"))
                .usingRecursiveComparison()
                .ignoringFields(MOMENTS)
                .isEqualTo(anna);
        assertThat(profile("anon:v"))
                .usingRecursiveComparison()
                .ignoringFields(MOMENTS)
                .isEqualTo(visitor);
        assertThat(sales(DAY))
                .usingRecursiveComparison()
                .ignoringFields(MOMENTS)
                .isEqualTo(day);
        assertThat(funnel()).usingRecursiveComparison().ignoringFields(MOMENTS).isEqualTo(hour);
        assertThat(carts()).containsOnlyKeys("anon:v@" + minute(1).toEpochMilli());
        assertThat(identity("anon:v").spans()).isEmpty();
    }

    @Test
    void shouldJoinAnewAfterAJoinWasUndone() {
        send(new CommerceEvent.PageView(visitor("v", 0), "/", null), 0);
        send(identify("anna", "v", 1), 1);
        send(new CommerceEvent.Unmerge(both("anna", "v", 2)), 2);
        send(identify("anna", "v", 3), 3);
        engine.settle();

        assertThat(profiles()).containsOnlyKeys("anna");
        assertThat(profile("anna").firstSeenAt()).isEqualTo(NINE);
    }

    @Test
    void shouldTakeAnAnonymousIdThatLooksLikeACustomerForAVisitor() {
        send(new CommerceEvent.PageView(visitor("a", 0), "/", null), 0);
        send(new CommerceEvent.PageView(visitor("b", 0), "/", null), 0);
        send(identify("b", "a", 1), 1);
        send(identify("c", "b", 2), 2);
        send(identify("a", "c", 3), 3);
        engine.settle();

        assertThat(profiles()).containsOnlyKeys("a", "b", "c");
        assertThat(profile("b").firstSeenAt()).isEqualTo(NINE);
        assertThat(profile("c").firstSeenAt()).isEqualTo(NINE);
        assertThat(profile("a").firstSeenAt()).isEqualTo(minute(3));
    }

    @Test
    void shouldLeaveWhatIsSettledWhereItIs() {
        for (int i = 0; i < 2_100; i++) {
            send(new CommerceEvent.PageView(visitor("kiosk", 0), "/", null), 0);
        }
        engine.settle();
        send(new CommerceEvent.Purchase(visitor("kiosk", 60), "o-1", null, List.of(book())), 60);
        send(identify("anna", "kiosk", 70), 70);
        engine.settle();

        assertThat(profile("anna").orders()).isEqualTo(1);
        assertThat(profile("anon:kiosk").orders()).isZero();
        assertThat(profile("anon:kiosk").sessions()).isEqualTo(1);
        assertThat(sales(DAY).orders()).isEqualTo(1);
    }

    private static final String[] MOMENTS = {"asOf", "visitFrequency", "freshThrough"};

    private static Instant minute(int minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }

    private static Item book() {
        return new Item("p-1", "Title", "Books", null, 12_990_000, 1, 0, null);
    }

    private static CustomerDetails nothing() {
        return new CustomerDetails(null, null, null, null, null, null, null, null);
    }

    private Envelope customer(String id, int minute) {
        return envelope(id, null, minute);
    }

    private Envelope visitor(String id, int minute) {
        return envelope(null, id, minute);
    }

    private Envelope both(String customer, String visitor, int minute) {
        return envelope(customer, visitor, minute);
    }

    private Envelope envelope(@Nullable String customer, @Nullable String visitor, int minute) {
        return new Envelope("e-" + serial++, customer, visitor, null, minute(minute), null, Context.UNKNOWN, Map.of());
    }

    private CommerceEvent identify(String customer, String visitor, int minute) {
        return new CommerceEvent.Identify(both(customer, visitor, minute), nothing());
    }

    private void send(CommerceEvent event, int minute) {
        engine.send(event, minute(minute));
    }

    private Map<String, CustomerProfile> profiles() {
        return engine.latest(TopicCatalogue.PROFILES, CustomerProfile.class);
    }

    private CustomerProfile profile(String id) {
        return Objects.requireNonNull(profiles().get(id), id);
    }

    private VisitorIdentity identity(String id) {
        return Objects.requireNonNull(
                engine.latest(TopicCatalogue.IDENTITIES, VisitorIdentity.class).get(id));
    }

    private SalesCell sales(String key) {
        return Objects.requireNonNull(
                engine.latest(TopicCatalogue.SALES, SalesCell.class).get(key));
    }

    private FunnelCell funnel() {
        return Objects.requireNonNull(
                engine.latest(TopicCatalogue.FUNNEL, FunnelCell.class).get(NINE.toEpochMilli() + "|total|all"));
    }

    /** Carts that are not withdrawn. */
    private Map<String, CartChange> carts() {
        Map<String, CartChange> newest = new TreeMap<>();
        engine.all(TopicCatalogue.CARTS, CartChange.class).forEach(cart -> newest.put(cart.cartKey(), cart));
        newest.values().removeIf(cart -> cart.state().equals("withdrawn"));
        return newest;
    }
}
