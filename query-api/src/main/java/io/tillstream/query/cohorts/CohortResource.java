package io.tillstream.query.cohorts;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.chart.ChartPlan;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** Cohorts by month of first purchase. */
@Path("/api/v1/cohorts")
@RolesAllowed(Roles.VIEWER)
@Recent
public class CohortResource {

    private static final String TOTAL = "total";
    private static final List<Parameter> SPLITS = List.of(CHANNEL, CATEGORY, COUNTRY);

    private final CohortTables cohorts;
    private final ReferenceTime referenceTime;
    private final BusinessTime time;
    private final TableFormats formats;

    CohortResource(CohortTables cohorts, ReferenceTime referenceTime, BusinessTime time, TableFormats formats) {
        this.cohorts = cohorts;
        this.referenceTime = referenceTime;
        this.time = time;
        this.formats = formats;
    }

    /** What is split by: what was asked for, else the one of these that is a filter. */
    private static String by(Params params, Filters filters) {
        String by = params.text(BY);
        if (by != null) {
            return by;
        }
        List<Parameter> given = SPLITS.stream().filter(filters::has).toList();
        return given.size() == 1 ? given.getFirst().wireName() : TOTAL;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, AS_OF, BY, MEASURE, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "Cohorts of first purchase by months since; unfinished months are null")
    public Uni<CohortMatrix> cohorts(@Context UriInfo uri) {
        Params params = Params.of(uri);
        Filters filters = Filters.of(params);
        String by = by(params, filters);
        String measure = params.text(MEASURE);
        Measure wanted = measure == null ? Measure.RETENTION : Measure.of(measure);
        return referenceTime.asOf(params, time).flatMap(asOf -> counts(params, by, asOf)
                .map(counts -> new CohortMatrix(wanted.wireName(), by, asOf, counts.lines(wanted))));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, AS_OF, BY, MEASURE, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(hidden = true)
    public RestMulti<byte[]> cohortsTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        Filters filters = Filters.of(params);
        String by = by(params, filters);
        String measure = params.text(MEASURE);
        ChartPlan plan = Objects.requireNonNull(ChartPlan.of(CohortRow.class));
        return formats.of(
                CohortRow.class,
                measure == null
                        ? plan
                        : plan.colouredBy(measure, measure.replace('_', ' ') + " by cohort and month after it"),
                referenceTime
                        .asOf(params, time)
                        .flatMap(asOf -> counts(params, by, asOf))
                        .map(CohortCounts::rows));
    }

    /** As of a day, the month of that day and what came after it are not known. */
    private Uni<CohortCounts> counts(Params params, String by, Instant asOf) {
        YearMonth unfinished = YearMonth.from(time.day(asOf));
        Filters days = Filters.of(params);
        Filters known = params.day(AS_OF) == null
                ? days
                : days.until(unfinished.atDay(1).minusDays(1));
        return cohorts.cells(by, known).map(cells -> new CohortCounts(cells, unfinished));
    }
}
