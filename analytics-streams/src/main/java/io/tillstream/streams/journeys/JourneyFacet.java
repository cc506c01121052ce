package io.tillstream.streams.journeys;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.MarketingNames;
import io.tillstream.contracts.output.TextPair;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Occurrence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where do sessions lead, and which marketing channels lead to orders? Shopping events in; steps, paths, credits and steps between channels out.
 *
 * <p>Everything counts as it stands now. Sessions of the last 7 days before the customer's newest event are kept with their touches: an event, late or not,
 * takes back what they counted and counts it anew, so that the order of events does not matter. An older event is a session and a path of its own.
 */
public final class JourneyFacet implements Facet<JourneyState> {

    @Override
    public int id() {
        return 70;
    }

    @Override
    public List<CellFamily> families() {
        return List.of(JourneyCells.STEPS, JourneyCells.PATHS, ChannelCells.CREDITS, ChannelCells.CHAIN);
    }

    @Override
    public JourneyState create() {
        return new JourneyState();
    }

    @Override
    public void update(JourneyState state, Occurrence occurrence, Effects effects) {
        Touchpoint touchpoint = Touchpoint.of(occurrence.event());
        if (touchpoint == null) {
            return;
        }
        long at = occurrence.at();
        long horizon = occurrence.customer().lastSeenAt() - JourneyState.KEPT_MILLIS;
        state.settle(horizon);
        if (at < horizon) {
            take(new JourneyState(), 0, false, touchpoint, occurrence, effects);
            return;
        }
        int index = state.firstEndingAfter(at - JourneyState.GAP_MILLIS);
        boolean joins = index < state.open.size() && state.open.get(index).start < at + JourneyState.GAP_MILLIS;
        boolean newest = index == state.open.size() - 1;
        if (joins && newest && isRepetition(state.open.get(index), touchpoint, occurrence)) {
            state.open.get(index).end = at;
            state.open.get(index).touch(touchpoint.moment(at));
        } else {
            take(state, index, joins, touchpoint, occurrence, effects);
        }
        state.forget(horizon);
    }

    private static boolean isRepetition(Session session, Touchpoint touchpoint, Occurrence occurrence) {
        boolean hasCampaign = occurrence.event().envelope().context().campaign() != null;
        return session.isRepeatedBy(touchpoint, occurrence.at(), hasCampaign);
    }

    /**
     * An event begins a session at an index, or joins the one there, and perhaps the next too.
     *
     * @param joins whether it joins the one there
     */
    private static void take(
            JourneyState state,
            int index,
            boolean joins,
            Touchpoint touchpoint,
            Occurrence occurrence,
            Effects effects) {
        long at = occurrence.at();
        Session session = joins ? state.open.get(index) : new Session();
        String named = session.asksForChannel(at)
                ? MarketingNames.namedChannel(
                        occurrence.event().envelope().context().campaign())
                : null;
        Session next = joins ? follower(state, index, at) : null;
        Attribution attribution = new Attribution(state, occurrence.receivedAt(), effects);
        boolean moves = !joins || next != null || session.isMovedBy(at, named);
        if (moves) {
            attribution.touchSession(index);
            attribution.countOrders(index, -1);
            attribution.takeBack(session);
        }
        boolean continues = !moves && session.isContinuedBy(at);
        if (continues) {
            SessionPath.append(session, touchpoint, occurrence.receivedAt(), effects);
        } else if (joins) {
            SessionPath.count(session, -1, occurrence.receivedAt(), effects);
        } else {
            state.open.add(index, session);
        }
        if (next != null) {
            SessionPath.count(next, -1, occurrence.receivedAt(), effects);
            attribution.takeBack(next);
            state.open.remove(index + 1);
            session.merge(next);
        }
        session.take(touchpoint, occurrence, named);
        if (!continues) {
            SessionPath.count(session, 1, occurrence.receivedAt(), effects);
        }
        countOrders(state, index, moves, occurrence, attribution);
    }

    private static void countOrders(
            JourneyState state, int index, boolean moved, Occurrence occurrence, Attribution attribution) {
        if (moved) {
            attribution.countOrders(index, 1);
        }
        boolean bought = occurrence.event() instanceof CommerceEvent.Purchase;
        if (occurrence.event() instanceof CommerceEvent.Purchase purchase) {
            Order order = new Order(
                    occurrence.at(),
                    occurrence.day(),
                    purchase.grossMicros(),
                    new TextPair(occurrence.channel(), occurrence.device()));
            state.add(state.open.get(index), order);
            attribution.count(order, 1);
        }
        if (moved || bought) {
            attribution.countLost();
        }
    }

    /** The session behind the one that an event joins, if the event closes the gap between them. */
    private static @Nullable Session follower(JourneyState state, int index, long at) {
        if (index + 1 == state.open.size()) {
            return null;
        }
        Session session = state.open.get(index);
        Session next = state.open.get(index + 1);
        return next.start < Math.max(session.end, at) + JourneyState.GAP_MILLIS ? next : null;
    }

    @Override
    public void write(JourneyState state, BinaryWriter out) {
        JourneyCodec.write(state, out);
    }

    @Override
    public JourneyState read(BinaryReader in) {
        return JourneyCodec.read(in);
    }
}
