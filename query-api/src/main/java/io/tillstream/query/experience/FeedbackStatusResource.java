package io.tillstream.query.experience;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.Versions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Where the shop stands with what a customer answered or wrote: staff say so, each change is in the audit log. */
@Path("/api/v1/feedback/{id}/status")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class FeedbackStatusResource {

    private final FeedbackStatusTables statuses;

    FeedbackStatusResource(FeedbackStatusTables statuses) {
        this.statuses = statuses;
    }

    /**
     * A change.
     *
     * @param status new, in_progress, resolved or closed
     */
    public record Draft(@Nullable String status) {}

    @GET
    @Operation(summary = "Where the shop stands with an answer, by the id of its event")
    @APIResponseSchema(FeedbackStatus.class)
    public Uni<Response> status(@PathParam("id") String id) {
        return statuses.of(id).map(FeedbackStatusResource::tagged);
    }

    @PUT
    @RolesAllowed(Roles.ANALYST)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say where the shop stands with an answer; needs If-Match, \"0\" for the first")
    @APIResponseSchema(FeedbackStatus.class)
    public Uni<Response> change(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match, @Nullable Draft draft) {
        String status = draft == null ? null : draft.status();
        if (status == null || !Parameter.STATUS.choices().contains(status)) {
            throw Problem.invalid("status", "one of " + String.join(", ", Parameter.STATUS.choices()));
        }
        return statuses.change(id, status, Versions.required(match)).map(FeedbackStatusResource::tagged);
    }

    private static Response tagged(FeedbackStatus status) {
        return Response.ok(status)
                .tag(new EntityTag(Long.toString(status.version())))
                .build();
    }
}
