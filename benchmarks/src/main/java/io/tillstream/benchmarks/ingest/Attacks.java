package io.tillstream.benchmarks.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** What a hostile or broken sender does. */
final class Attacks {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int BOMB_MEBIBYTES = 1_024;
    private static final int FLOOD_LINES = 4_000;

    private final int port;

    Attacks(int port) {
        this.port = port;
    }

    /** Opens connections that say nothing; as many as could be had. The caller closes them. */
    List<Socket> idle(int count) {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
                open.add(socket);
            } catch (IOException e) {
                closeQuietly(socket);
            }
        }
        return open;
    }

    /** Sends headers without end, from so many connections in turn; how many were refused or cut off. */
    int headers(int count) {
        byte[] line = ("X-Flood: " + "x".repeat(200) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        int cutOff = 0;
        for (int i = 0; i < count; i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(ANSWER_MILLIS);
                OutputStream out = socket.getOutputStream();
                out.write("POST /v1/events HTTP/1.1\r\nHost: shop\r\n".getBytes(StandardCharsets.US_ASCII));
                for (int k = 0; k < FLOOD_LINES; k++) {
                    out.write(line);
                }
                // the end of the connection, or an answer, which can only be a refusal: the headers have not ended
                socket.getInputStream().read();
                cutOff++;
            } catch (SocketTimeoutException e) {
                // still listening to it
            } catch (IOException e) {
                cutOff++;
            }
        }
        return cutOff;
    }

    /** Sends a gibibyte of spaces, packed into a mebibyte; how often each status came. */
    Map<Integer, Integer> bombs(int count) throws IOException, InterruptedException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < BOMB_MEBIBYTES; i++) {
                gzip.write(spaces);
            }
        }
        HttpRequest bomb = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                .header("X-Write-Key", IngestService.KEY)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                .build();
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < count; i++) {
                int status = client.send(bomb, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                statuses.merge(status, 1, Integer::sum);
            }
        }
        return statuses;
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no more use
        }
    }
}
