package io.tillstream.query.runtime;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells browsers to stay with TLS once they came by it, here or at a proxy in front. */
@Singleton
class TlsOnly {

    private static final int EARLY = 400;

    void filters(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (context.request().isSSL()
                            || "https".equalsIgnoreCase(context.request().getHeader("X-Forwarded-Proto"))) {
                        context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
                    }
                    context.next();
                },
                EARLY);
    }
}
