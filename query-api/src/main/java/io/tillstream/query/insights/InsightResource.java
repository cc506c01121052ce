package io.tillstream.query.insights;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.access.Roles;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.table.Currency;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Insights. */
@Path("/api/v1/insights")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
@Recent
public class InsightResource {

    private final InsightTables tables;
    private final ReferenceTime referenceTime;
    private final BusinessTime time;
    private final Currency currency;

    InsightResource(InsightTables tables, ReferenceTime referenceTime, BusinessTime time, Currency currency) {
        this.tables = tables;
        this.referenceTime = referenceTime;
        this.time = time;
        this.currency = currency;
    }

    /**
     * What was found.
     *
     * @param tests how many tests were made
     * @param level expected share of the findings that are none
     * @param items the findings, the surest first; none is told that is not significant
     */
    public record Insights(Instant asOf, int tests, double level, List<Insight> items) {}

    @GET
    @Operation(summary = "Findings in plain words, each with its figures, its test and its p-value")
    @APIResponse(
            responseCode = "200",
            description = "The findings that are significant; none when nothing is",
            content =
                    @Content(
                            schema = @Schema(implementation = Insights.class),
                            examples =
                                    @ExampleObject(
                                            name = "one finding",
                                            value =
                                                    "{\"as_of\":\"2024-06-30T00:00:00Z\",\"tests\":41,\"level\":0.05,\"items\":[{"
                                                            + "\"kind\":\"peak_hour\",\"subject\":\"Wednesday 14:00\","
                                                            + "\"sentence\":\"Peak activity is Wednesday 14:00: 3.2 times the average hour.\","
                                                            + "\"advice\":\"Send messages shortly before, and plan no maintenance then.\","
                                                            + "\"figures\":{\"sessions\":412.0,\"index\":3.2},\"test\":\"binomial, greatest of 168\","
                                                            + "\"p_value\":1.0e-9,\"adjusted_p_value\":4.1e-8}]}")))
    public Uni<Insights> insights() {
        return referenceTime.asOf().flatMap(asOf -> {
            LocalDate last = time.day(asOf).minusDays(1);
            return tables.remembered(last, () -> candidates(last)
                            .map(tests -> new Findings.Tested(tests.size(), Findings.of(tests))))
                    .map(tested -> new Insights(asOf, tested.tests(), Findings.LEVEL, tested.findings()));
        });
    }

    private Uni<List<Candidate>> candidates(LocalDate last) {
        return Uni.combine()
                .all()
                .unis(
                        tables.hours(last).map(hours -> Seasons.week(hours, last)),
                        tables.months(last).map(months -> Seasons.year(months, last)),
                        tables.categories(last).map(counts -> Changes.categories(counts, last)),
                        tables.moves(last, time.zone()).map(counts -> Changes.moves(counts, last)),
                        tables.products(last).map(Differences::abandoned),
                        tables.visits(last).map(Differences::conversion),
                        tables.orders(last).map(this::orderValue))
                .with((week, year, categories, moves, products, conversion, orderValue) -> {
                    List<Candidate> all = new ArrayList<>(week);
                    all.addAll(year);
                    all.addAll(categories);
                    all.addAll(moves);
                    all.addAll(products);
                    all.addAll(conversion);
                    all.addAll(orderValue);
                    return all;
                });
    }

    private List<Candidate> orderValue(List<Counted.Orders> found) {
        return found.isEmpty()
                ? List.of()
                : Differences.orderValue(
                        found.subList(1, found.size()), found.getFirst().amounts(), currency.code());
    }
}
