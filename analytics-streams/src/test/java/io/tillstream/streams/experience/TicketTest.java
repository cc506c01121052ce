package io.tillstream.streams.experience;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TicketTest {

    private static final long MINUTE = 60_000;
    private static final int DAY = 19_723;

    /** Opened at minute 10, worked on at 25, resolved at 70 (3 of 5), open again at 80, resolved at 130 (5 of 5), closed at 200. */
    private static final List<Consumer<Ticket>> STORY = List.of(
            ticket -> ticket.open(10 * MINUTE, DAY, "web", "delivery"),
            ticket -> ticket.step(25 * MINUTE, Ticket.WORKED_ON, 0),
            ticket -> ticket.step(70 * MINUTE, Ticket.RESOLVED, 3),
            ticket -> ticket.step(80 * MINUTE, Ticket.REOPENED, 0),
            ticket -> ticket.step(130 * MINUTE, Ticket.RESOLVED, 5),
            ticket -> ticket.step(200 * MINUTE, Ticket.RESOLVED, 0));

    private static final TicketOutcome END = new TicketOutcome(DAY, "web", "delivery", 15 * 60, 120 * 60, true, 5);

    @Test
    void shouldCountTheFirstResponseAndTheResolutionThatHolds() {
        Ticket ticket = new Ticket(1);
        List<TicketOutcome> outcomes = new ArrayList<>();
        for (Consumer<Ticket> step : STORY) {
            step.accept(ticket);
            outcomes.add(Objects.requireNonNull(ticket.outcome()));
        }
        long no = TicketOutcome.NOT_YET;
        assertThat(outcomes)
                .containsExactly(
                        new TicketOutcome(DAY, "web", "delivery", no, no, false, 0),
                        new TicketOutcome(DAY, "web", "delivery", 900, no, false, 0),
                        new TicketOutcome(DAY, "web", "delivery", 900, 3_600, false, 3),
                        new TicketOutcome(DAY, "web", "delivery", 900, no, true, 3),
                        END,
                        END);
    }

    @Test
    void shouldEndTheSameInEveryOrder() {
        List<List<Consumer<Ticket>>> orders = new ArrayList<>();
        permute(new ArrayList<>(STORY), 0, orders);
        assertThat(orders).hasSize(720);
        for (List<Consumer<Ticket>> order : orders) {
            Ticket ticket = new Ticket(1);
            order.forEach(step -> step.accept(ticket));
            assertThat(ticket.outcome()).isEqualTo(END);
        }
    }

    @Test
    void shouldCountNothingBeforeItsOpeningIsKnown() {
        Ticket ticket = new Ticket(1);
        ticket.step(70 * MINUTE, Ticket.RESOLVED, 3);
        assertThat(ticket.outcome()).isNull();
        assertThat(ticket.isOpen()).isFalse();
        ticket.open(90 * MINUTE, DAY, "app", "returns");
        // the resolution was before this opening, so it is none
        assertThat(ticket.isOpen()).isTrue();
        ticket.open(40 * MINUTE, DAY - 1, "web", "delivery");
        assertThat(ticket.outcome()).isEqualTo(new TicketOutcome(DAY - 1, "web", "delivery", 1_800, 1_800, false, 3));
    }

    @Test
    void shouldTakeAReopeningWithoutAResolutionForNone() {
        Ticket ticket = new Ticket(1);
        ticket.open(0, DAY, "web", "delivery");
        ticket.step(MINUTE, Ticket.REOPENED, 0);
        assertThat(ticket.outcome())
                .isEqualTo(new TicketOutcome(
                        DAY, "web", "delivery", TicketOutcome.NOT_YET, TicketOutcome.NOT_YET, false, 0));
    }

    @Test
    void shouldBeTheSameWhenReadBack() {
        ExperienceState state = new ExperienceState();
        state.nps.give(5, 9);
        state.hear(new Heard("Great.", 0.6249));
        Ticket ticket = new Ticket(-1);
        STORY.forEach(step -> step.accept(ticket));
        BinaryWriter out = new BinaryWriter();
        ticket.write(out);
        assertThat(Ticket.read(new BinaryReader(out.toByteArray())).outcome()).isEqualTo(END);

        BinaryWriter all = new BinaryWriter();
        state.write(all);
        ExperienceState read = ExperienceState.read(new BinaryReader(all.toByteArray()));
        assertThat(read.nps.score).isEqualTo(9);
        assertThat(read.csat.isGiven()).isFalse();
        assertThat(read.texts).isEqualTo(1);
        assertThat(read.sentimentSum).isEqualTo(6_249);
    }

    @Test
    void shouldWriteNothingOfASilentCustomer() {
        BinaryWriter out = new BinaryWriter();
        new ExperienceState().write(out);
        assertThat(out.size()).isZero();
        assertThat(ExperienceState.read(new BinaryReader(out.toByteArray())).nps.isGiven())
                .isFalse();
    }

    @Test
    void shouldRememberABoundedNumberOfSteps() {
        Ticket ticket = new Ticket(1);
        ticket.open(0, DAY, "web", "delivery");
        for (int i = 1; i <= Ticket.MAX_STEPS + 1; i++) {
            ticket.step(i * MINUTE, i <= Ticket.MAX_STEPS ? Ticket.WORKED_ON : Ticket.RESOLVED, 0);
        }
        assertThat(ticket.isOpen()).isTrue();
    }

    private static <T> void permute(List<T> items, int from, List<List<T>> all) {
        if (from == items.size()) {
            all.add(List.copyOf(items));
            return;
        }
        for (int i = from; i < items.size(); i++) {
            java.util.Collections.swap(items, from, i);
            permute(items, from + 1, all);
            java.util.Collections.swap(items, from, i);
        }
    }
}
