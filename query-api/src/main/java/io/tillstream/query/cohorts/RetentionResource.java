package io.tillstream.query.cohorts;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.access.Roles;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.CsvTables;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.YearMonth;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** New, returning, reactivated, lapsed and won-back customers by month. */
@Path("/api/v1/retention")
@RolesAllowed(Roles.VIEWER)
public class RetentionResource {

    private final CohortTables cohorts;
    private final ReferenceTime referenceTime;
    private final BusinessTime time;
    private final CsvTables csv;

    RetentionResource(CohortTables cohorts, ReferenceTime referenceTime, BusinessTime time, CsvTables csv) {
        this.cohorts = cohorts;
        this.referenceTime = referenceTime;
        this.time = time;
        this.csv = csv;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO})
    @Operation(summary = "Who came, came back and stopped by month; an unfinished month has no rates")
    public Uni<Retention> retention(@Context UriInfo uri) {
        Filters days = Filters.of(Params.of(uri));
        return referenceTime.asOf().flatMap(asOf -> cohorts.months()
                .map(months -> new Retention(
                        asOf,
                        RetentionCounts.months(
                                months, YearMonth.from(time.day(asOf)), month(days.from()), month(days.to())))));
    }

    @GET
    @Produces(CsvTables.CSV)
    @Accepts({FROM, TO})
    @Operation(hidden = true)
    public Multi<String> retentionCsv(@Context UriInfo uri) {
        return csv.of(Retention.Month.class, retention(uri).map(Retention::months));
    }

    private static @Nullable YearMonth month(@Nullable LocalDate day) {
        return day == null ? null : YearMonth.from(day);
    }
}
