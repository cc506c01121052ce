package io.tillstream.ingest.runtime;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A port on which no broker runs yet, and a folder for one that the test starts itself. */
public final class AbsentKafkaResource implements QuarkusTestResourceLifecycleManager {

    /** Setting with the folder. */
    public static final String FOLDER = "test.kafka.folder";

    /** Setting with the port. */
    public static final String PORT = "test.kafka.port";

    @Override
    public Map<String, String> start() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path dir = Files.createTempDirectory("tillstream-ingest-outage");
            Path keys = Files.write(dir.resolve("write-keys"), List.of("tests=" + KafkaTestResource.WRITE_KEY));
            return Map.of(
                    FOLDER,
                    dir.resolve("kafka").toString(),
                    PORT,
                    Integer.toString(socket.getLocalPort()),
                    "tillstream.kafka.bootstrap-servers",
                    "127.0.0.1:" + socket.getLocalPort(),
                    "tillstream.kafka.delivery-timeout",
                    "3s",
                    "tillstream.ingest.write-keys-file",
                    keys.toString(),
                    "tillstream.data-dir",
                    dir.resolve("data").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // the broker belongs to the test; the folder is the system's temporary one
    }
}
