package io.tillstream.stack.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.time.BusinessTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code GET /api/v1/kpis} says. */
final class ApiSide {

    private static final Map<String, Measure> AMOUNTS = Map.of(
            "revenue", Measure.NET,
            "gross", Measure.GROSS,
            "refunds", Measure.REFUNDS,
            "orders", Measure.ORDERS,
            "units", Measure.UNITS);

    /** The API reads the clock a moment after this audit did. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(2);

    private final Http http;
    private final String url;
    private final @Nullable String key;

    ApiSide(Http http, AuditSettings settings) {
        this.http = http;
        this.url = settings.queryUrl() + "/api/v1/kpis";
        this.key = settings.queryKey();
    }

    void compare(RecountResult result, AuditReport report, Instant now)
            throws CannotAuditException, InterruptedException {
        JsonNode body = body();
        Totals totals = report.stored(Place.API);
        AMOUNTS.forEach((field, measure) -> {
            if (body.path(field).isNumber()) {
                BigDecimal value = body.path(field).decimalValue();
                totals.add(measure, measure.isMoney() ? Micros.of(value) : value.longValue());
            }
        });
        Family family = report.family("KPIs");
        Instant asOf = asOf(body, result, family, now);
        new Kpis(result, report, asOf).values().forEach((field, value) -> {
            family.compared(Place.API);
            JsonNode stored = body.at("/" + field);
            if (!value.agrees(stored)) {
                family.differs(Place.API, field, "", value, stored.isMissingNode() ? "missing" : stored);
            }
        });
    }

    /** The reference time that the API states, if it is about right; else that is a difference and the right one serves. */
    private static Instant asOf(JsonNode body, RecountResult result, Family family, Instant now) {
        Instant newest = result.newestEventAt();
        Instant right = newest == null ? now : BusinessTime.asOf(now, newest);
        try {
            Instant stated = Instant.parse(body.path("as_of").asText());
            if (Duration.between(stated, right).abs().compareTo(CLOCKS_APART) <= 0) {
                return stated;
            }
        } catch (DateTimeParseException e) {
            // reported below: a time that cannot be read is as wrong as another time
        }
        family.differs(Place.API, "as_of", "", right, body.path("as_of"));
        return right;
    }

    private JsonNode body() throws CannotAuditException, InterruptedException {
        try {
            Http.Answer answer = http.get(url, key);
            if (!answer.isSuccess() || answer.body() == null) {
                throw new CannotAuditException(url + " answers " + answer.status());
            }
            return answer.body();
        } catch (IOException e) {
            throw new CannotAuditException(url + " does not answer", e);
        }
    }
}
