package io.tillstream.query.alerts;

import static io.tillstream.query.request.Parameter.CURSOR;
import static io.tillstream.query.request.Parameter.LIMIT;
import static io.tillstream.query.request.Parameter.STATE;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Alerts. */
@Path("/api/v1/alerts")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class AlertResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;

    private final AlertTables alerts;

    AlertResource(AlertTables alerts) {
        this.alerts = alerts;
    }

    @GET
    @Accepts({STATE, LIMIT, CURSOR})
    @Operation(summary = "Alerts as they stand, the newest change first; state is raised or cleared")
    public Uni<Page<AlertRow>> list(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return alerts.page(params, params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }
}
