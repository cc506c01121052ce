package io.tillstream.contracts.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Against a server of Vert.x that ends no connection of itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestClockTest {

    private static final Duration HEAD = Duration.ofSeconds(1);
    private static final Duration BODY = Duration.ofSeconds(1);
    private static final int RATE = 1_000;
    /** Between two bytes of a sender that dribbles. */
    private static final long DRIP_MILLIS = 50;

    private static final int PATIENCE_MILLIS = 60_000;
    private static final String GET = "GET / HTTP/1.1\r\nHost: shop\r\n\r\n";

    private Vertx vertx;
    private int port;

    @BeforeAll
    void start() throws Exception {
        vertx = Vertx.vertx();
        RequestClocks.keep(vertx, new RequestTimes(HEAD, BODY, RATE));
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(this::serve);
        port = server.listen(0).toCompletionStage().toCompletableFuture().get().actualPort();
    }

    private void serve(HttpServerRequest request) {
        RequestClocks.arrived(request);
        String path = String.valueOf(request.path());
        if (path.equals("/socket")) {
            request.toWebSocket().onSuccess(socket -> socket.textMessageHandler(socket::writeTextMessage));
        } else if (path.equals("/late")) {
            vertx.setTimer(3 * HEAD.toMillis(), id -> request.response().end());
        } else {
            request.body().onSuccess(body -> request.response().end());
        }
    }

    @AfterAll
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void shouldEndWhoeverDribblesAHead() throws Exception {
        try (Socket socket = connect()) {
            assertThat(dribbleUntilClosed(socket, "GET / HTTP/1.1\r\nX-Slow: ")).isGreaterThanOrEqualTo(HEAD);
        }
    }

    @Test
    void shouldEndWhoeverDribblesTheHeadOfALaterRequest() throws Exception {
        try (Socket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(socket, GET)).contains(" 200 ");
            }
            assertThat(ask(socket, "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nshops"))
                    .contains(" 200 ");
            assertThat(dribbleUntilClosed(socket, "GET / HTTP/1.1\r\nX-Slow: ")).isGreaterThanOrEqualTo(HEAD);
        }
    }

    @Test
    void shouldEndWhoeverDribblesABody() throws Exception {
        try (Socket socket = connect()) {
            assertThat(dribbleUntilClosed(socket, "POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n"))
                    .isGreaterThanOrEqualTo(BODY);
        }
        try (Socket socket = connect()) {
            assertThat(dribbleUntilClosed(socket, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n"))
                    .isGreaterThanOrEqualTo(BODY);
        }
    }

    @Test
    void shouldTakeABodyThatIsSlowButComes() throws Exception {
        try (Socket socket = connect()) {
            int atOnce = 100 * RATE;
            int later = 60;
            send(socket, "POST / HTTP/1.1\r\nContent-Length: " + (atOnce + later) + "\r\n\r\n" + "x".repeat(atOnce));
            for (int i = 0; i < later; i++) {
                TimeUnit.MILLISECONDS.sleep(DRIP_MILLIS);
                send(socket, "x");
            }
            assertThat(line(socket)).contains(" 200 ");
            assertThat(ask(socket, GET)).contains(" 200 ");
        }
    }

    @Test
    void shouldLeaveAQuietConnectionAlone() throws Exception {
        try (Socket silent = connect();
                Socket used = connect()) {
            assertThat(ask(used, GET)).contains(" 200 ");
            TimeUnit.MILLISECONDS.sleep(3 * HEAD.toMillis());
            assertThat(ask(used, GET)).contains(" 200 ");
            assertThat(ask(silent, GET)).contains(" 200 ");
        }
    }

    @Test
    void shouldLeaveALateAnswerAlone() throws Exception {
        try (Socket socket = connect()) {
            assertThat(ask(socket, "GET /late HTTP/1.1\r\nHost: shop\r\n\r\n")).contains(" 200 ");
        }
        try (Socket socket = connect()) {
            assertThat(ask(socket, "POST /late HTTP/1.1\r\nContent-Length: 5\r\n\r\nshops"))
                    .contains(" 200 ");
        }
    }

    @Test
    void shouldLeaveAWebSocketAlone() throws Exception {
        try (Socket socket = connect()) {
            assertThat(ask(socket, """
                    GET /socket HTTP/1.1\r
                    Host: shop\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    \r
                    """)).contains(" 101 ");
            // a text of one letter, masked with zeros: RFC 6455, 5.2
            byte[] frame = {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'x'};
            byte[] echo = {(byte) 0x81, 1, 'x'};
            for (int i = 0; i < 60; i++) {
                socket.getOutputStream().write(frame);
                assertThat(socket.getInputStream().readNBytes(echo.length)).isEqualTo(echo);
                TimeUnit.MILLISECONDS.sleep(DRIP_MILLIS);
            }
        }
    }

    @Test
    void shouldRefuseTimesThatAreNone() {
        assertThatThrownBy(() -> new RequestTimes(Duration.ZERO, BODY, RATE))
                .hasMessage("tillstream.http.head-timeout must be above 0, not PT0S");
        assertThatThrownBy(() -> new RequestTimes(HEAD, Duration.ofSeconds(-1), RATE))
                .hasMessage("tillstream.http.body-timeout must be above 0, not PT-1S");
        assertThatThrownBy(() -> new RequestTimes(HEAD, BODY, 0))
                .hasMessage("tillstream.http.body-rate must be above 0, not 0");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The first line of the answer; the answers here have no body. */
    private static String ask(Socket socket, String request) throws IOException {
        send(socket, request);
        return line(socket);
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return "closed after " + head;
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    /** For how long it could. */
    private static Duration dribbleUntilClosed(Socket socket, String start) throws Exception {
        long begun = System.nanoTime();
        try {
            send(socket, start);
            while (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
                TimeUnit.MILLISECONDS.sleep(DRIP_MILLIS);
                send(socket, "x");
            }
        } catch (IOException closed) {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
        throw new AssertionError("it could for " + PATIENCE_MILLIS + " ms");
    }
}
