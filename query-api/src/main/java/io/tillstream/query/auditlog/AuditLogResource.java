package io.tillstream.query.auditlog;

import static io.tillstream.query.request.Parameter.ACTION;
import static io.tillstream.query.request.Parameter.ACTOR;
import static io.tillstream.query.request.Parameter.CURSOR;
import static io.tillstream.query.request.Parameter.FROM;
import static io.tillstream.query.request.Parameter.LIMIT;
import static io.tillstream.query.request.Parameter.TO;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
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
import org.jspecify.annotations.Nullable;

/** The audit log. */
@Path("/api/v1/audit-log")
@RolesAllowed("admin")
public class AuditLogResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final int USUAL_LIMIT = 100;
    private static final int GREATEST_LIMIT = 1_000;

    private final AuditLog log;

    AuditLogResource(AuditLog log) {
        this.log = log;
    }

    /**
     * What recomputing the chain found.
     *
     * @param intact whether every row is as it was written
     * @param entries rows up to the fault, or all
     * @param head hash of the last of them; kept elsewhere it shows later whether rows at the end were taken away
     * @param fault the first row that is not as it was written
     */
    public record Verification(boolean intact, long entries, String head, HashChain.@Nullable Fault fault) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, ACTION, ACTOR, LIMIT, CURSOR})
    @Operation(summary = "Who did what, newest first")
    public Uni<Page<AuditRow>> list(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return log.page(params, params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }

    @GET
    @Path("export")
    @Produces(NDJSON)
    @Operation(summary = "All of it from the first row, a JSON object per line")
    public Multi<AuditRow> export() {
        return log.all();
    }

    @GET
    @Path("verify")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Recomputes the chain of hashes and names the first row that was changed or taken away")
    public Uni<Verification> verify() {
        return log.verify()
                .map(chain -> new Verification(chain.fault() == null, chain.entries(), chain.head(), chain.fault()));
    }
}
