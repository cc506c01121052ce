package io.tillstream.benchmarks.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void shouldAskOnWhenAnswersStallAndChargeAllWhoWaited() throws IOException, InterruptedException {
        CountDownLatch allHaveAsked = new CountDownLatch(20);
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newHttpClient()) {
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                allHaveAsked.countDown();
                try {
                    // nobody is answered before the last has asked: a closed loop would never get here
                    allHaveAsked.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.sendResponseHeaders(asked.incrementAndGet() % 4 == 0 ? 503 : 200, -1);
                exchange.close();
            });
            server.start();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                    .build();

            OpenLoop.Times times = new OpenLoop(client, 100).ask(request, 0.2);

            assertThat(times.micros().getTotalCount()).isEqualTo(20);
            assertThat(times.failed()).isEqualTo(5);
            // the first was due 190 ms before the last was asked, and waited for it
            assertThat(times.micros().getMaxValue()).isGreaterThanOrEqualTo(190_000);
        } finally {
            server.stop(0);
        }
    }
}
