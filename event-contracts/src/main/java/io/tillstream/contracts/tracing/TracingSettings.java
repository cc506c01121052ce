package io.tillstream.contracts.tracing;

import java.net.URI;
import java.util.Optional;

/**
 * Where traces go, and how many.
 *
 * @param endpoint address that takes OTLP over HTTP, usually {@code http://collector:4318/v1/traces}; empty for no traces at all
 * @param ratio share of the requests to be traced, 0 to 1
 */
public record TracingSettings(Optional<URI> endpoint, double ratio) {

    public TracingSettings {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("tillstream.traces.ratio must be 0 to 1, not " + ratio);
        }
        endpoint.ifPresent(address -> {
            if (address.getHost() == null
                    || address.getScheme() == null
                    || !address.getScheme().startsWith("http")) {
                throw new IllegalArgumentException("tillstream.traces.endpoint must be an address such as"
                        + " http://collector:4318/v1/traces, not " + address);
            }
        });
    }
}
