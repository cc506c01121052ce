package io.tillstream.query.access;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.auditlog.AuditLog;
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

/** Users. A new one gets a link, by which they choose a password of their own. */
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class UserResource {

    private final Users users;
    private final Links links;
    private final Callers callers;
    private final AuditLog audit;

    UserResource(Users users, Links links, Callers callers, AuditLog audit) {
        this.users = users;
        this.links = links;
        this.callers = callers;
        this.audit = audit;
    }

    /**
     * A user.
     *
     * @param role viewer, analyst or admin
     * @param personalData whether they see personal data
     * @param personalKinds which kinds of these, contacts (name, e-mail address, phone number) or texts (what customers wrote); null for all, or none
     * @param hasPassword whether they have followed their link
     * @param issuer the identity provider that vouches for them, and says at each sign-in what they may do; null for others
     */
    public record View(
            long id,
            String name,
            String role,
            boolean personalData,
            @Nullable List<String> personalKinds,
            boolean disabled,
            boolean hasPassword,
            @Nullable String issuer,
            @Nullable Instant lastSignInAt,
            long version,
            Instant createdAt,
            Instant updatedAt) {

        static View of(AccessUser user) {
            return new View(
                    user.id,
                    user.name,
                    user.role,
                    user.personalData,
                    user.sight().some(),
                    user.disabled,
                    user.passwordHash != null,
                    user.issuer,
                    user.lastSignInAt,
                    user.version,
                    user.createdAt,
                    user.updatedAt);
        }
    }

    /**
     * What a client sends.
     *
     * @param name 1 to 100 characters, upper and lower case being the same
     * @param role viewer, analyst or admin
     * @param personalData whether they see personal data; false when left out
     * @param personalKinds contacts or texts, with personal_data; all when left out
     * @param disabled may not sign in; false when left out
     */
    public record Draft(
            @Nullable String name,
            @Nullable String role,
            @Nullable Boolean personalData,
            @Nullable List<@Nullable String> personalKinds,
            @Nullable Boolean disabled) {

        private static Users.Draft checked(@Nullable Draft sent) {
            Draft draft = Drafts.body(sent);
            return new Users.Draft(
                    Drafts.name("name", draft.name()),
                    Drafts.oneOf("role", draft.role(), Roles.all()),
                    Sight.checked(draft.personalData(), draft.personalKinds()),
                    Boolean.TRUE.equals(draft.disabled()));
        }
    }

    /**
     * A new user.
     *
     * @param link to give to them; shown this once
     */
    public record Created(View user, Links.Link link) {}

    @GET
    @Operation(summary = "Users by name")
    public Uni<Page<View>> list() {
        return users.all().map(found -> new Page<>(found.stream().map(View::of).toList(), null));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One user")
    @APIResponseSchema(View.class)
    public Uni<Response> read(@PathParam("id") String id) {
        return users.user(Drafts.number(id, "user")).map(user -> tagged(Response.ok(View.of(user)), user));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a user; the answer holds the link by which they choose a password")
    @APIResponseSchema(value = Created.class, responseCode = "201")
    @Refuses(ProblemCode.NAME_TAKEN)
    public Uni<Response> create(@Nullable Draft draft) {
        return users.create(Draft.checked(draft), callers.caller(), callers.address())
                .flatMap(user -> links.make(user.id)
                        .map(link -> tagged(
                                Response.created(URI.create("/api/v1/users/" + user.id))
                                        .entity(new Created(View.of(user), link)),
                                user)));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change a user, whose sessions end; needs If-Match")
    @APIResponseSchema(View.class)
    @Refuses({ProblemCode.NAME_TAKEN, ProblemCode.LAST_ADMIN})
    public Uni<Response> replace(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match, @Nullable Draft draft) {
        return users.replace(
                        Drafts.number(id, "user"),
                        Versions.required(match),
                        Draft.checked(draft),
                        callers.caller(),
                        callers.address())
                .map(user -> tagged(Response.ok(View.of(user)), user));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Remove a user; needs If-Match")
    @Refuses(ProblemCode.LAST_ADMIN)
    public Uni<Void> remove(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match) {
        return users.remove(Drafts.number(id, "user"), Versions.required(match), callers.caller(), callers.address());
    }

    @POST
    @Path("{id}/link")
    @Operation(summary = "A new link by which the user chooses a password; the one before holds no longer")
    @Refuses(ProblemCode.COMPANY_USER)
    public Uni<Links.Link> link(@PathParam("id") String id) {
        Caller by = callers.caller();
        String address = callers.address();
        return users.user(Drafts.number(id, "user"))
                .invoke(user -> {
                    if (user.issuer != null) {
                        throw Problem.of(
                                ProblemCode.COMPANY_USER, "this person signs in by the company's identity provider");
                    }
                })
                .call(user -> audit.append(by.did("user.link", "user " + user.name, address, null)))
                .flatMap(user -> links.make(user.id));
    }

    private static Response tagged(Response.ResponseBuilder answer, AccessUser user) {
        return answer.tag(new EntityTag(Long.toString(user.version))).build();
    }
}
