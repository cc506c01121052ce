package io.tillstream.ingest.plan;

import io.tillstream.ingest.keys.KeyReport;
import io.tillstream.ingest.keys.WriteKeys;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code GET /v1/tracking-plan}: the plan of the write key that asks, and how often its events were otherwise. */
@Singleton
final class PlanRoute {

    private final KeyReport report;
    private final PlanCheck plan;

    PlanRoute(WriteKeys keys, PlanCheck plan) {
        this.plan = plan;
        report = new KeyReport(keys);
    }

    void register(@Observes Router router) {
        router.get("/v1/tracking-plan").handler(routing -> report.answer(routing, plan::report));
    }
}
