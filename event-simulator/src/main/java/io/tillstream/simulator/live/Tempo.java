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
    /** The first visits hurry, so that the first orders come in seconds. */
    private static final long HURRY_MILLIS = 15_000;

    private static final double HURRY = 0.15;

    private final long since;
    private double events;
    private double orders;

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

    /** The live pause, in milliseconds, for one that a person would make. */
    long pause(long gapMillis, long now, double eventsPerSecond, int customers) {
        double share = Math.min(
                1, MOST_BUSY_SHARE * customers / Math.max(1e-9, eventsPerSecond * MEAN_LIVE_GAP_SECONDS));
        double hurry = now - since < HURRY_MILLIS ? HURRY : 1;
        return Math.max(1, (long) (gapMillis * LIVE_SHARE_OF_GAP * share * hurry));
    }
}
