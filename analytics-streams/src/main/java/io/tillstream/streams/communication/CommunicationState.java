package io.tillstream.streams.communication;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Effects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages that one customer was sent, and the orders that may be due to them. Whatever becomes known of a message takes back what it counted and counts it
 * anew. Remembers {@link #MAX_MESSAGES} messages and {@link #MAX_ORDERS} orders, those that changed last in the log; of those forgotten, what they counted stays.
 */
final class CommunicationState {

    static final int MAX_MESSAGES = 64;
    static final int MAX_ORDERS = 16;

    private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();
    private static final long MONTH_MILLIS = Duration.ofDays(30).toMillis();

    /** The one that changed last is at the end. */
    private final List<SentMessage> messages = new ArrayList<>();

    private final List<Order> orders = new ArrayList<>();
    private final Clicks clicks;
    private final Reach reach;

    /** An order, and the message it is due to, which may be nobody's or forgotten. */
    private static final class Order {
        private final long at;
        private final long grossMicros;
        private long message;

        Order(long at, long grossMicros, long message) {
            this.at = at;
            this.grossMicros = grossMicros;
            this.message = message;
        }
    }

    CommunicationState() {
        this(new Clicks(), new Reach());
    }

    private CommunicationState(Clicks clicks, Reach reach) {
        this.clicks = clicks;
        this.reach = reach;
    }

    /** A message was sent. */
    void send(long id, long at, int day, String channel, String campaign, long receivedAt, Effects effects) {
        SentMessage sent = touch(id);
        Outcome before = sent.outcome();
        long affectedFrom = Math.min(at, sent.sentAt());
        if (sent.send(at, day, channel, campaign)) {
            for (SentMessage message : messages) {
                if (message != sent && message.isSent() && message.sentAt() >= affectedFrom) {
                    change(message, receivedAt, effects, this::countFrequency);
                }
            }
            countFrequency(sent);
            rebook(before, sent.outcome(), receivedAt, effects);
        }
    }

    private void countFrequency(SentMessage message) {
        int week = 0;
        int month = 0;
        for (SentMessage other : messages) {
            long earlier = message.sentAt() - other.sentAt();
            if (other.isSent() && earlier >= 0 && earlier < MONTH_MILLIS) {
                month++;
                week += earlier < WEEK_MILLIS ? 1 : 0;
            }
        }
        message.setFrequency(week, month);
    }

    /** A message took a step other than a click. */
    void step(long id, int step, long receivedAt, Effects effects) {
        change(touch(id), receivedAt, effects, message -> message.step(step));
    }

    /** A message was clicked: orders in the week after it, whose last click it turns out to be, are due to it. */
    void click(long id, long at, long receivedAt, Effects effects) {
        SentMessage clicked = touch(id);
        clicks.add(at, id);
        change(clicked, receivedAt, effects, message -> message.step(CommunicationCells.CLICKED));
        for (Order order : orders) {
            if (Clicks.covers(at, order.at) && order.message != id && clicks.lastBefore(order.at) == id) {
                move(order, clicked, receivedAt, effects);
            }
        }
    }

    private void move(Order order, SentMessage to, long receivedAt, Effects effects) {
        if (order.message != Clicks.NOBODY) {
            SentMessage from = find(order.message);
            if (from == null) {
                // it is counted there for good
                return;
            }
            change(from, receivedAt, effects, message -> message.attribute(-1, -order.grossMicros));
        }
        order.message = to.id;
        change(to, receivedAt, effects, message -> message.attribute(1, order.grossMicros));
    }

    /** Something was bought. */
    void buy(long at, long grossMicros, long receivedAt, Effects effects) {
        long by = clicks.isEmpty() ? Clicks.NOBODY : clicks.lastBefore(at);
        SentMessage message = by == Clicks.NOBODY ? null : find(by);
        if (orders.size() == MAX_ORDERS) {
            orders.removeFirst();
        }
        orders.add(new Order(at, grossMicros, message == null ? Clicks.NOBODY : by));
        if (message != null) {
            change(message, receivedAt, effects, due -> due.attribute(1, grossMicros));
        }
    }

    private void change(SentMessage message, long receivedAt, Effects effects, Consumer<SentMessage> change) {
        Outcome before = message.outcome();
        change.accept(message);
        rebook(before, message.outcome(), receivedAt, effects);
    }

    private void rebook(@Nullable Outcome before, @Nullable Outcome after, long receivedAt, Effects effects) {
        if (!Objects.equals(before, after)) {
            Outcome.change(before, after, receivedAt, effects);
            reach.change(before, after, receivedAt, effects);
        }
    }

    private SentMessage touch(long id) {
        SentMessage known = find(id);
        if (known != null) {
            if (messages.getLast() != known) {
                messages.remove(known);
                messages.add(known);
            }
            return known;
        }
        if (messages.size() == MAX_MESSAGES) {
            messages.removeFirst();
        }
        SentMessage message = new SentMessage(id);
        messages.add(message);
        return message;
    }

    private @Nullable SentMessage find(long id) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).id == id) {
                return messages.get(i);
            }
        }
        return null;
    }

    void write(BinaryWriter out) {
        if (messages.isEmpty() && orders.isEmpty()) {
            return;
        }
        out.writeUnsigned(orders.size());
        for (Order order : orders) {
            out.writeSigned(order.at)
                    .writeUnsigned(order.grossMicros)
                    .writeByte(order.message == Clicks.NOBODY ? 0 : 1);
            if (order.message != Clicks.NOBODY) {
                out.writeFixed(order.message);
            }
        }
        if (!messages.isEmpty()) {
            out.writeUnsigned(messages.size());
            messages.forEach(message -> message.write(out));
            clicks.write(out);
            reach.write(out);
        }
    }

    static CommunicationState read(BinaryReader in) {
        List<Order> orders = new ArrayList<>();
        int orderCount = in.readCount();
        for (int i = 0; i < orderCount; i++) {
            long at = in.readSigned();
            long gross = in.readUnsigned();
            orders.add(new Order(at, gross, in.readByte() == 0 ? Clicks.NOBODY : in.readFixed()));
        }
        List<SentMessage> messages = new ArrayList<>();
        int messageCount = in.hasRemaining() ? in.readCount() : 0;
        for (int i = 0; i < messageCount; i++) {
            messages.add(SentMessage.read(in));
        }
        CommunicationState state =
                messageCount == 0 ? new CommunicationState() : new CommunicationState(Clicks.read(in), Reach.read(in));
        state.orders.addAll(orders);
        state.messages.addAll(messages);
        return state;
    }
}
