package io.tillstream.benchmarks.api;

import io.tillstream.benchmarks.process.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The query service as it ships, in a process of its own, without an event log: the tables are all it needs. */
final class QueryService implements AutoCloseable {

    private final ServiceProcess process;
    private final String key;

    private QueryService(ServiceProcess process, String key) {
        this.process = process;
        this.key = key;
    }

    /**
     * @param program its quarkus-run.jar
     * @param folder for its key and its log
     * @param database settings by the name of their environment variable
     */
    static QueryService start(Path program, Path folder, int heapMebibytes, Map<String, String> database)
            throws IOException, InterruptedException {
        String key = UUID.randomUUID().toString();
        Path keyFile = Files.writeString(folder.resolve("service-key"), key);
        Map<String, String> settings = new HashMap<>(database);
        settings.put("TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        settings.put("TILLSTREAM_ACCESS_SERVICE_KEY_FILE", keyFile.toString());
        return new QueryService(ServiceProcess.start("query-api", program, folder, heapMebibytes, settings), key);
    }

    /** A request as a program makes it. */
    HttpRequest request(String path) {
        return HttpRequest.newBuilder(process.address().resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json")
                .build();
    }

    @Override
    public void close() {
        process.close();
    }
}
