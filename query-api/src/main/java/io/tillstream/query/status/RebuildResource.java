package io.tillstream.query.status;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Caller;
import io.tillstream.query.access.Callers;
import io.tillstream.query.access.Roles;
import io.tillstream.query.auditlog.AuditEntry;
import io.tillstream.query.auditlog.AuditLog;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Has the tables made anew from the topics, because somebody no longer trusts them or restored an old copy of the database. */
@Path("/api/v1/status/rebuild")
@RolesAllowed(Roles.ADMIN)
public class RebuildResource {

    private final Rebuilds rebuilds;
    private final AuditLog audit;
    private final Callers callers;

    RebuildResource(Rebuilds rebuilds, AuditLog audit, Callers callers) {
        this.rebuilds = rebuilds;
        this.audit = audit;
        this.callers = callers;
    }

    /**
     * What is asked for and has not begun.
     *
     * @param waiting groups of tables whose old rows are still there, of two
     */
    public record Rebuild(long waiting) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Whether a rebuilding that was asked for has begun everywhere; how far it is, /api/v1/status says")
    public Uni<Rebuild> waiting() {
        return rebuilds.waiting().map(Rebuild::new);
    }

    @POST
    @Operation(
            summary = "Remove all rows that come from topics, and make them anew; what people wrote stays",
            description =
                    "Until that is done the answers are incomplete, and /api/v1/status says that the tables are not caught up.")
    @APIResponse(responseCode = "202", description = "It begins within two seconds")
    public Uni<Response> rebuild() {
        Caller caller = callers.caller();
        AuditEntry done = new AuditEntry(
                caller.kind().wireName(),
                caller.name(),
                "tables.rebuilt",
                null,
                AuditEntry.DONE,
                callers.address(),
                null);
        return rebuilds.ask().call(() -> audit.append(done)).replaceWith(() -> Response.accepted()
                .build());
    }
}
