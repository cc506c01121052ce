package io.tillstream.ingest.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Senders that hold their bodies back cannot fill the memory: what does not fit is refused, and what dribbles is cut off. */
@QuarkusTest
@TestProfile(BoundedMemoryTest.Small.class)
@QuarkusTestResource(KafkaTestResource.class)
class BoundedMemoryTest {

    private static final int BUDGET = 256 * 1024;
    private static final int BODY = 128 * 1024;
    private static final int PART = 100_000;

    @TestHTTPResource("/")
    URI address = URI.create("http://localhost");

    /** Small bounds, so that a few sockets reach them. */
    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tillstream.ingest.max-in-flight-bytes", Integer.toString(BUDGET),
                    "tillstream.ingest.max-body-bytes", Integer.toString(BODY),
                    "tillstream.ingest.body-timeout", "4s");
        }
    }

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndCutOffWhatDribbles() throws IOException {
        List<Socket> senders = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                senders.add(openWithPartOfABody());
            }
            Awaitility.await().until(() -> inFlight() >= 2 * PART);

            Response busy = post(" ".repeat(PART) + "[]");
            assertThat(busy.statusCode()).isEqualTo(503);
            assertThat(busy.header("Retry-After")).isEqualTo("2");
            assertThat(busy.path("type").toString()).isEqualTo("urn:tillstream:problem:busy");
            assertThat(post("[]").statusCode()).isEqualTo(202);

            for (Socket sender : senders) {
                assertThat(statusLine(sender)).contains(" 408 ");
            }
        } finally {
            for (Socket sender : senders) {
                sender.close();
            }
        }
        Awaitility.await().until(() -> inFlight() == 0);
        assertThat(post(" ".repeat(PART) + "[]").statusCode()).isEqualTo(202);
    }

    @Test
    void shouldGiveBackWhatASenderTookThatWentAway() throws IOException {
        try (Socket sender = openWithPartOfABody()) {
            Awaitility.await().until(() -> inFlight() >= PART);
            sender.shutdownOutput();
        }

        Awaitility.await().until(() -> inFlight() == 0);
    }

    @Test
    void shouldRefuseAChunkedBodyThatGrowsTooLarge() throws IOException {
        try (Socket sender = open("Transfer-Encoding: chunked")) {
            OutputStream out = sender.getOutputStream();
            byte[] chunk = (Integer.toHexString(PART) + "\r\n" + " ".repeat(PART) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            out.write(chunk);
            out.write(chunk);
            out.flush();

            assertThat(statusLine(sender)).contains(" 413 ");
        }
        Awaitility.await().until(() -> inFlight() == 0);
    }

    @Test
    void shouldCutOffHeadersWithoutEndAndGoOn() throws IOException {
        try (Socket sender = open("X-Long: " + "x".repeat(20_000))) {
            assertThat(statusLine(sender)).contains(" 431 ");
        }
        assertThat(post("[]").statusCode()).isEqualTo(202);
    }

    @Test
    void shouldAnswerBeforeTheBodyWhenAClientAsksFirst() throws IOException {
        try (Socket sender = open("Expect: 100-continue\r\nContent-Length: 2")) {
            BufferedReader answer = reader(sender);
            assertThat(answer.readLine()).contains(" 100 ");
            sender.getOutputStream().write("[]".getBytes(StandardCharsets.US_ASCII));
            sender.getOutputStream().flush();
            answer.readLine();
            assertThat(answer.readLine()).contains(" 202 ");
        }
        try (Socket sender = open("Expect: 100-continue\r\nContent-Length: 1000000000")) {
            assertThat(statusLine(sender)).contains(" 413 ");
        }
    }

    private Socket openWithPartOfABody() throws IOException {
        Socket socket = open("Content-Length: " + (PART + 1));
        socket.getOutputStream().write(" ".repeat(PART).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private Socket open(String headers) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        String start = "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Write-Key: "
                + KafkaTestResource.WRITE_KEY + "\r\n" + headers + "\r\n\r\n";
        socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        return String.valueOf(reader(socket).readLine());
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static double inFlight() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("tillstream_ingest_in_flight_bytes "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private static Response post(String body) {
        return given().header("Content-Type", "application/json")
                .header("X-Write-Key", KafkaTestResource.WRITE_KEY)
                .body(Topics.utf8(body))
                .post("/v1/events");
    }
}
