package io.tillstream.dashboard.proxy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the ingest service is, and with which keys the gateway knocks there for administrators.
 *
 * @param url scheme, host and port
 * @param keysFile lines {@code name=key}, the same as the ingest service reads; null when administrators import nothing by way of the page
 * @param timeout how long its answer may take to begin, and may pause
 */
public record IngestService(URI url, @Nullable Path keysFile, Duration timeout) {

    /** Checks the address. */
    public IngestService {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("tillstream.ingest.url must be http(s)://host:port, not " + url);
        }
    }

    /** Its port. */
    int port() {
        return url.getPort() >= 0 ? url.getPort() : isTls() ? 443 : 80;
    }

    /** Whether it speaks TLS. */
    boolean isTls() {
        return "https".equals(url.getScheme());
    }

    /** Keys by their names, in the order of the file, read anew; none when there is no file. */
    Map<String, String> keys() throws IOException {
        Map<String, String> keys = new LinkedHashMap<>();
        Path file = keysFile;
        if (file != null && Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    keys.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        }
        return keys;
    }
}
