package io.tillstream.ingest.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.stack.broker.LocalBroker;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Floods upon the service as it ships, in a process with 256 MB of heap that ends when it runs out of memory. After each the service takes events as before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FloodsIT {

    private static final int IDLE = 10_000;
    private static final int AT_ONCE = 50;
    private static final int MIB = 1 << 20;
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
    private static final long DRIP_MILLIS = 50;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String KEY = WriteKeys.HEADER + ": " + KafkaTestResource.WRITE_KEY + "\r\n";

    private final PageViews views = new PageViews(1);
    private LocalBroker broker;
    private ServiceInstance service;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        broker = LocalBroker.start(folder.resolve("kafka"), 0);
        service = ServiceInstance.start(
                folder.resolve("one"),
                broker.bootstrapServers(),
                Map.of(
                        "QUARKUS_HTTP_IDLE_TIMEOUT",
                        IDLE_TIMEOUT.toSeconds() + "s",
                        "TILLSTREAM_HTTP_HEAD_TIMEOUT",
                        REQUEST_TIMEOUT.toSeconds() + "s",
                        "TILLSTREAM_HTTP_BODY_TIMEOUT",
                        REQUEST_TIMEOUT.toSeconds() + "s"));
        try (HttpClient client = client()) {
            service.awaitReady(client);
        }
    }

    @AfterAll
    void stop() {
        service.close();
        broker.close();
    }

    @AfterEach
    void shouldTakeEventsAsBefore() throws Exception {
        assertThat(service.isAlive()).as("the process lives").isTrue();
        try (HttpClient newcomer = client()) {
            assertThat(send(newcomer)).isEqualTo(202);
        }
    }

    @Test
    void shouldServeWhoIsConnectedBesideTenThousandIdleConnectionsAndCutThoseOff() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try (HttpClient sender = client()) {
            assertThat(send(sender)).isEqualTo(202);
            for (int i = 0; i < IDLE; i++) {
                idle.add(connect());
                if (i % 1_000 == 0) {
                    assertThat(send(sender)).as("beside %s idle ones", i).isEqualTo(202);
                }
            }
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < IDLE_TIMEOUT.toNanos() / 2) {
                assertThat(send(sender)).as("beside all of them").isEqualTo(202);
                Thread.sleep(100);
            }
            // those beyond the limit of connections at once, the others by the idle timeout
            for (Socket each : idle) {
                assertThat(isClosedByTheService(each)).isTrue();
            }
            assertThat(send(sender)).isEqualTo(202);
        } finally {
            for (Socket each : idle) {
                each.close();
            }
        }
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    try (HttpClient newcomer = client()) {
                        return send(newcomer) == 202;
                    }
                });
    }

    @Test
    void shouldRefuseHeadersBeyondTheirBound() throws Exception {
        assertThat(answer("POST /v1/events HTTP/1.1\r\nHost: localhost\r\n" + KEY + "X-Many: some\r\n".repeat(1_400)))
                .contains(" 431 ");
        assertThat(answer("POST /v1/events HTTP/1.1\r\nX-Long: " + "x".repeat(20_000)))
                .contains(" 431 ");
        assertThat(answer("GET /v1/events?" + "x".repeat(5_000) + " HTTP/1.1\r\n\r\n"))
                .contains(" 414 ");
    }

    @Test
    void shouldCutOffWhoeverSendsHeadersWithoutEnd() throws Exception {
        String start = "POST /v1/events HTTP/1.1\r\nHost: localhost\r\n" + KEY;
        byte[] headers = "X-Many: some\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        for (boolean cutOff : atOnce(() -> isCutOff(start, headers, 64 * MIB))) {
            assertThat(cutOff).isTrue();
        }
    }

    @Test
    void shouldCutOffWhoeverDribblesAndServeOthersMeanwhile() throws Exception {
        String head = "POST /v1/events HTTP/1.1\r\nX-Slow: ";
        String body = "POST /v1/imports HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\n" + KEY
                + "Content-Length: 1000000\r\n\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
        List<Callable<Boolean>> senders = List.of(() -> isCutOff(head), () -> isCutOff(body));
        try (HttpClient sender = client();
                Socket quiet = connect();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(send(sender)).isEqualTo(202);
            assertThat(ask(quiet)).contains(" 200 ");
            List<Future<Boolean>> begun = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                begun.add(threads.submit(senders.get(i % 2)));
            }
            while (!begun.stream().allMatch(Future::isDone)) {
                assertThat(send(sender)).isEqualTo(202);
                Thread.sleep(DRIP_MILLIS);
            }
            for (Future<Boolean> each : begun) {
                assertThat(each.get()).isTrue();
            }
            assertThat(ask(quiet)).as("quiet for as long").contains(" 200 ");
        }
    }

    @Test
    void shouldCutOffBodiesThatAreHuge() throws Exception {
        String announced = "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + KEY
                + "Content-Length: " + 2_000L * MIB + "\r\n\r\n";
        String chunked = "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + KEY
                + "Transfer-Encoding: chunked\r\n\r\n";
        byte[] spaces = " ".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = ("100000\r\n" + " ".repeat(MIB) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        for (boolean cutOff : atOnce(() -> isCutOff(announced, spaces, 1024L * MIB))) {
            assertThat(cutOff).isTrue();
        }
        for (boolean cutOff : atOnce(() -> isCutOff(chunked, chunk, 1024L * MIB))) {
            assertThat(cutOff).isTrue();
        }
    }

    @Test
    void shouldNotUnfoldBombsAtAnyDoor() throws Exception {
        byte[] bomb = gzip("[", 512);
        try (HttpClient client = client()) {
            for (String door : List.of(
                    "/v1/events",
                    "/v1/batch",
                    "/batch/",
                    "/api/s/track",
                    "/com.snowplowanalytics.snowplow/tp2",
                    "/mp/collect",
                    "/debug/mp/collect",
                    "/v1/cloudevents")) {
                for (int status : atOnce(
                        () -> post(client, door, "application/json", bomb).statusCode())) {
                    // some meet a service that has its hands full with the others
                    assertThat(status).as(door).isIn(413, 503);
                }
            }
            byte[] table = gzip("order_id,product_id,quantity,event_time,price,customer_id\n", 512);
            ByteArrayOutputStream form = new ByteArrayOutputStream();
            form.write("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv.gz\"\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            form.write(table);
            form.write("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
            HttpResponse<String> taken = client.send(
                    imports("")
                            .header("Content-Type", "multipart/form-data; boundary=b")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
            JsonMapper mapper = new JsonMapper();
            HttpRequest state = imports(
                            "/" + mapper.readTree(taken.body()).path("id").asText())
                    .build();
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(
                            mapper.readTree(client.send(state, HttpResponse.BodyHandlers.ofString())
                                            .body())
                                    .at("/problem/code")
                                    .asText())
                    .isIn("too-large", "cell-too-large"));
        }
    }

    private HttpRequest.Builder imports(String path) {
        return HttpRequest.newBuilder(service.address("/v1/imports" + path))
                .header(WriteKeys.HEADER, KafkaTestResource.WRITE_KEY)
                .timeout(SOON);
    }

    private static byte[] gzip(String start, int mebibytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(start.getBytes(StandardCharsets.US_ASCII));
            byte[] spaces = " ".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < mebibytes; i++) {
                gzip.write(spaces);
            }
        }
        return bytes.toByteArray();
    }

    private static <T> List<T> atOnce(Callable<T> work) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> begun = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                begun.add(threads.submit(work));
            }
            for (Future<T> each : begun) {
                results.add(each.get());
            }
        }
        return results;
    }

    /** Sends a part again and again; whether the service ends that before so many bytes have gone. */
    private boolean isCutOff(String start, byte[] part, long most) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(start.getBytes(StandardCharsets.US_ASCII));
            for (long sent = 0; sent < most; sent += part.length) {
                out.write(part);
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Sends a byte now and then; whether the service ends that, which is never silent. */
    private boolean isCutOff(String start) throws InterruptedException {
        long begun = System.nanoTime();
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(start.getBytes(StandardCharsets.US_ASCII));
            while (System.nanoTime() - begun < SOON.toNanos()) {
                Thread.sleep(DRIP_MILLIS);
                out.write('x');
            }
            return false;
        } catch (IOException e) {
            return System.nanoTime() - begun >= REQUEST_TIMEOUT.toNanos();
        }
    }

    /** Whether the service lives, over a connection that stays. */
    private static String ask(Socket connection) throws IOException {
        connection
                .getOutputStream()
                .write("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[4_096];
        return new String(answer, 0, connection.getInputStream().read(answer), StandardCharsets.US_ASCII);
    }

    private String answer(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine());
        }
    }

    private static boolean isClosedByTheService(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        socket.setSoTimeout((int) IDLE_TIMEOUT.multipliedBy(3).toMillis());
        return socket;
    }

    private int send(HttpClient client) throws IOException, InterruptedException {
        return client.send(PageViews.request(service, views.ids(), SOON), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpResponse<Void> post(HttpClient client, String door, String type, byte[] packed)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(service.address(door))
                        .header(WriteKeys.HEADER, KafkaTestResource.WRITE_KEY)
                        .header("Content-Type", type)
                        .header("Content-Encoding", "gzip")
                        .timeout(SOON)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(packed))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
