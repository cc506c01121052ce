package io.tillstream.query.access;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Refuses;
import io.tillstream.query.request.Versions;
import io.tillstream.query.table.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** API keys, for programs: sent as {@code Authorization: Bearer}. */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class KeyResource {

    private static final List<String> SCOPES = List.of("ingest", Roles.VIEWER, Roles.ANALYST, Roles.ADMIN);
    private static final int USUAL_DAYS = 90;
    private static final int MOST_DAYS = 365;

    private final Keys keys;
    private final Callers callers;

    KeyResource(Keys keys, Callers callers) {
        this.keys = keys;
        this.callers = callers;
    }

    /**
     * A key.
     *
     * @param scope ingest (sends events, reads nothing), or the role it has
     * @param personalData whether it sees personal data
     * @param personalKinds which kinds of these, contacts (name, e-mail address, phone number) or texts (what customers wrote); null for all, or none
     * @param lastUsedAt to about ten seconds; null when never. Use at the ingest service is not seen here.
     */
    public record View(
            long id,
            String name,
            String scope,
            boolean personalData,
            @Nullable List<String> personalKinds,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,
            long version) {

        static View of(AccessKey key) {
            return new View(
                    key.id,
                    key.name,
                    key.scope,
                    key.personalData,
                    key.sight().some(),
                    key.createdBy,
                    key.createdAt,
                    key.expiresAt,
                    key.revokedAt,
                    key.lastUsedAt,
                    key.version);
        }
    }

    /**
     * What a client sends.
     *
     * @param name what the key is for
     * @param scope ingest, viewer, analyst or admin
     * @param personalData whether it sees personal data; false when left out
     * @param personalKinds contacts or texts, with personal_data; all when left out
     * @param expiresInDays 1 to 365; 90 when left out
     */
    public record Draft(
            @Nullable String name,
            @Nullable String scope,
            @Nullable Boolean personalData,
            @Nullable List<@Nullable String> personalKinds,
            @Nullable Integer expiresInDays) {}

    /** A new name. */
    public record Renamed(@Nullable String name) {}

    /**
     * A new key.
     *
     * @param secret the key itself; shown this once
     */
    public record Created(View key, String secret) {}

    @GET
    @Operation(summary = "API keys by name, revoked and expired ones included")
    public Uni<Page<View>> list() {
        return keys.all().map(found -> new Page<>(found.stream().map(View::of).toList(), null));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One API key")
    @APIResponseSchema(View.class)
    public Uni<Response> read(@PathParam("id") String id) {
        return keys.key(Drafts.number(id, "key")).map(key -> tagged(Response.ok(View.of(key)), key));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make an API key; the answer holds it, and nothing ever does again")
    @APIResponseSchema(value = Created.class, responseCode = "201")
    @Refuses(ProblemCode.NAME_TAKEN)
    public Uni<Response> create(@Nullable Draft sent) {
        Draft draft = Drafts.body(sent);
        int days = draft.expiresInDays() == null ? USUAL_DAYS : draft.expiresInDays();
        if (days < 1 || days > MOST_DAYS) {
            throw Problem.invalid("expires_in_days", "a whole number from 1 to " + MOST_DAYS);
        }
        Keys.Draft checked = new Keys.Draft(
                Drafts.name("name", draft.name()),
                Drafts.oneOf("scope", draft.scope(), SCOPES),
                Sight.checked(draft.personalData(), draft.personalKinds()),
                days);
        return keys.create(checked, callers.caller(), callers.address())
                .map(made -> tagged(
                        Response.created(URI.create("/api/v1/keys/" + made.key().id))
                                .entity(new Created(View.of(made.key()), made.secret())),
                        made.key()));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Rename an API key; needs If-Match")
    @APIResponseSchema(View.class)
    @Refuses(ProblemCode.NAME_TAKEN)
    public Uni<Response> rename(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match, @Nullable Renamed sent) {
        String name = Drafts.name("name", Drafts.body(sent).name());
        return keys.rename(
                        Drafts.number(id, "key"), Versions.required(match), name, callers.caller(), callers.address())
                .map(key -> tagged(Response.ok(View.of(key)), key));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Revoke an API key; needs If-Match")
    public Uni<Void> revoke(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match) {
        return keys.revoke(Drafts.number(id, "key"), Versions.required(match), callers.caller(), callers.address());
    }

    private static Response tagged(Response.ResponseBuilder answer, AccessKey key) {
        return answer.tag(new EntityTag(Long.toString(key.version))).build();
    }
}
