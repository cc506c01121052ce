package io.tillstream.ingest.quality;

import io.tillstream.ingest.keys.KeyReport;
import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.plan.PlanCheck;
import io.tillstream.ingest.privacy.PrivacyDoor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code GET /v1/data-quality}: how often events of the write key that asks were otherwise than planned, and what was done to them for privacy, since the start; and
 * {@code GET /v1/data-quality/senders}: the same of every key, for administrators who ask by way of one.
 */
@Singleton
final class QualityRoute {

    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final WriteKeys keys;
    private final PlanCheck plan;
    private final PrivacyDoor privacy;
    private final Administrators administrators;
    private final KeyReport report;

    QualityRoute(WriteKeys keys, PlanCheck plan, PrivacyDoor privacy, Administrators administrators) {
        this.keys = keys;
        this.plan = plan;
        this.privacy = privacy;
        this.administrators = administrators;
        report = new KeyReport(keys);
    }

    void register(@Observes Router router) {
        router.get("/v1/data-quality").handler(routing -> report.answer(routing, this::report));
        router.get("/v1/data-quality/senders").handler(routing -> report.admit(routing, name -> senders(routing)));
    }

    private Map<String, Object> report(String key) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("key", key);
        answer.put("tracking_plan", plan.report(key).getOrDefault("violations", Map.of()));
        answer.put("privacy", privacy.report(key));
        return answer;
    }

    private void senders(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        administrators
                .include(request.getHeader("Authorization"), request.getHeader("Cookie"))
                .onFailure(away -> KeyReport.refuse(
                        routing,
                        UNAVAILABLE,
                        "query-service-away",
                        "Nobody can say who asks",
                        "The query service, which knows the people, does not answer"))
                .onSuccess(included -> {
                    if (included) {
                        KeyReport.send(
                                routing,
                                Map.of(
                                        "senders",
                                        keys.names().stream().map(this::report).toList()));
                    } else {
                        KeyReport.refuse(
                                routing,
                                FORBIDDEN,
                                "not-allowed",
                                "That is for administrators",
                                "Ask with the access token of an administrator, and with a write key in "
                                        + WriteKeys.HEADER);
                    }
                });
    }
}
