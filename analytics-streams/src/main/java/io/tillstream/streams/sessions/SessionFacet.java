package io.tillstream.streams.sessions;

import com.carrotsearch.hppc.LongArrayList;
import io.tillstream.contracts.event.Action;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.SeasonalityCells;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Occurrence;
import io.tillstream.streams.customer.ProfileDraft;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How often does this customer come? A session is a run of shopping events with no gap of 30 minutes or more; it counts in the business hour it began in.
 *
 * <p>Sessions of the last 7 days before the customer's newest event are kept as intervals (16 bytes each): a late event extends the one it falls to, moves its
 * beginning, or joins two, and the hours are corrected. An event older than that is a session of its own.
 */
public final class SessionFacet implements Facet<SessionState> {

    static final long GAP_MILLIS = Duration.ofMinutes(30).toMillis();
    static final long KEPT_MILLIS = Duration.ofDays(7).toMillis();

    private static final Set<Action> SHOPPING = EnumSet.of(
            Action.PAGE_VIEW,
            Action.VIEW_ITEM,
            Action.SEARCH,
            Action.ADD_TO_CART,
            Action.REMOVE_FROM_CART,
            Action.BEGIN_CHECKOUT,
            Action.PURCHASE,
            Action.ABANDON);

    @Override
    public int id() {
        return 4;
    }

    @Override
    public List<CellFamily> families() {
        return List.of(SeasonalityCells.FAMILY);
    }

    @Override
    public SessionState create() {
        return new SessionState();
    }

    @Override
    public void update(SessionState state, Occurrence occurrence, Effects effects) {
        if (!SHOPPING.contains(occurrence.event().action())) {
            return;
        }
        LongArrayList recent = state.recent;
        long at = occurrence.at();
        long settledBefore = occurrence.customer().lastSeenAt() - KEPT_MILLIS;
        forget(recent, settledBefore);
        if (at < settledBefore) {
            count(state, at, 1, occurrence, effects);
            return;
        }
        int index = firstEndingAfter(recent, at - GAP_MILLIS);
        if (index == recent.size() || recent.get(index) >= at + GAP_MILLIS) {
            open(state, index, occurrence, effects);
        } else {
            extend(state, index, occurrence, effects);
        }
    }

    /** Index of the first interval whose end is after the given time, or the list's size. */
    private static int firstEndingAfter(LongArrayList recent, long time) {
        int index = 0;
        while (index < recent.size() && recent.get(index + 1) <= time) {
            index += 2;
        }
        return index;
    }

    private static void open(SessionState state, int index, Occurrence occurrence, Effects effects) {
        state.recent.insert(index, occurrence.at());
        state.recent.insert(index + 1, occurrence.at());
        count(state, occurrence.at(), 1, occurrence, effects);
    }

    private static void extend(SessionState state, int index, Occurrence occurrence, Effects effects) {
        LongArrayList recent = state.recent;
        long start = recent.get(index);
        if (occurrence.at() < start) {
            recent.set(index, occurrence.at());
            count(state, start, -1, occurrence, effects);
            count(state, occurrence.at(), 1, occurrence, effects);
        }
        recent.set(index + 1, Math.max(recent.get(index + 1), occurrence.at()));
        int next = index + 2;
        if (next < recent.size() && recent.get(next) < recent.get(index + 1) + GAP_MILLIS) {
            count(state, recent.get(next), -1, occurrence, effects);
            recent.set(index + 1, Math.max(recent.get(index + 1), recent.get(next + 1)));
            recent.removeRange(next, next + 2);
        }
    }

    private static void count(SessionState state, long start, int change, Occurrence occurrence, Effects effects) {
        state.sessions += change;
        long hour = occurrence.calendar().hourStart(start);
        effects.cell(SeasonalityCells.hour(hour), occurrence.receivedAt()).add(SeasonalityCells.SESSIONS, change);
    }

    private static void forget(LongArrayList recent, long settledBefore) {
        int settled = 0;
        while (settled < recent.size() && recent.get(settled + 1) < settledBefore) {
            settled += 2;
        }
        if (settled > 0) {
            recent.removeRange(0, settled);
        }
    }

    @Override
    public void describe(SessionState state, ProfileDraft profile) {
        profile.setSessions(state.sessions);
    }

    @Override
    public void write(SessionState state, BinaryWriter out) {
        out.writeUnsigned(state.sessions).writeUnsigned(state.recent.size());
        long previous = 0;
        for (int i = 0; i < state.recent.size(); i++) {
            out.writeSigned(state.recent.get(i) - previous);
            previous = state.recent.get(i);
        }
    }

    @Override
    public SessionState read(BinaryReader in) {
        SessionState state = new SessionState();
        state.sessions = in.readUnsigned();
        int size = in.readCount();
        long value = 0;
        for (int i = 0; i < size; i++) {
            value += in.readSigned();
            state.recent.add(value);
        }
        return state;
    }
}
