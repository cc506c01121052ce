package io.tillstream.query.acquisition;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.access.Roles;
import io.tillstream.query.acquisition.AcquisitionTables.Question;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** Where customers come from, what that costs and what they bring. */
@Path("/api/v1/acquisition")
@RolesAllowed(Roles.VIEWER)
@Recent
public class AcquisitionResource {

    private final AcquisitionTables acquisition;
    private final ReferenceTime referenceTime;
    private final BusinessTime time;
    private final TableFormats formats;

    AcquisitionResource(
            AcquisitionTables acquisition, ReferenceTime referenceTime, BusinessTime time, TableFormats formats) {
        this.acquisition = acquisition;
        this.referenceTime = referenceTime;
        this.time = time;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CAMPAIGN, DIMENSION})
    @Operation(
            summary =
                    "Visitors, customers, CAC, ROI and payback by first touch; dimension is channel (usual), campaign, month or total")
    public Uni<Acquisition> acquisition(@Context UriInfo uri) {
        Question question = Question.of(Params.of(uri));
        return referenceTime.asOf().flatMap(asOf -> rows(question, asOf)
                .map(rows -> new Acquisition(asOf, question.by(), rows)));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CAMPAIGN, DIMENSION})
    @Operation(hidden = true)
    public RestMulti<byte[]> acquisitionTable(@Context UriInfo uri) {
        Question question = Question.of(Params.of(uri));
        return formats.of(Acquisition.Row.class, referenceTime.asOf().flatMap(asOf -> rows(question, asOf)));
    }

    private Uni<List<Acquisition.Row>> rows(Question question, Instant asOf) {
        YearMonth unfinished = YearMonth.from(time.day(asOf));
        return acquisition.cells(question).flatMap(cells -> acquisition
                .worth(question, AcquisitionTables.months(cells))
                .map(worth -> AcquisitionCounts.rows(cells, worth, unfinished, question.whose() == null)));
    }
}
