package io.tillstream.query.cohorts;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Params;
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
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** New, returning, reactivated, lapsed and won-back customers by month. */
@Path("/api/v1/retention")
@RolesAllowed(Roles.VIEWER)
@Recent
public class RetentionResource {

    private final CohortTables cohorts;
    private final ReferenceTime referenceTime;
    private final BusinessTime time;
    private final TableFormats formats;

    RetentionResource(CohortTables cohorts, ReferenceTime referenceTime, BusinessTime time, TableFormats formats) {
        this.cohorts = cohorts;
        this.referenceTime = referenceTime;
        this.time = time;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, AS_OF, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "Who came, came back and stopped by month; an unfinished month has no rates")
    public Uni<Retention> retention(@Context UriInfo uri) {
        Params params = Params.of(uri);
        Filters filters = Filters.of(params);
        return referenceTime.asOf(params, time).flatMap(asOf -> {
            YearMonth unfinished = YearMonth.from(time.day(asOf));
            Filters known = params.day(AS_OF) == null
                    ? filters
                    : filters.until(unfinished.atDay(1).minusDays(1));
            return cohorts.months(known)
                    .map(months -> new Retention(
                            asOf, RetentionCounts.months(months, unfinished, month(known.from()), month(known.to()))));
        });
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, AS_OF, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(hidden = true)
    public RestMulti<byte[]> retentionTable(@Context UriInfo uri) {
        return formats.of(Retention.Month.class, retention(uri).map(Retention::months));
    }

    private static @Nullable YearMonth month(@Nullable LocalDate day) {
        return day == null ? null : YearMonth.from(day);
    }
}
