package io.tillstream.simulator.engine;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.simulator.history.History;
import io.tillstream.simulator.history.Shop;
import io.tillstream.simulator.publish.AckTracker;
import io.tillstream.simulator.publish.Publisher;
import java.time.Instant;

/**
 * Publishes a shop's history from where an earlier run stopped. What was acknowledged then is lived through again, but not sent; what was sent and not
 * yet known as acknowledged is sent again with the same ids.
 *
 * <p>One thread works, any may ask for the progress.
 */
final class HistoryRun {

    private static final int EVENTS_PER_TURN = 500;
    private static final int EVENTS_PER_CHUNK = 2_000;
    private static final int MOST_OPEN_CHUNKS = 50;
    private static final long FULL_WAIT_MILLIS = 2;

    private final Shop shop;
    private final History history;
    private final AckTracker tracker;
    private final long skip;
    private volatile double share;
    private volatile long reached;
    private volatile long made;
    private volatile boolean finished;

    /**
     * @param acknowledged number of events not to send again
     * @param done whether nothing of the history is to be sent, however many events it has
     */
    HistoryRun(Shop shop, long acknowledged, boolean done) {
        this.shop = shop;
        this.history = new History(shop);
        this.tracker = new AckTracker(acknowledged, EVENTS_PER_CHUNK, MOST_OPEN_CHUNKS);
        this.skip = done ? Long.MAX_VALUE : acknowledged;
        this.reached = shop.start().toEpochMilli();
    }

    /** Publishes all that is left; returns when Kafka has acknowledged everything. */
    void publish(Publisher publisher, PauseGate gate) throws InterruptedException {
        boolean more = true;
        while (more) {
            while (tracker.full()) {
                Thread.sleep(FULL_WAIT_MILLIS);
            }
            gate.begin();
            try {
                more = turn(publisher);
            } finally {
                gate.end();
            }
        }
        tracker.seal();
        while (skip < made && tracker.acknowledged() < made) {
            publisher.failIfRefused();
            Thread.sleep(FULL_WAIT_MILLIS);
        }
        finished = true;
    }

    private boolean turn(Publisher publisher) {
        CommerceEvent event = null;
        for (int i = 0; i < EVENTS_PER_TURN; i++) {
            event = history.next();
            if (event == null) {
                break;
            }
            if (history.eventsMade() > skip) {
                publisher.send(event, tracker.next());
            }
        }
        share = history.progress();
        reached = history.now();
        made = history.eventsMade();
        return event != null;
    }

    /** The history itself, lived through as far as it was published. */
    History history() {
        return history;
    }

    HistoryProgress progress() {
        return new HistoryProgress(
                Math.round(share * 1000) / 10.0,
                made,
                tracker.acknowledged(),
                finished,
                shop.start(),
                shop.end(),
                Instant.ofEpochMilli(reached));
    }
}
