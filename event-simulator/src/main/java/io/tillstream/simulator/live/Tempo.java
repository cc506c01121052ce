package io.tillstream.simulator.live;

import io.tillstream.simulator.visit.Visit;

/**
 * Turns the pace that was asked for into events a second and into the pauses between the acts of a visit.
 *
 * <p>A live visit runs at a fifth of a person's pauses, so that the dashboard moves. When more visits would have to run at once than a third of the
 * customers can make, all pauses shrink together.
 */
final class Tempo {

    private static final double LIVE_SHARE_OF_GAP = 0.2;
    private static final double MEAN_LIVE_GAP_SECONDS = 5.5;
    private static final double MOST_BUSY_SHARE = 0.35;
    private static final double TYPICAL_EVENTS_PER_ORDER = 50;
    /** How many orders the experience of the history weighs; then what is seen live counts more. */
    private static final double WEIGHT_OF_HISTORY = 200;
    /** How short pauses may get while too little happens: at the start, and after the rate was raised. */
    private static final double HURRY = 0.15;
    /** Over how long the rate that was reached is averaged. */
    private static final double MEMORY_SECONDS = 4;

    /** The first visits hurry in any case, so that the first orders come in seconds. */
    private static final long HURRIED_START_MILLIS = 20_000;

    private final long since;
    private double events;
    private double orders;
    private double reached;

    Tempo(long since, long historyEvents, long historyOrders) {
        this.since = since;
        this.orders = WEIGHT_OF_HISTORY;
        this.events = WEIGHT_OF_HISTORY
                * (historyOrders < WEIGHT_OF_HISTORY
                        ? TYPICAL_EVENTS_PER_ORDER
                        : historyEvents / (double) historyOrders);
    }

    /** Learns how many events an order takes. */
    void planned(Visit visit) {
        events += visit.size();
        orders += visit.outcome().isOrder() ? 1 : 0;
    }

    double eventsPerSecond(Pace pace) {
        return switch (pace) {
            case Pace.Events asked -> asked.perSecond();
            case Pace.Transactions asked -> asked.perSecond() * events / orders;
        };
    }

    /** Learns how many events were sent in the time since it was last told. */
    void sent(long count, double seconds) {
        if (seconds > 0) {
            double weight = Math.min(1, seconds / MEMORY_SECONDS);
            reached += weight * (count / seconds - reached);
        }
    }

    /** The live pause, in milliseconds, for one that a person would make. */
    long pause(long gapMillis, long now, double eventsPerSecond, int customers) {
        double share =
                Math.min(1, MOST_BUSY_SHARE * customers / Math.max(1e-9, eventsPerSecond * MEAN_LIVE_GAP_SECONDS));
        double behind = eventsPerSecond > 0 ? Math.clamp(2 * reached / eventsPerSecond - 1, HURRY, 1) : 1;
        double hurry = now - since < HURRIED_START_MILLIS ? HURRY : behind;
        return Math.max(1, (long) (gapMillis * LIVE_SHARE_OF_GAP * share * hurry));
    }
}
