package io.tillstream.ingest.quality;

import io.tillstream.ingest.keys.KeyReport;
import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.plan.PlanCheck;
import io.tillstream.ingest.privacy.PrivacyDoor;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code GET /v1/data-quality}: how often events of the write key that asks were otherwise than planned, and what was done to them for privacy, since the start. */
@Singleton
final class QualityRoute {

    private final PlanCheck plan;
    private final PrivacyDoor privacy;
    private final KeyReport report;

    QualityRoute(WriteKeys keys, PlanCheck plan, PrivacyDoor privacy) {
        this.plan = plan;
        this.privacy = privacy;
        report = new KeyReport(keys, this::report);
    }

    void register(@Observes Router router) {
        router.get("/v1/data-quality").handler(report::answer);
    }

    private Map<String, Object> report(String key) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("key", key);
        answer.put("tracking_plan", plan.report(key).getOrDefault("violations", Map.of()));
        answer.put("privacy", privacy.report(key));
        return answer;
    }
}
