package io.tillstream.query.identities;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Whom anonymous visitors turned out to be. Undoing a join is answered when the log has it; the numbers follow within seconds. */
@Path("/api/v1/identities")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class IdentityResource {

    private static final int MAX_ID = 256;

    private final IdentityTables identities;
    private final IdentityCommands commands;

    IdentityResource(IdentityTables identities, IdentityCommands commands) {
        this.identities = identities;
        this.commands = commands;
    }

    /**
     * The joins of a visitor or of a customer.
     *
     * @param id whose
     * @param links by visitor, then by time
     */
    public record Identity(String id, List<Link> links) {}

    /**
     * A time in which a visitor is a customer.
     *
     * @param visitorId {@code anon:} and the anonymous id
     * @param from first moment; null for all that was before
     * @param until first moment of the next customer; null for good
     * @param identifiedAt when the customer identified
     */
    public record Link(
            String visitorId,
            String customerId,
            @Nullable Instant from,
            @Nullable Instant until,
            Instant identifiedAt) {}

    /**
     * Which join to undo.
     *
     * @param customerId the customer whom the visitor is not
     */
    public record UndoRequest(@Nullable String customerId) {}

    /**
     * An undoing was taken.
     *
     * @param eventId the id of its event in the log
     */
    public record Accepted(String eventId) {}

    @GET
    @Path("{id}")
    @Operation(summary = "Whom a visitor (anon: and the anonymous id) turned out to be, or the visitors a customer was")
    public Uni<Identity> links(@PathParam("id") String id) {
        String wanted = id.replace('\0', ' ');
        return identities.links(wanted).map(found -> {
            if (found.isEmpty()) {
                throw Problem.notFound("identity");
            }
            return new Identity(wanted, found);
        });
    }

    @POST
    @RolesAllowed(Roles.ANALYST)
    @Path("{id}/undo")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Part a visitor (anon: and the anonymous id) from a customer: what named the two together so far joins nothing")
    @APIResponse(
            responseCode = "202",
            description = "The log has it",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @Refuses(ProblemCode.LOG_UNAVAILABLE)
    public Uni<Response> undo(@PathParam("id") String id, @Nullable UndoRequest request) {
        String customer = request == null ? null : request.customerId();
        if (customer == null || customer.isBlank() || customer.length() > MAX_ID) {
            throw Problem.invalid("customer_id", "the customer whom the visitor is not");
        }
        return identities.links(id.replace('\0', ' ')).flatMap(found -> {
            if (found.stream()
                    .noneMatch(link ->
                            link.visitorId().equals(id) && link.customerId().equals(customer))) {
                throw Problem.notFound("join of this visitor and this customer");
            }
            return commands.undo(id, customer)
                    .map(event -> Response.accepted(new Accepted(event)).build());
        });
    }
}
