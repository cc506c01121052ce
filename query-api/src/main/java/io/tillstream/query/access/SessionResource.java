package io.tillstream.query.access;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.database.Rows;
import io.tillstream.query.request.Problem;
import io.tillstream.query.table.Page;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Sessions of people: who is signed in. */
@Path("/api/v1/users/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class SessionResource {

    private final Sessions sessions;
    private final Callers callers;
    private final AuditLog audit;

    SessionResource(Sessions sessions, Callers callers, AuditLog audit) {
        this.sessions = sessions;
        this.callers = callers;
        this.audit = audit;
    }

    /**
     * A session that goes on.
     *
     * @param session its number; nobody signs in by it
     * @param beganAt when its user signed in
     * @param renewedAt when it last got new tokens
     * @param expiresAt when it ends, unless it is renewed before
     */
    public record Open(
            String session, long userId, String userName, Instant beganAt, Instant renewedAt, Instant expiresAt) {

        static Open of(Row row) {
            return new Open(
                    row.getString("family"),
                    Rows.number(row, "user_id"),
                    row.getString("name"),
                    Rows.instant(row, "began_at"),
                    Rows.instant(row, "renewed_at"),
                    Rows.instant(row, "expires_at"));
        }
    }

    @GET
    @Operation(summary = "Sessions that go on, those renewed last first; the newest 1,000")
    public Uni<Page<Open>> list() {
        return sessions.open().map(found -> new Page<>(found, null));
    }

    @DELETE
    @Path("{session}")
    @Operation(summary = "End a session")
    public Uni<Void> end(@PathParam("session") String session) {
        Caller by = callers.caller();
        String address = callers.address();
        return sessions.endFamily(session.replace('\0', ' '))
                .flatMap(user -> user.isEmpty()
                        ? Uni.createFrom().failure(Problem.notFound("session"))
                        : audit.append(by.did("session.ended", "session of user " + user.getFirst(), address, null)));
    }
}
