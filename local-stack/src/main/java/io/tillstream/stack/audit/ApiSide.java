package io.tillstream.stack.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.money.Micros;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;

/** What {@code GET /api/v1/kpis} says. */
final class ApiSide {

    private static final Map<String, Measure> AMOUNTS = Map.of(
            "revenue", Measure.NET,
            "gross", Measure.GROSS,
            "refunds", Measure.REFUNDS,
            "orders", Measure.ORDERS);

    private final Http http;
    private final String url;

    ApiSide(Http http, AuditSettings settings) {
        this.http = http;
        this.url = settings.queryUrl() + "/api/v1/kpis";
    }

    void compare(Kpis right, AuditReport report) throws CannotAuditException, InterruptedException {
        JsonNode body = body();
        Totals totals = report.stored(Place.API);
        AMOUNTS.forEach((field, measure) -> {
            if (body.path(field).isNumber()) {
                BigDecimal value = body.path(field).decimalValue();
                totals.add(measure, measure.isMoney() ? Micros.of(value) : value.longValue());
            }
        });
        Family family = report.family("KPIs");
        right.values().forEach((field, value) -> {
            family.compared(Place.API);
            if (!value.agrees(body.path(field))) {
                family.differs(
                        Place.API, field, "", value, body.path(field).isMissingNode() ? "missing" : body.path(field));
            }
        });
    }

    private JsonNode body() throws CannotAuditException, InterruptedException {
        try {
            Http.Answer answer = http.get(url);
            if (!answer.isSuccess() || answer.body() == null) {
                throw new CannotAuditException(url + " answers " + answer.status());
            }
            return answer.body();
        } catch (IOException e) {
            throw new CannotAuditException(url + " does not answer", e);
        }
    }
}
