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

/** Tickets. */
@Path("/api/v1/support")
@RolesAllowed(Roles.VIEWER)
public class SupportResource {

    private final ExperienceTables experience;
    private final CsvTables csv;

    SupportResource(ExperienceTables experience, CsvTables csv) {
        this.experience = experience;
        this.csv = csv;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, DIMENSION})
    @Operation(summary = "Tickets by the day they were opened; dimension is total, day, channel or category")
    public Uni<List<Support>> support(@Context UriInfo uri) {
        return experience.support(Params.of(uri));
    }

    @GET
    @Produces(CsvTables.CSV)
    @Accepts({FROM, TO, CHANNEL, DIMENSION})
    @Operation(hidden = true)
    public Multi<String> supportCsv(@Context UriInfo uri) {
        return csv.of(Support.class, experience.support(Params.of(uri)));
    }
}
