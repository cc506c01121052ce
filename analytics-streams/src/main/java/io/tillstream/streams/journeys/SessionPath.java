package io.tillstream.streams.journeys;

import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.customer.Effects;
import org.jspecify.annotations.Nullable;

/** Counts where a session led: its steps from touchpoint to touchpoint, repeats of one taken as one, and the path they make. */
final class SessionPath {

    private SessionPath() {}

    /**
     * Counts a session, or takes it back.
     *
     * @param sign 1 or −1
     */
    static void count(Session session, int sign, long receivedAt, Effects effects) {
        Cell steps = effects.cell(JourneyCells.steps(session.day, session.placeText), receivedAt);
        follow(session, steps, sign);
        int outcome = session.purchase == Session.NO_PURCHASE ? JourneyCells.LEAVE : JourneyCells.CONVERSION;
        JourneyCells.step(steps, session.node, outcome, sign);
        countPath(session, outcome, sign, receivedAt, effects);
    }

    /** Counts what becomes of a session without a purchase by one more touchpoint at its end. */
    static void append(Session session, Touchpoint touchpoint, long receivedAt, Effects effects) {
        String path = session.path == null ? follow(session, null, 0) : session.path;
        boolean bought = touchpoint == Touchpoint.PURCHASE;
        int next = bought ? JourneyCells.CONVERSION : JourneyCells.node(touchpoint);
        if (next == session.node) {
            return;
        }
        Cell steps = effects.cell(JourneyCells.steps(session.day, session.placeText), receivedAt);
        JourneyCells.step(steps, session.node, JourneyCells.LEAVE, -1);
        JourneyCells.step(steps, session.node, next, 1);
        countPath(session, JourneyCells.LEAVE, -1, receivedAt, effects);
        if (!bought) {
            JourneyCells.step(steps, next, JourneyCells.LEAVE, 1);
            session.node = next;
            session.path = longer(path, next);
        }
        countPath(session, bought ? next : JourneyCells.LEAVE, 1, receivedAt, effects);
    }

    /** Follows the touches. The last node and the path, which is returned, are noted in the session. */
    private static String follow(Session session, @Nullable Cell steps, int sign) {
        String path = "";
        int from = JourneyCells.START;
        int followed = Math.min(session.touchCount, Session.MAX_TOUCHES);
        for (int i = 0; i <= followed; i++) {
            int to = i < followed ? JourneyCells.node(Touchpoint.of(session.touches[i])) : JourneyCells.MORE;
            if (to != from && i < session.touchCount) {
                if (steps != null) {
                    JourneyCells.step(steps, from, to, sign);
                }
                path = longer(path, to);
                from = to;
            }
        }
        session.node = from;
        session.path = path;
        return path;
    }

    private static String longer(String path, int node) {
        if (path.length() < JourneyCells.MAX_STEPS) {
            return path + JourneyCells.letter(node);
        }
        return path.length() == JourneyCells.MAX_STEPS ? path + JourneyCells.letter(JourneyCells.MORE) : path;
    }

    private static void countPath(Session session, int outcome, int sign, long receivedAt, Effects effects) {
        String text = session.path + JourneyCells.letter(outcome) + '|' + session.placeText;
        JourneyCells.session(effects.cell(JourneyCells.path(session.day, text), receivedAt), sign);
    }
}
