package io.tillstream.dashboard.live;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One client. It has no queue: it remembers per channel the state the client has, keeps at most one message on its way, and when that is through asks the
 * channels what the client needs next. A client that cannot keep up is thus given larger steps or the newest snapshot, never a backlog.
 */
final class LiveSession {

    private static final int MAX_MESSAGES_A_SECOND = 20;
    private static final int POLICY_VIOLATION = 1008;
    private static final int INTERNAL_ERROR = 1011;

    private final Outlet outlet;
    private final Map<String, ChannelLog> logs;
    private final Clock clock;
    private final LinkedHashMap<String, Long> seen = new LinkedHashMap<>();
    private final AtomicInteger work = new AtomicInteger();
    private volatile @Nullable String answer;
    private volatile boolean sending;
    private volatile @Nullable Instant sendingSince;
    private volatile Instant heardAt;
    private long second;
    private int messagesThisSecond;

    LiveSession(Outlet outlet, Map<String, ChannelLog> logs, Clock clock) {
        this.outlet = outlet;
        this.logs = logs;
        this.clock = clock;
        this.heardAt = clock.instant();
    }

    /** The client said something. */
    void message(String text) {
        Instant now = clock.instant();
        heardAt = now;
        if (tooMany(now)) {
            outlet.close(POLICY_VIOLATION, "more than " + MAX_MESSAGES_A_SECOND + " messages a second");
            return;
        }
        try {
            switch (ClientMessageReader.read(text)) {
                case ClientMessage.Subscribe subscribe -> subscribe(subscribe);
                case ClientMessage.Unsubscribe unsubscribe -> forget(unsubscribe);
                case ClientMessage.Ping ping -> answer = "{\"type\":\"pong\"}";
            }
        } catch (MalformedMessageException e) {
            error(e.reason());
        }
        advance();
    }

    /** Answers that a message was not understood. Only the newest such answer is kept for a client that does not read. */
    void error(String reason) {
        // reasons are this package's own texts or carry names that were checked, so plain quoting is enough
        answer = "{\"type\":\"error\",\"reason\":\"" + reason + "\"}";
    }

    private boolean tooMany(Instant now) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            messagesThisSecond = 0;
        }
        return ++messagesThisSecond > MAX_MESSAGES_A_SECOND;
    }

    /** Says something that is of no channel; for a client that does not read, only the newest such thing is kept. */
    void say(String text) {
        answer = text;
        advance();
    }

    /**
     * The client wants these channels.
     *
     * @throws MalformedMessageException when there is no such channel
     */
    void subscribe(ClientMessage.Subscribe message) throws MalformedMessageException {
        synchronized (seen) {
            for (String channel : message.channels()) {
                ChannelLog log = logs.get(channel);
                if (log == null) {
                    throw new MalformedMessageException(
                            "unknown channel; there are " + String.join(", ", logs.keySet()));
                }
                Long last = message.last().get(channel);
                boolean usable = last != null && log.isOf(message.stream());
                seen.put(channel, usable ? last : ChannelLog.NOTHING_SEEN);
            }
        }
    }

    private void forget(ClientMessage.Unsubscribe message) {
        synchronized (seen) {
            message.channels().forEach(seen::remove);
        }
    }

    /** Sends what the client needs next, unless a message is still on its way. Any thread may call it. */
    void advance() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            sendWhilePossible();
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    private void sendWhilePossible() {
        while (!sending) {
            String text = next();
            if (text == null) {
                return;
            }
            sending = true;
            sendingSince = clock.instant();
            outlet.send(text).subscribe().with(done -> sent(), failure -> outlet.close(INTERNAL_ERROR, "not writable"));
        }
    }

    private void sent() {
        sendingSince = null;
        sending = false;
        advance();
    }

    private @Nullable String next() {
        String reply = answer;
        if (reply != null) {
            answer = null;
            return reply;
        }
        synchronized (seen) {
            for (Map.Entry<String, Long> channel : seen.entrySet()) {
                ChannelLog log = logs.get(channel.getKey());
                Frame frame = log == null ? null : log.after(channel.getValue());
                if (frame != null) {
                    // to the end of the line, so that a busy channel does not starve the others
                    seen.remove(channel.getKey());
                    seen.put(channel.getKey(), frame.seq());
                    return outlet.written(frame, seen);
                }
            }
            return null;
        }
    }

    /** The client gave a sign of life. */
    void heard() {
        heardAt = clock.instant();
    }

    /** When the client last gave a sign of life. */
    Instant heardAt() {
        return heardAt;
    }

    /** Since when a message has been on its way; null when none is. */
    @Nullable
    Instant sendingSince() {
        return sendingSince;
    }

    /** Ends the connection. */
    void close(int code, String reason) {
        outlet.close(code, reason);
    }
}
