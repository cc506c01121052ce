package io.tillstream.dashboard.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tillstream.stack.broker.LocalBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real broker for the tests of one class, injected into a field of type {@link BrokerResource}, which can stop and start it. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable Path folder;
    private @Nullable LocalBroker broker;
    private int port;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("dashboard-test");
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            startBroker();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("tillstream.kafka.bootstrap-servers", bootstrapServers(), "tillstream.partitions", "2");
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public void startBroker() {
        if (folder != null) {
            broker = LocalBroker.start(folder, port);
        }
    }

    public void stopBroker() {
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(BrokerResource.class));
    }

    @Override
    public void stop() {
        stopBroker();
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
