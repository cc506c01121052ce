package io.tillstream.streams.journeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A customer's visits, ascending and apart from each other: those that change no more, as far as an order to come may reach back to them, and behind them the
 * sessions that may still change.
 *
 * <p>Grows with the sessions of 7 days (at most 336, some 100 to 500 bytes each), {@link #MAX_SETTLED} visits before them (some 10 bytes each), and
 * {@link #MAX_ORDERS} orders.
 */
final class JourneyState {

    static final long GAP_MILLIS = Duration.ofMinutes(30).toMillis();
    /** How long before the customer's newest event a session may still change. */
    static final long KEPT_MILLIS = Duration.ofDays(7).toMillis();
    /** How long before an order a visit may have led to it, and after which a path is another. */
    static final long WINDOW_MILLIS = Duration.ofDays(30).toMillis();
    /** The newest visits before an order that lead to it. */
    static final int MAX_PATH = 50;

    static final int MAX_SETTLED = MAX_PATH + 1;
    /** Orders whose path may still change; of more, the oldest change no more. */
    static final int MAX_ORDERS = 256;

    final List<Visit> settled = new ArrayList<>(0);
    final List<Session> open = new ArrayList<>(1);
    /** Whether there were visits before the first. */
    boolean hasForgotten;

    private int orderCount;

    int size() {
        return settled.size() + open.size();
    }

    Visit visit(int index) {
        return index < settled.size() ? settled.get(index) : open.get(index - settled.size());
    }

    /** Index of the first open session whose last event is after a time, or their number. */
    int firstEndingAfter(long time) {
        int index = open.size();
        while (index > 0 && open.get(index - 1).end > time) {
            index--;
        }
        return index;
    }

    /** Index of the last visit that began by then. */
    int lastStartingBy(long time) {
        int index = size() - 1;
        while (index > 0 && visit(index).start > time) {
            index--;
        }
        return index;
    }

    /** Index of the first visit that led to an order at that time, the last being the one it was in. */
    int firstLeadingTo(long at, int last) {
        int first = last;
        while (first > 0 && last - first + 1 < MAX_PATH && visit(first - 1).start > at - WINDOW_MILLIS) {
            first--;
        }
        return first;
    }

    /** Sessions that ended before that time change no more. */
    void settle(long horizon) {
        while (!open.isEmpty() && open.getFirst().end < horizon) {
            Session session = open.removeFirst();
            orderCount -= session.orders.size();
            settled.add(Visit.settled(session));
        }
    }

    /** Forgets visits that no order can reach back to, but for one, to which another path may be the next. */
    void forget(long horizon) {
        long firstOrder = open.isEmpty() ? horizon : Math.min(horizon, open.getFirst().start);
        long reach = firstOrder - WINDOW_MILLIS;
        int forgotten = 0;
        while (settled.size() - forgotten >= 2
                && (settled.get(forgotten + 1).start <= reach || settled.size() - forgotten > MAX_SETTLED)) {
            forgotten++;
        }
        if (forgotten > 0) {
            settled.subList(0, forgotten).clear();
            hasForgotten = true;
        }
    }

    /** An order of a session, whose path may change for a while. */
    void add(Session session, Order order) {
        session.orders.add(order);
        orderCount++;
        for (int i = 0; orderCount > MAX_ORDERS && i < open.size(); i++) {
            while (orderCount > MAX_ORDERS && !open.get(i).orders.isEmpty()) {
                open.get(i).orders.removeFirst();
                orderCount--;
            }
        }
    }

    /** Counts the orders anew, once all are there. */
    void countOrders() {
        orderCount = open.stream().mapToInt(session -> session.orders.size()).sum();
    }
}
