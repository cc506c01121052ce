package io.tillstream.streams.communication;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The clicks of one customer in the order in which they came; the newest {@link #MAX_CLICKS} of them. */
final class Clicks {

    static final int MAX_CLICKS = 32;

    /** Stands for no message. */
    static final long NOBODY = 0;

    /** An order this long after a click is still due to it. */
    static final long WINDOW_MILLIS = Duration.ofDays(7).toMillis();

    private final List<Click> clicks = new ArrayList<>();

    /**
     * A click.
     *
     * @param at event time, milliseconds since 1970
     * @param message hash of the message's id
     */
    private record Click(long at, long message) {}

    boolean isEmpty() {
        return clicks.isEmpty();
    }

    void add(long at, long message) {
        Click click = new Click(at, message);
        if (clicks.contains(click)) {
            return;
        }
        if (clicks.size() == MAX_CLICKS) {
            clicks.removeFirst();
        }
        clicks.add(click);
    }

    /** Whether an order at that time may be due to a click at the other. */
    static boolean covers(long clickedAt, long orderedAt) {
        return clickedAt <= orderedAt && orderedAt - clickedAt <= WINDOW_MILLIS;
    }

    /** The message whose click is the last before an order and in its window, of several at the same time the one that came first; or {@link #NOBODY}. */
    long lastBefore(long orderedAt) {
        long message = NOBODY;
        long last = Long.MIN_VALUE;
        for (Click click : clicks) {
            if (click.at > last && covers(click.at, orderedAt)) {
                last = click.at;
                message = click.message;
            }
        }
        return message;
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(clicks.size());
        clicks.forEach(click -> out.writeSigned(click.at).writeFixed(click.message));
    }

    static Clicks read(BinaryReader in) {
        Clicks read = new Clicks();
        int size = in.readCount();
        for (int i = 0; i < size; i++) {
            read.clicks.add(new Click(in.readSigned(), in.readFixed()));
        }
        return read;
    }
}
