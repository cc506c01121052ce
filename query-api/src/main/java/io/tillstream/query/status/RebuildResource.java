package io.tillstream.query.status;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Caller;
import io.tillstream.query.access.Callers;
import io.tillstream.query.access.Roles;
import io.tillstream.query.auditlog.AuditEntry;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Has the tables made anew from the topics, because somebody no longer trusts them or restored an old copy of the database. */
@Path("/api/v1/status/rebuild")
@RolesAllowed(Roles.ADMIN)
public class RebuildResource {

    private final Database database;
    private final AuditLog audit;
    private final Callers callers;

    RebuildResource(Database database, AuditLog audit, Callers callers) {
        this.database = database;
        this.audit = audit;
        this.callers = callers;
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
        return database.transaction(statements -> statements.run(Sql.of("UPDATE projection_basis SET generation = 0")))
                .call(() -> audit.append(done))
                .replaceWith(() -> Response.accepted().build());
    }
}
