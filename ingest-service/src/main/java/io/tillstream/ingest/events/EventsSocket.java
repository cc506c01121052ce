package io.tillstream.ingest.events;

import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.privacy.Signals;
import io.tillstream.ingest.publish.KafkaUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One sender at {@code /ws/events}. Each message is one event or an array, and gets one answer when Kafka has acknowledged it. The sender is read no further while too
 * much is unanswered, here or in the whole service, or while it does not take its answers. Everything here runs on the connection's event loop, but for the taking itself.
 */
final class EventsSocket {

    /** Why a connection is closed; the numbers from 4000 on are this service's own. */
    enum Ending {
        SERVICE_ENDS(1001, "the service ends; connect again"),
        NO_TEXT(1003, "send text, not binary messages"),
        TOO_LARGE(1009, "the message is too large; send the events in several"),
        KEY_REFUSED(4401, "a known write key is needed"),
        TOO_LATE(4408, "the write key or the rest of a message did not come in time, or nothing did"),
        NO_KEYS(4503, "no write keys are configured");

        private final int code;
        private final String words;

        Ending(int code, String words) {
            this.code = code;
            this.words = words;
        }

        int code() {
            return code;
        }
    }

    /** What all connections share. */
    record Shared(
            Vertx vertx,
            WriteKeys keys,
            EventIntake intake,
            InFlightBytes inFlight,
            IntakeWorkers workers,
            int maxMessageBytes) {}

    /** Messages of one connection that are not answered yet, before it is read no further. */
    static final int MOST_UNANSWERED = 16;

    private static final Logger LOG = Logger.getLogger(EventsSocket.class);
    private static final Duration FOR_THE_KEY = Duration.ofSeconds(10);
    private static final Duration BETWEEN_PINGS = Duration.ofSeconds(20);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_MESSAGE = Duration.ofSeconds(30);
    private static final int MOST_KEY_BYTES = 2_048;
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Shared shared;
    private final ServerWebSocket socket;
    private final Signals signals;
    private final Context eventLoop;
    private final Runnable gone;
    private final long pings;
    private final long keyTimer;
    private @Nullable String key;
    private Buffer message = Buffer.buffer();
    private ByteShare share;
    private boolean withoutRoom;
    private long messages;
    private int unanswered;
    private boolean paused;
    private boolean looking;
    private boolean ending;
    private long heardAt = System.nanoTime();
    private long begunAt = heardAt;

    /**
     * @param key the write key of the handshake, already checked; null when the first message is to bring it
     * @param signals what the handshake says of the person behind the connection
     * @param gone run when the connection is no more
     */
    EventsSocket(Shared shared, ServerWebSocket socket, @Nullable String key, Signals signals, Runnable gone) {
        this.shared = shared;
        this.socket = socket;
        this.key = key;
        this.signals = signals;
        this.gone = gone;
        eventLoop = shared.vertx().getOrCreateContext();
        share = new ByteShare(shared.inFlight());
        pings = shared.vertx().setPeriodic(BETWEEN_PINGS.toMillis(), id -> ping());
        keyTimer = shared.vertx().setTimer(FOR_THE_KEY.toMillis(), id -> {
            if (this.key == null) {
                end(Ending.TOO_LATE);
            }
        });
        socket.frameHandler(this::frame);
        socket.pongHandler(pong -> heardAt = System.nanoTime());
        socket.drainHandler(nothing -> regulate());
        socket.exceptionHandler(problem -> LOG.debugf("a sender's connection failed: %s", problem.getClass()));
        socket.closeHandler(nothing -> closed());
    }

    private void frame(WebSocketFrame frame) {
        heardAt = System.nanoTime();
        if (ending || frame.isClose()) {
            return;
        }
        if (frame.isBinary()) {
            end(Ending.NO_TEXT);
            return;
        }
        Buffer piece = frame.binaryData();
        if (message.length() == 0) {
            begunAt = heardAt;
        }
        int most = key == null ? MOST_KEY_BYTES : shared.maxMessageBytes();
        if (message.length() + piece.length() > most) {
            end(Ending.TOO_LARGE);
            return;
        }
        if (!withoutRoom && share.grow(piece.length())) {
            message.appendBuffer(piece);
        } else {
            withoutRoom = true;
        }
        if (frame.isFinal()) {
            complete();
        }
        regulate();
    }

