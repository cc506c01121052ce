package io.tillstream.dashboard.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader of server-sent events on a bare socket, as others would write one. It reads nothing until it is asked to; small receive buffer. */
public final class EventReader implements AutoCloseable {

    /** An event with its id. */
    public record Event(String id, JsonNode data) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket = new Socket();
    private final BufferedReader in;
    private final List<String> head = new ArrayList<>();

    /** Asks by HTTP/1.0, so that the answer is not cut into chunks. */
    public EventReader(URI server, String pathAndQuery, @Nullable String lastEventId) throws IOException {
        socket.setReceiveBufferSize(65_536);
        socket.setSoTimeout(20_000);
        socket.connect(new java.net.InetSocketAddress(server.getHost(), server.getPort()));
        String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        socket.getOutputStream()
                .write(("GET " + pathAndQuery + " HTTP/1.0\r\nHost: " + server.getRawAuthority()
                                + "\r\nAccept: text/event-stream\r\n" + resume + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.add(line);
        }
    }

    private String line() {
        try {
            String line = in.readLine();
            if (line == null) {
                throw new AssertionError("the gateway ended the stream");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Status line and headers. */
    public List<String> head() {
        return head;
    }

    /** The next event, read as the standard says: fields up to an empty line; a line that begins with a colon means nothing. */
    public Event next() {
        String id = "";
        StringBuilder data = new StringBuilder();
        while (true) {
            String line = line();
            if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                data.append(line, "data: ".length(), line.length());
            } else if (line.isEmpty() && !data.isEmpty()) {
                return new Event(id, parse(data.toString()));
            }
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
