package io.tillstream.query.kpi;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
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
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The tiles. */
@Path("/api/v1/kpis")
@RolesAllowed(Roles.VIEWER)
@Recent
public class KpiResource {

    private final KpiTables kpis;

    KpiResource(KpiTables kpis) {
        this.kpis = kpis;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "Revenue, orders, customers and rates")
    public Uni<Kpis> kpis(@Context UriInfo uri) {
        return kpis.read(Params.of(uri));
    }
}
