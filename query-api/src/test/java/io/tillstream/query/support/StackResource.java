package io.tillstream.query.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tillstream.stack.broker.LocalBroker;
import io.tillstream.stack.database.LocalDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker and a database for the service under test. */
public final class StackResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable LocalBroker broker;
    private @Nullable LocalDatabase database;

    @Override
    public Map<String, String> start() {
        try {
            Path dir = Files.createTempDirectory("query-api-test");
            LocalBroker log = LocalBroker.start(dir.resolve("kafka"), 0);
            broker = log;
            LocalDatabase tables = LocalDatabase.start(dir.resolve("postgres"), 0, "test");
            database = tables;
            return Map.of(
                    "quarkus.http.test-port", "0",
                    "tillstream.kafka.bootstrap-servers", log.bootstrapServers(),
                    "tillstream.database.host", tables.host(),
                    "tillstream.database.port", Integer.toString(tables.port()),
                    "tillstream.database.name", tables.database(),
                    "tillstream.database.user", tables.user(),
                    "tillstream.database.password", tables.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
        if (broker != null) {
            broker.close();
        }
    }
}
