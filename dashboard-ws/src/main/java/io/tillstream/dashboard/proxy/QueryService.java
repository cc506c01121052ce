package io.tillstream.dashboard.proxy;

import java.net.URI;
import java.time.Duration;

/**
 * Where the query service is and how far it is trusted.
 *
 * @param url scheme, host and port
 * @param timeout how long its answer may take to begin, and may pause
 * @param maxRequests requests under way at once
 */
public record QueryService(URI url, Duration timeout, int maxRequests) {

    /** Checks the address. */
    public QueryService {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("tillstream.query-api.url must be http(s)://host:port, not " + url);
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
}