    private void complete() {
        byte[] body = message.getBytes();
        ByteShare taken = share;
        boolean refused = withoutRoom;
        message = Buffer.buffer();
        share = new ByteShare(shared.inFlight());
        withoutRoom = false;
        if (key == null) {
            taken.giveBack();
            begin(body);
            return;
        }
        long number = messages++;
        if (refused) {
            taken.giveBack();
            answer(SocketAnswers.problem(number, ProblemKind.BUSY, "Send this message again in a moment"));
        } else if (isAllowed()) {
            unanswered++;
            String sentWith = key;
            shared.workers().execute(() -> take(number, body, taken, sentWith));
        } else {
            taken.giveBack();
        }
    }

    /** The first message of a sender that could not put its key into the handshake. */
    private void begin(byte[] body) {
        String sent = SocketAnswers.writeKey(body);
        if (sent == null) {
            end(Ending.KEY_REFUSED);
            return;
        }
        key = sent;
        if (isAllowed()) {
            answer(SocketAnswers.ready());
        }
    }

    /** Asked at each message, so that a key that is withdrawn ends at once. */
    private boolean isAllowed() {
        Ending ending =
                switch (shared.keys().check(null, key)) {
                    case KNOWN -> null;
                    case REFUSED -> Ending.KEY_REFUSED;
                    case NO_KEYS -> Ending.NO_KEYS;
                };
        if (ending != null) {
            end(ending);
        }
        return ending == null;
    }

    private void take(long number, byte[] body, ByteShare taken, @Nullable String sentWith) {
        List<String> ids = new ArrayList<>();
        try {
            String sender =
                    sentWith == null ? "" : shared.keys().nameOf(sentWith).orElse("");
            shared.intake()
                    .take(
                            body,
                            BodyFormat.JSON,
                            sender,
                            signals,
                            event -> ids.add(event.envelope().eventId()))
                    .whenComplete((result, problem) -> settle(
                            taken,
                            result != null && problem == null
                                    ? SocketAnswers.settled(number, ids, result)
                                    : failed(number, problem)));
        } catch (BodyException e) {
            settle(taken, SocketAnswers.problem(number, e.kind(), e.detail()));
        } catch (RuntimeException e) {
            settle(taken, failed(number, e));
        }
    }

    private static String failed(long number, @Nullable Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof KafkaUnavailableException) {
            return SocketAnswers.problem(
                    number,
                    ProblemKind.KAFKA_UNAVAILABLE,
                    "Not all events were acknowledged; send the same message again later, each event counts once");
        }
        LOG.error("A message could not be answered", cause);
        return SocketAnswers.problem(number, ProblemKind.INTERNAL, "The service's log has more");
    }

    private void settle(ByteShare taken, String answer) {
        taken.giveBack();
        eventLoop.runOnContext(nothing -> {
            unanswered--;
            answer(answer);
            regulate();
            if (ending && unanswered == 0 && !socket.isClosed()) {
                close(Ending.SERVICE_ENDS);
            }
        });
    }

    private void answer(String text) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    /** Reads on, or no further. */
    private void regulate() {
        if (socket.isClosed()) {
            return;
        }
        boolean full = !shared.inFlight().hasRoomFor(shared.maxMessageBytes());
        boolean wait = full || unanswered >= MOST_UNANSWERED || socket.writeQueueFull();
        if (wait && !paused) {
            socket.pause();
        } else if (!wait && paused && !ending) {
            heardAt = System.nanoTime();
            socket.resume();
        }
        paused = wait;
        if (full && !looking) {
            looking = true;
            shared.vertx().setTimer(LOOK_AGAIN_MILLIS, id -> {
                looking = false;
                regulate();
            });
        }
    }

    private void ping() {
        // a sender that is not read cannot be heard
        long now = System.nanoTime();
        boolean silent = !paused && now - heardAt > LONGEST_SILENCE.toNanos();
        boolean dribbles = message.length() > 0 && now - begunAt > LONGEST_MESSAGE.toNanos();
        if (silent || dribbles) {
            end(Ending.TOO_LATE);
        } else if (!socket.isClosed()) {
            socket.writePing(Buffer.buffer());
        }
    }

    /** Takes no more, answers what was taken, and closes. */
    void finish() {
        eventLoop.runOnContext(nothing -> {
            if (unanswered == 0) {
                end(Ending.SERVICE_ENDS);
            } else {
                ending = true;
                socket.pause();
            }
        });
    }

    private void end(Ending why) {
        ending = true;
        share.giveBack();
        close(why);
    }

    private void close(Ending why) {
        if (!socket.isClosed()) {
            socket.close((short) why.code, why.words);
        }
    }

    private void closed() {
        ending = true;
        share.giveBack();
        shared.vertx().cancelTimer(pings);
        shared.vertx().cancelTimer(keyTimer);
        gone.run();
    }
}
