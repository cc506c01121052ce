package io.tillstream.query.recent;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says of an answer that was not made for this request how old it is, in seconds (RFC 9111, 5.1). */
class AgeFilter {

    static final String MADE_AT = "tillstream.made-at";

    private final CurrentVertxRequest current;
    private final Clock clock;

    AgeFilter(CurrentVertxRequest current, Clock clock) {
        this.current = current;
        this.clock = clock;
    }

    @ServerResponseFilter
    void age(ContainerResponseContext response) {
        Instant madeAt = current.getCurrent().get(MADE_AT);
        if (madeAt != null) {
            long seconds = Math.max(0, Duration.between(madeAt, clock.instant()).toSeconds());
            response.getHeaders().putSingle("Age", Long.toString(seconds));
        }
    }
}
