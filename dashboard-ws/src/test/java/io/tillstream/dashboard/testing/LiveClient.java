package io.tillstream.dashboard.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of {@code /ws/live} as others would write one: it keeps the state of each channel by snapshots and deltas. */
public final class LiveClient implements WebSocket.Listener, AutoCloseable {

    /** A message and when it came, in nanoseconds of the JVM. */
    public record Received(JsonNode message, long nanos) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Received> inbox = new LinkedBlockingQueue<>();
    private final List<Received> all = new CopyOnWriteArrayList<>();
    private final Map<String, ObjectNode> states = new HashMap<>();
    private final Map<String, Long> seqs = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private volatile int closeCode;

    public LiveClient(URI uri) {
        socket = http.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(uri, this)
                .join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            Received received = new Received(parse(text.toString()), System.nanoTime());
            all.add(received);
            inbox.add(received);
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode = statusCode;
        return null;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void send(String message) {
        socket.sendText(message, true).join();
    }

    public void sendBinary(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    public void subscribe(String... channels) {
        ObjectNode message = JSON.createObjectNode().put("type", "subscribe");
        List.of(channels).forEach(message.putArray("channels")::add);
        send(message.toString());
    }

    /** The next message, applied to the state of its channel. */
    public JsonNode next() {
        JsonNode message = nextRaw();
        apply(message);
        return message;
    }

    /** The next message, not applied. */
    public JsonNode nextRaw() {
        try {
            Received received = inbox.poll(20, TimeUnit.SECONDS);
            if (received == null) {
                throw new AssertionError("no message within 20 seconds");
            }
            return received.message();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void apply(JsonNode message) {
        String channel = message.path("channel").asText();
        switch (message.path("type").asText()) {
            case "snapshot" -> {
                states.put(channel, (ObjectNode) message.get("data"));
                seqs.put(channel, message.path("seq").asLong());
            }
            case "delta" -> {
                long seq = message.path("seq").asLong();
                if (seq != seqs.getOrDefault(channel, 0L) + 1) {
                    throw new AssertionError("delta " + seq + " after " + seqs.get(channel));
                }
                seqs.put(channel, seq);
                states.compute(channel, (name, state) -> patch(state, message.get("data")));
            }
            default -> {}
        }
    }

    /** RFC 7396, read from its pseudo code. */
    private static ObjectNode patch(@Nullable JsonNode target, JsonNode patch) {
        ObjectNode result = target instanceof ObjectNode object ? object : JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else if (field.getValue().isObject()) {
                result.set(field.getKey(), patch(result.get(field.getKey()), field.getValue()));
            } else {
                result.set(field.getKey(), field.getValue());
            }
        }
        return result;
    }

    /** The state of a channel as far as messages were taken by {@link #next()}. */
    public ObjectNode state(String channel) {
        return states.getOrDefault(channel, JSON.createObjectNode());
    }

    /** The number of that state. */
    public long seq(String channel) {
        return seqs.getOrDefault(channel, -1L);
    }

    /** All messages so far. */
    public List<Received> all() {
        return all;
    }

    /** The status code the gateway closed with; 0 while open. */
    public int closeCode() {
        return closeCode;
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
