package io.tillstream.dashboard.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where published states meet the sockets that want them. Thread-safe. */
public final class ChannelHub {

    private static final int GOING_AWAY = 1001;
    private static final int POLICY_VIOLATION = 1008;

    private final String stream;
    private final Map<String, ChannelLog> logs = new LinkedHashMap<>();
    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration patience;

    /**
     * @param channels the names of all channels there will ever be
     * @param clock numbers begin at its milliseconds, so that they grow from one run of the gateway to the next
     * @param patience how long a client may leave a message unread or give no sign of life
     */
    public ChannelHub(List<String> channels, Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
        long firstSeq = clock.millis();
        this.stream = Long.toString(firstSeq, Character.MAX_RADIX);
        channels.forEach(channel -> logs.put(channel, new ChannelLog(channel, stream, firstSeq)));
    }

    /** Makes {@code data} the newest state of a channel and tells those who want it. */
    public void publish(String channel, ObjectNode data) {
        Instant now = clock.instant();
        ChannelLog log = logs.get(channel);
        if (log == null) {
            throw new IllegalArgumentException("no such channel: " + channel);
        }
        if (log.publish(data, now)) {
            sessions.values().forEach(LiveSession::advance);
        }
    }

    /** Takes a client in. */
    void open(String id, Outlet outlet) {
        sessions.put(id, new LiveSession(outlet, Collections.unmodifiableMap(logs), clock));
    }

    /** Takes a client in that says once what it wants, of channels that there are. */
    void open(String id, Outlet outlet, ClientMessage.Subscribe wanted) {
        LiveSession session = new LiveSession(outlet, Collections.unmodifiableMap(logs), clock);
        try {
            session.subscribe(wanted);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
        sessions.put(id, session);
        session.advance();
    }

    /** Says something to a client that is of no channel. */
    void say(String id, String text) {
        LiveSession session = sessions.get(id);
        if (session != null) {
            session.say(text);
        }
    }

    /** The client said something. */
    void message(String id, String text) {
        LiveSession session = sessions.get(id);
        if (session != null) {
            session.message(text);
        }
    }

    /** The client said something that is no text. */
    void binary(String id) {
        LiveSession session = sessions.get(id);
        if (session != null) {
            session.error("messages must be text");
            session.advance();
        }
    }

    /** The client gave a sign of life. */
    void heard(String id) {
        LiveSession session = sessions.get(id);
        if (session != null) {
            session.heard();
        }
    }

    /** Lets a client go. */
    void close(String id) {
        sessions.remove(id);
    }

    /** Ends the connections of clients that neither read nor give a sign of life. */
    public void closeUnresponsive() {
        Instant limit = clock.instant().minus(patience);
        for (LiveSession session : sessions.values()) {
            Instant since = session.sendingSince();
            if (since != null && since.isBefore(limit)) {
                session.close(POLICY_VIOLATION, "not reading");
            } else if (session.heardAt().isBefore(limit)) {
                session.close(GOING_AWAY, "no sign of life");
            }
        }
    }

    /** How many clients there are. */
    public int clients() {
        return sessions.size();
    }

    /** Names this run of the gateway. */
    String stream() {
        return stream;
    }

    /** The names of all channels. */
    Set<String> channels() {
        return logs.keySet();
    }
}
