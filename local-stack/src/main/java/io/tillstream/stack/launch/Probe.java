package io.tillstream.stack.launch;

import io.tillstream.stack.runtime.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the components whether they are ready. */
public final class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final StackPorts ports;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    public Probe(StackPorts ports) {
        this.ports = ports;
    }

    /** True when the component does its work: a service by its own word, the infrastructure when both its ports answer. */
    public boolean isReady(Component component) throws InterruptedException {
        return component.isService()
                ? answersOk(URI.create(ports.url(component) + "/q/health/ready"))
                : accepts(ports.kafka()) && accepts(ports.database());
    }

    private boolean answersOk(URI address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.address(), port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
