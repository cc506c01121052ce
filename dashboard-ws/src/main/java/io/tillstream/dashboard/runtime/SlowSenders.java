package io.tillstream.dashboard.runtime;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tillstream.contracts.http.RequestClocks;
import io.tillstream.contracts.http.RequestTimes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Bounds how long a request may take to arrive. */
@Singleton
final class SlowSenders implements HttpServerOptionsCustomizer {

    /** Before all others, which may answer. */
    private static final int FIRST = 10_000;

    private final Vertx vertx;
    private final RequestTimes times;

    SlowSenders(Vertx vertx, DashboardConfig config) {
        this.vertx = vertx;
        times = config.http().times();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        RequestClocks.keep(vertx, times);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        RequestClocks.keep(vertx, times);
    }

    void notice(@Observes Filters filters) {
        filters.register(
                routing -> {
                    RequestClocks.arrived(routing.request());
                    routing.next();
                },
                FIRST);
    }
}
