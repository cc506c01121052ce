package io.tillstream.streams.experience;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Effects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A customer's tickets. Remembers {@link #MAX_TICKETS}: beyond that the one that rested longest is forgotten, resolved ones first. What it counted stays
 * counted.
 */
final class Tickets {

    static final int MAX_TICKETS = 128;

    private static final Comparator<Ticket> TO_FORGET =
            Comparator.comparing(Ticket::isOpen).thenComparingLong(Ticket::newestAt);

    private final List<Ticket> tickets = new ArrayList<>();

    /** Something became known of a ticket: what it counted is taken back, and what it counts now is added. */
    void change(long id, long receivedAt, Effects effects, Consumer<Ticket> change) {
        Ticket ticket = ticket(id);
        TicketOutcome before = ticket.outcome();
        change.accept(ticket);
        TicketOutcome after = ticket.outcome();
        if (!Objects.equals(before, after)) {
            book(before, -1, receivedAt, effects);
            book(after, 1, receivedAt, effects);
        }
    }

    private static void book(@Nullable TicketOutcome outcome, int sign, long receivedAt, Effects effects) {
        if (outcome != null) {
            outcome.book(sign, receivedAt, effects);
        }
    }

    private Ticket ticket(long id) {
        for (Ticket ticket : tickets) {
            if (ticket.id == id) {
                return ticket;
            }
        }
        if (tickets.size() == MAX_TICKETS) {
            tickets.remove(tickets.stream().min(TO_FORGET).orElseThrow());
        }
        Ticket ticket = new Ticket(id);
        tickets.add(ticket);
        return ticket;
    }

    /** Tickets that are opened and not resolved. */
    int openCount() {
        return (int) tickets.stream().filter(Ticket::isOpen).count();
    }

    boolean isEmpty() {
        return tickets.isEmpty();
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(tickets.size());
        tickets.forEach(ticket -> ticket.write(out));
    }

    static Tickets read(BinaryReader in) {
        Tickets read = new Tickets();
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            read.tickets.add(Ticket.read(in));
        }
        return read;
    }
}
