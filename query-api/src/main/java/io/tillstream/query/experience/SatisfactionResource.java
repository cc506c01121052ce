package io.tillstream.query.experience;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.CsvTables;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What customers answered. */
@Path("/api/v1/satisfaction")
@RolesAllowed(Roles.VIEWER)
public class SatisfactionResource {

    private final ExperienceTables experience;
    private final CsvTables csv;

    SatisfactionResource(ExperienceTables experience, CsvTables csv) {
        this.experience = experience;
        this.csv = csv;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, SEGMENT, DIMENSION})
    @Operation(
            summary =
                    "NPS, CSAT, satisfaction and sentiment; dimension is total, day, channel, type, segment or category")
    public Uni<List<Satisfaction>> satisfaction(@Context UriInfo uri) {
        return experience.satisfaction(Params.of(uri));
    }

    @GET
    @Produces(CsvTables.CSV)
    @Accepts({FROM, TO, CHANNEL, SEGMENT, DIMENSION})
    @Operation(hidden = true)
    public Multi<String> satisfactionCsv(@Context UriInfo uri) {
        return csv.of(Satisfaction.class, experience.satisfaction(Params.of(uri)));
    }

    @GET
    @Path("/retention")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, SEGMENT})
    @Operation(summary = "Who bought again within 90 days of answering, by promoters, passives and detractors")
    public Uni<List<NpsRetention>> retention(@Context UriInfo uri) {
        return experience.retention(Params.of(uri));
    }
}
