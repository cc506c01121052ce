package io.tillstream.query.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tillstream.stack.database.LocalDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database for the service under test, whose log is away; access is guarded as in a real installation. */
public final class TablesResource implements QuarkusTestResourceLifecycleManager {

    /** What services of the installation authenticate with. */
    public static final String SERVICE_KEY = "0123456789abcdef0123456789abcdef";

    private @Nullable LocalDatabase database;

    @Override
    public Map<String, String> start() {
        try {
            Path dir = Files.createTempDirectory("query-api-access-test");
            LocalDatabase tables = LocalDatabase.start(dir.resolve("postgres"), 0, "test");
            database = tables;
            Path serviceKey = Files.writeString(dir.resolve("service-key"), SERVICE_KEY + "\n");
            return Map.ofEntries(
                    Map.entry("quarkus.http.test-port", "0"),
                    Map.entry("tillstream.kafka.bootstrap-servers", "127.0.0.1:1"),
                    Map.entry("tillstream.database.host", tables.host()),
                    Map.entry("tillstream.database.port", Integer.toString(tables.port())),
                    Map.entry("tillstream.database.name", tables.database()),
                    Map.entry("tillstream.database.user", tables.user()),
                    Map.entry("tillstream.database.password", tables.password()),
                    Map.entry("tillstream.access.mode", "required"),
                    Map.entry("tillstream.access.service-key-file", serviceKey.toString()),
                    Map.entry(
                            "tillstream.access.first-admin-file",
                            dir.resolve("first-admin").toString()),
                    Map.entry("tillstream.access.sign-ins-per-minute", "10000"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
