package io.tillstream.dashboard.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of one channel and the last deltas that led to it. Thread-safe: one thread publishes, the sockets' threads read.
 *
 * <p>Memory: one state, its encoding when someone needed it, and at most {@link #MAX_DELTAS} deltas of together at most {@link #MAX_CHARS} characters.
 */
final class ChannelLog {

    /** The number of a client that has no state of the channel. */
    static final long NOTHING_SEEN = -1;

    static final int MAX_DELTAS = 120;
    static final int MAX_CHARS = 500_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String channel;
    private final String stream;
    private final Deque<Frame> deltas = new ArrayDeque<>();
    private long deltaChars;
    private long seq;
    private @Nullable ObjectNode state;
    private @Nullable Instant publishedAt;
    private @Nullable Frame snapshot;

    /**
     * @param channel its name
     * @param stream names this run of the gateway, so that numbers of another run are not mistaken for this one's
     * @param firstSeq numbers begin above it
     */
    ChannelLog(String channel, String stream, long firstSeq) {
        this.channel = channel;
        this.stream = stream;
        this.seq = firstSeq;
    }

    /**
     * Makes {@code data} the newest state.
     *
     * @return whether it differs from the one before
     */
    synchronized boolean publish(ObjectNode data, Instant at) {
        ObjectNode before = state;
        ObjectNode patch = before == null ? data : MergePatch.diff(before, data);
        if (patch == null) {
            return false;
        }
        seq++;
        state = data;
        publishedAt = at;
        snapshot = null;
        if (before == null) {
            return true;
        }
        Frame delta = encode("delta", patch, at);
        deltas.addLast(delta);
        deltaChars += delta.text().length();
        while (deltas.size() > MAX_DELTAS || deltaChars > MAX_CHARS) {
            deltaChars -= deltas.removeFirst().text().length();
        }
        return true;
    }

    /** Whether numbers of that run of the gateway are this one's; a client that does not name a run is believed. */
    boolean isOf(@Nullable String otherStream) {
        return otherStream == null || otherStream.equals(stream);
    }

    /**
     * What a client needs next.
     *
     * @param seen the number of the state the client has; any other number for none
     * @return the delta that follows, or a snapshot when the deltas are gone or longer than it; null when the client has the newest state
     */
    synchronized @Nullable Frame after(long seen) {
        if (state == null || seen == seq) {
            return null;
        }
        Frame first = deltas.peekFirst();
        if (first == null || seen < first.seq() - 1 || seen > seq) {
            return snapshot();
        }
        long missing = seq - seen;
        long missingChars = 0;
        Frame next = first;
        for (Frame delta : deltas) {
            if (delta.seq() > seen) {
                missingChars += delta.text().length();
                if (delta.seq() == seen + 1) {
                    next = delta;
                }
            }
        }
        boolean longer = missing > 1 || missingChars > MAX_CHARS / 10;
        return longer && missingChars > snapshot().text().length() ? snapshot() : next;
    }

    private Frame snapshot() {
        Frame frame = snapshot;
        ObjectNode data = state;
        Instant at = publishedAt;
        if (frame == null) {
            if (data == null || at == null) {
                throw new IllegalStateException("nothing published on " + channel);
            }
            frame = encode("snapshot", data, at);
            snapshot = frame;
        }
        return frame;
    }

    private Frame encode(String type, ObjectNode data, Instant at) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("type", type);
        message.put("channel", channel);
        message.put("seq", seq);
        message.put("at", at.toString());
        if (type.equals("snapshot")) {
            message.put("stream", stream);
        }
        message.set("data", data);
        try {
            return new Frame(seq, JSON.writeValueAsString(message));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
