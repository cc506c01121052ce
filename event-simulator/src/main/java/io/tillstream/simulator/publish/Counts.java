package io.tillstream.simulator.publish;

import io.tillstream.contracts.event.Action;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What was sent since the process started. Thread-safe. */
public final class Counts {

    private final Map<Action, LongAdder> sentByAction = new EnumMap<>(Action.class);
    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** Nothing sent yet. */
    public Counts() {
        for (Action action : Action.values()) {
            sentByAction.put(action, new LongAdder());
        }
    }

    void addSent(Action action) {
        sent.increment();
        LongAdder ofAction = sentByAction.get(action);
        if (ofAction != null) {
            ofAction.increment();
        }
    }

    void addAcknowledged() {
        acknowledged.increment();
    }

    void addFailed() {
        failed.increment();
    }

    /** Events handed to the producer. */
    public long sent() {
        return sent.sum();
    }

    /** Events that Kafka has acknowledged. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** Events that Kafka has refused for good. */
    public long failed() {
        return failed.sum();
    }

    /** Events handed to the producer, by the wire name of their action, without the actions of which there were none. */
    public Map<String, Long> byAction() {
        Map<String, Long> counts = new TreeMap<>();
        sentByAction.forEach((action, count) -> {
            if (count.sum() > 0) {
                counts.put(action.wireName(), count.sum());
            }
        });
        return counts;
    }
}
