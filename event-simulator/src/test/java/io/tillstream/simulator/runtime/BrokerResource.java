package io.tillstream.simulator.runtime;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tillstream.stack.broker.LocalBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real broker for the service under test, and a small shop. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable LocalBroker broker;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("simulator");
            LocalBroker started = LocalBroker.start(folder.resolve("broker"), 0);
            broker = started;
            return Map.of(
                    "tillstream.kafka.bootstrap-servers",
                    started.bootstrapServers(),
                    "tillstream.data-dir",
                    folder.resolve("data").toString(),
                    "tillstream.simulator.customers",
                    "300",
                    "tillstream.simulator.history",
                    "P2M");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        LocalBroker started = broker;
        if (started != null) {
            started.close();
        }
    }
}
