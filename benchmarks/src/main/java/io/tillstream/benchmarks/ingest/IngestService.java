package io.tillstream.benchmarks.ingest;

import io.tillstream.benchmarks.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The ingest service as it ships, in a process of its own. */
final class IngestService implements AutoCloseable {

    /** The one key that may send. */
    static final String KEY = "bench-key-0123456789";

    private static final int HEAP_MEBIBYTES = 256;

    private final ServiceProcess process;

    private IngestService(ServiceProcess process) {
        this.process = process;
    }

    /**
     * @param program its quarkus-run.jar
     * @param folder for its key and its log
     * @param kafka address of the broker
     */
    static IngestService start(Path program, Path folder, String kafka) throws IOException, InterruptedException {
        Path keys = Files.writeString(folder.resolve("write-keys"), "bench=" + KEY + "\n");
        Map<String, String> settings = Map.of(
                "TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS",
                kafka,
                "TILLSTREAM_DATA_DIR",
                folder.resolve("data").toString(),
                "TILLSTREAM_INGEST_WRITE_KEYS_FILE",
                keys.toString());
        return new IngestService(ServiceProcess.start("ingest-service", program, folder, HEAP_MEBIBYTES, settings));
    }

    int port() {
        return process.port();
    }

    ProcessHandle process() {
        return process.handle();
    }

    @Override
    public void close() {
        process.close();
    }
}
