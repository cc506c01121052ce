package io.tillstream.streams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.output.VisitorIdentity.Span;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.features.Features;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Customers who were visitors before: what they did then is theirs once that is known, and not before. */
class JoinedSnapshotsTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final long[] TIMES = {day(15), day(25), day(45)};
    private static final double ORDERS_BEFORE = 1;

    private final Joins joins = new Joins(List.of(
            identity("anon:phone", new Span("anna", null, null, at(20))),
            identity("anon:tablet", new Span("anna", null, at(35), at(30)), new Span("ben", at(35), null, at(35))),
            identity("anon:laptop", new Span("ben", null, null, at(1)))));
    private final Snapshots sample = new Snapshots(BusinessTime.UTC, TIMES, 10);
    private int serial;

    @Test
    void shouldGiveACustomerWhatAVisitorDidFromTheMomentItIsKnown() {
        sample.heed(joins);
        buy("anon:phone", 5);
        buy("anna", 10);
        view("anna", 20);
        view("anon:phone", 24);
        buy("anon:tablet", 27);
        view("anna", 30);
        buy("anon:tablet", 36);
        buy("anon:nobody", 37);
        sample.finish();

        assertThat(ordersAt("anna", 15)).isEqualTo(ORDERS_BEFORE);
        assertThat(ordersAt("anna", 25)).isEqualTo(2);
        assertThat(feature("anna", 25, "idle_days")).isEqualTo(1);
        assertThat(ordersAt("anna", 45)).isEqualTo(3);
        assertThat(ordersAt("ben", 45)).isEqualTo(1);
        assertThat(sample.customerCount()).isEqualTo(2);
        assertThat(sample.eventCount()).isEqualTo(7);
        assertThat(sample.buys("anna", day(26), day(28)))
                .describedAs("what happens after a look counts whenever it is known")
                .isTrue();
        assertThat(sample.buys("ben", day(35), day(45))).isTrue();
    }

    @Test
    void shouldSayWhoseAnEventIsAndSinceWhenThatIsKnown() {
        assertThat(joins.ownerAt("anon:tablet", day(27))).isEqualTo(new Joins.Owner("anna", day(30)));
        assertThat(joins.ownerAt("anon:tablet", day(30))).isEqualTo(new Joins.Owner("anna", Joins.ALWAYS));
        assertThat(joins.ownerAt("anon:tablet", day(35))).isEqualTo(new Joins.Owner("ben", Joins.ALWAYS));
        assertThat(joins.ownerAt("anon:nobody", day(35))).isNull();
        assertThat(joins.momentsOf("anna")).containsExactly(day(20), day(30));
        assertThat(joins.momentsOf("ben")).containsExactly(day(1));
        assertThat(joins.customersOf("anon:tablet")).containsExactly("anna", "ben");
    }

    private double ordersAt(String customer, int day) {
        return feature(customer, day, "orders");
    }

    private double feature(String customer, int day, String name) {
        double[] look = Objects.requireNonNull(sample.buyersLookedAt(day(day)).get(customer));
        return look[Features.names().indexOf(name)];
    }

    private void buy(String who, int day) {
        send(
                who,
                day,
                new CommerceEvent.Purchase(
                        envelope(who, day),
                        "o-" + serial,
                        null,
                        List.of(new Item("p", "P", null, null, 1_000_000, 1, 0, null))));
    }

    private void view(String who, int day) {
        send(who, day, new CommerceEvent.PageView(envelope(who, day), "/", null));
    }

    private void send(String who, int day, CommerceEvent event) {
        Joins.Owner owner = joins.ownerAt(who, day(day));
        if (owner != null) {
            sample.acceptOfVisitor(owner, owner.customer().hashCode(), event, day(day));
        } else {
            sample.accept(who, who.hashCode(), event, day(day));
        }
    }

    private Envelope envelope(String who, int day) {
        boolean isVisitor = who.startsWith(Envelope.ANONYMOUS_PREFIX);
        @Nullable String customer = isVisitor ? null : who;
        @Nullable String visitor = isVisitor ? who.substring(Envelope.ANONYMOUS_PREFIX.length()) : null;
        return new Envelope("e-" + serial++, customer, visitor, null, at(day), null, Context.UNKNOWN, Map.of());
    }

    private static VisitorIdentity identity(String visitor, Span... spans) {
        return new VisitorIdentity(visitor, List.of(spans), List.of());
    }

    private static Instant at(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static long day(int day) {
        return at(day).toEpochMilli();
    }
}
