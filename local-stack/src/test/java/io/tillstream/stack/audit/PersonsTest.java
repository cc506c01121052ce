package io.tillstream.stack.audit;

import static io.tillstream.stack.audit.Shop.at;
import static io.tillstream.stack.audit.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.CustomerDetails;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.output.VisitorIdentity.Span;
import io.tillstream.contracts.output.VisitorIdentity.Undone;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonsTest {

    private final Recount recount = new Recount("USD", ZoneOffset.UTC);
    private int serial;

    @Test
    void shouldGiveEachOrderOfASharedDeviceToWhoUsedItThen() {
        buy("tablet", "12:00");
        // the later one is heard of first
        send(identify("ben", "tablet", "13:00"));
        send(identify("anna", "tablet", "12:30"));
        buy("tablet", "12:45");
        buy("tablet", "13:00");

        assertThat(orders("anna")).isEqualTo(2);
        assertThat(orders("ben")).isEqualTo(1);
        assertThat(recount.finish(at("14:00")).books().customers()).containsOnlyKeys("anna", "ben");
        assertThat(recount.finish(at("14:00")).books().joined())
                .containsExactlyInAnyOrder("anna", "ben", "anon:tablet");
    }

    @Test
    void shouldLeaveWithTheVisitorWhatWasUndone() {
        buy("v", "12:00");
        send(new CommerceEvent.Unmerge(envelope("anna", "v", "12:30")));
        send(identify("anna", "v", "12:30"));

        assertThat(orders("anon:v")).isEqualTo(1);
        assertThat(orders("anna")).isZero();
    }

    @Test
    void shouldTellWhoVisitorsAreAndWhatWasUndone() {
        send(identify("ben", "tablet", "12:30"));
        send(identify("anna", "tablet", "12:00"));
        send(identify("anna", "tablet", "12:10"));
        send(identify("cleo", "tablet", "12:20"));
        send(new CommerceEvent.Unmerge(envelope("cleo", "tablet", "12:25")));
        send(new CommerceEvent.Unmerge(envelope("cleo", "tablet", "12:21")));
        send(new CommerceEvent.Unmerge(envelope("anna", "phone", "12:00")));

        assertThat(recount.finish(at("14:00")).identities())
                .containsExactlyInAnyOrder(
                        new VisitorIdentity(
                                "anon:tablet",
                                List.of(
                                        new Span("anna", null, at("12:30"), at("12:00")),
                                        new Span("ben", at("12:30"), null, at("12:30"))),
                                List.of(new Undone("cleo", at("12:25")))),
                        new VisitorIdentity("anon:phone", List.of(), List.of(new Undone("anna", at("12:00")))));
    }

    @Test
    void shouldAskToBeginAgainWhenItTurnsOutLaterWhoAVisitorWas() {
        buy("v", "12:00");
        assertThat(orders("anon:v")).isEqualTo(1);
        assertThat(recount.isStale()).isFalse();

        send(identify("anna", "v", "12:30"));
        assertThat(recount.isStale()).isTrue();
        assertThatThrownBy(() -> recount.finish(at("14:00"))).isInstanceOf(IllegalStateException.class);
    }

    private long orders(String person) {
        return Objects.requireNonNull(
                        recount.finish(at("14:00")).books().customers().get(person))
                .orders;
    }

    private void buy(String visitor, String time) {
        send(new CommerceEvent.Purchase(
                envelope(null, visitor, time), "o-" + serial, null, List.of(item("p", "5", 1))));
    }

    private CommerceEvent identify(String customer, String visitor, String time) {
        return new CommerceEvent.Identify(
                envelope(customer, visitor, time), new CustomerDetails(null, null, null, null, null, null, null, null));
    }

    private Envelope envelope(@Nullable String customer, @Nullable String visitor, String time) {
        return new Envelope("e-" + serial++, customer, visitor, null, at(time), "USD", Context.UNKNOWN, Map.of());
    }

    private void send(CommerceEvent event) {
        recount.accept(event, 0, Instant.parse("2024-03-04T15:00:00Z"));
    }
}
