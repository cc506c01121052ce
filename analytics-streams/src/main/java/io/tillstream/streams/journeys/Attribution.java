package io.tillstream.streams.journeys;

import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.customer.Effects;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which channels led to orders, and which paths led to none.
 *
 * <p>The path to an order is made of the visits that began in the 30 days before it, the newest 50 of them, its own the last. Visits that led to no order, with
 * less than 30 days and no other visit between one and the next, are a path to nothing. Of the Markov chain's steps, those of a path to an order count on its
 * day, all others on the day of the visit they lead to, and the last step on the day of the last visit; a step to the same channel is none.
 */
final class Attribution {

    private static final int MILLIS = 1_000;

    private final JourneyState state;
    private final long receivedAt;
    private final Effects effects;
    /** The visits that may lead to less or more than before; the others count as they did. */
    private int firstTouched = Integer.MAX_VALUE;

    private int lastTouched = -1;

    Attribution(JourneyState state, long receivedAt, Effects effects) {
        this.state = state;
        this.receivedAt = receivedAt;
        this.effects = effects;
    }

    /**
     * Counts the orders of the open sessions from an index on, or takes them back.
     *
     * @param sign 1 or −1
     */
    void countOrders(int fromSession, int sign) {
        for (int i = fromSession; i < state.open.size(); i++) {
            for (Order order : state.open.get(i).orders) {
                count(order, sign);
            }
        }
    }

    /** Counts an order, or takes it back. */
    void count(Order order, int sign) {
        int last = state.lastStartingBy(order.at());
        int first = state.firstLeadingTo(order.at(), last);
        touch(first, last);
        int visits = last - first + 1;
        String before = ChannelStep.START;
        for (int i = first; i <= last; i++) {
            Visit visit = state.visit(i);
            visit.wins += sign;
            Cell credit = effects.cell(ChannelCells.credit(order.day(), visit.channel), receivedAt);
            credit.add(ChannelCells.LINEAR_MILLIONTHS, sign * share(ChannelCredit.ORDER_MILLIONTHS, visits, i - first))
                    .add(ChannelCells.LINEAR_MICROS, sign * share(order.grossMicros(), visits, i - first));
            if (i == first) {
                credit.add(ChannelCells.FIRST_TOUCH, sign)
                        .add(ChannelCells.FIRST_TOUCH_MICROS, sign * order.grossMicros());
            }
            if (i == last) {
                credit.add(ChannelCells.LAST_TOUCH, sign)
                        .add(ChannelCells.LAST_TOUCH_MICROS, sign * order.grossMicros());
            }
            if (!visit.channel.equals(before)) {
                step(order.day(), before, visit.channel, sign);
                before = visit.channel;
            }
        }
        step(order.day(), before, ChannelStep.CONVERSION, sign);
        effects.cell(JourneyCells.steps(order.day(), order.place().text()), receivedAt)
                .addValues(JourneyCells.FROM_SESSION_START, (order.at() - state.visit(last).start) / MILLIS, sign)
                .addValues(JourneyCells.FROM_FIRST_TOUCH, (order.at() - state.visit(first).start) / MILLIS, sign);
    }

    /** One of so many equal parts; what cannot be divided goes to the first ones, one each. */
    static long share(long whole, int parts, int index) {
        return whole / parts + (index < whole % parts ? 1 : 0);
    }

    /** What a visit counts in a path to nothing is taken back, before its time or channel changes. */
    void takeBack(Visit visit) {
        if (visit.countedFrom != null) {
            step(visit.day, visit.countedFrom, visit.channel, -1);
            visit.countedFrom = null;
        }
        if (visit.countedLast) {
            step(visit.day, visit.channel, ChannelStep.NULL, -1);
            visit.countedLast = false;
        }
    }

    /** An open session is new, or of another time or channel; of it and the visits beside it the steps may be others. */
    void touchSession(int session) {
        int visit = state.settled.size() + session;
        touch(visit, visit);
    }

    private void touch(int first, int last) {
        firstTouched = Math.min(firstTouched, first);
        lastTouched = Math.max(lastTouched, last);
    }

    /**
     * Counts the steps of paths to nothing as they are now, where they were otherwise. A step depends on the two visits that it joins and on whether the path
     * goes on behind them; a session may have come or gone since a visit was touched, so that it is one place further now.
     */
    void countLost() {
        int end = Math.min(state.size(), lastTouched + 3);
        for (int i = Math.max(0, firstTouched - 2); i < end; i++) {
            Visit visit = state.visit(i);
            String from = stepFrom(state, i);
            if (!Objects.equals(from, visit.countedFrom)) {
                if (visit.countedFrom != null) {
                    step(visit.day, visit.countedFrom, visit.channel, -1);
                }
                if (from != null) {
                    step(visit.day, from, visit.channel, 1);
                }
                visit.countedFrom = from;
            }
            boolean last = isLast(state, i);
            if (last != visit.countedLast) {
                step(visit.day, visit.channel, ChannelStep.NULL, last ? 1 : -1);
                visit.countedLast = last;
            }
        }
    }

    /** Where the step to a visit comes from in a path to nothing; null when there is no such step. The first visit's, after others were forgotten, stays. */
    static @Nullable String stepFrom(JourneyState state, int index) {
        Visit visit = state.visit(index);
        if (index == 0 && state.hasForgotten) {
            return visit.countedFrom;
        }
        if (!visit.isLost()) {
            return null;
        }
        if (!goesOn(state, index - 1)) {
            return ChannelStep.START;
        }
        String before = state.visit(index - 1).channel;
        return before.equals(visit.channel) ? null : before;
    }

    /** Whether a path to nothing ends with a visit. */
    static boolean isLast(JourneyState state, int index) {
        return state.visit(index).isLost() && !goesOn(state, index);
    }

    /** Whether a visit and the next one are of one path to nothing. */
    private static boolean goesOn(JourneyState state, int index) {
        if (index < 0 || index + 1 >= state.size()) {
            return false;
        }
        Visit visit = state.visit(index);
        Visit next = state.visit(index + 1);
        return visit.isLost() && next.isLost() && next.start - visit.start < JourneyState.WINDOW_MILLIS;
    }

    private void step(int day, String from, String to, int sign) {
        effects.cell(ChannelCells.step(day, from, to), receivedAt).add(ChannelCells.STEPS, sign);
    }
}
