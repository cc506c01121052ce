package io.tillstream.query.access;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Refuses;
import io.tillstream.query.table.Page;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and what other services need to know whom to trust. */
@Path("/api/v1/access")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AccessResource {

    private final SignIns signIns;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Links links;
    private final Tokens tokens;
    private final SigningKeys signingKeys;
    private final KeyCheck keyCheck;
    private final Callers callers;
    private final AuditLog audit;
    private final AccessSettings settings;
    private final AccessUpkeep upkeep;

    AccessResource(
            SignIns signIns,
            Sessions sessions,
            Passwords passwords,
            Links links,
            Tokens tokens,
            SigningKeys signingKeys,
            KeyCheck keyCheck,
            Callers callers,
            AuditLog audit,
            AccessSettings settings,
            AccessUpkeep upkeep) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.passwords = passwords;
        this.links = links;
        this.tokens = tokens;
        this.signingKeys = signingKeys;
        this.keyCheck = keyCheck;
        this.callers = callers;
        this.audit = audit;
        this.settings = settings;
        this.upkeep = upkeep;
    }

    /**
     * Name and password.
     *
     * @param bearer true for programs: the tokens come in the answer, and no cookie is set
     */
    public record Credentials(
            @Nullable String name,
            @Nullable String password,
            @Nullable Boolean bearer) {}

    /**
     * The first administrator.
     *
     * @param token from the link that query-api printed
     */
    public record FirstAdmin(
            @Nullable String token,
            @Nullable String name,
            @Nullable String password) {}

    /**
     * A password by a link.
     *
     * @param token from the link
     */
    public record ByLink(@Nullable String token, @Nullable String password) {}

    /** A change of the own password. */
    public record NewPassword(
            @Nullable String old, @Nullable String fresh) {}

    /** For programs; a page sends its cookie and nothing. */
    public record Refresh(@Nullable String refreshToken) {}

    /**
     * Who asks.
     *
     * @param mode required, or open where nobody needs to sign in
     * @param kind user, key, service, company or open
     * @param roles those they hold; with {@code personal_data} when they see all personal data, {@code personal_contacts} or {@code personal_texts} when they see these
     */
    public record Me(String mode, String kind, String name, List<String> roles) {}

    /**
     * Somebody has signed in.
     *
     * @param expiresIn seconds for which the access token holds
     * @param accessToken null when it is in a cookie
     * @param refreshToken null when it is in a cookie
     */
    public record SignedIn(
            String name,
            List<String> roles,
            long expiresIn,
            @Nullable String accessToken,
            @Nullable String refreshToken) {}

    /** Opens one WebSocket of the dashboard service, as {@code /ws/live?ticket=…}. */
    public record Ticket(String ticket, long expiresIn) {}

    /** JSON Web Key Set (RFC 7517). */
    public record KeySet(@JsonRawValue @JsonValue String json) {}

    @POST
    @Path("login")
    @PermitAll
    @Operation(summary = "Sign in by name and password; sets the cookies of the page, or gives tokens to a program")
    @APIResponseSchema(SignedIn.class)
    @Refuses({ProblemCode.PASSWORDS_OFF, ProblemCode.WRONG_CREDENTIALS, ProblemCode.BUSY})
    public Uni<Response> login(@Nullable Credentials sent) {
        CompanyResource.checkPasswords(settings);
        Credentials credentials = Drafts.body(sent);
        String name = Drafts.text("name", credentials.name());
        String password = Drafts.text("password", credentials.password());
        boolean bearer = Boolean.TRUE.equals(credentials.bearer());
        return signIns.signIn(name, password, callers.address()).map(session -> answer(session, bearer));
    }

    @POST
    @Path("first-admin")
    @PermitAll
    @Operation(summary = "Become the first administrator, by the link that the service printed; signs in")
    @APIResponseSchema(SignedIn.class)
    @Refuses({ProblemCode.PASSWORDS_OFF, ProblemCode.LINK_USED, ProblemCode.NAME_TAKEN, ProblemCode.BUSY})
    public Uni<Response> firstAdmin(@Nullable FirstAdmin sent) {
        CompanyResource.checkPasswords(settings);
        FirstAdmin draft = Drafts.body(sent);
        String token = Drafts.text("token", draft.token());
        String name = Drafts.name("name", draft.name());
        String password = Passwords.checked("password", draft.password(), name);
        return chosen(password, hash -> links.becomeFirstAdmin(token, name, hash), "user.first_admin")
                .invoke(upkeep::forgetLink);
    }

    @POST
    @Path("password-by-link")
    @PermitAll
    @Operation(summary = "Choose a password by a link; signs in, and ends the sessions before")
    @APIResponseSchema(SignedIn.class)
    @Refuses({ProblemCode.PASSWORDS_OFF, ProblemCode.LINK_USED, ProblemCode.BUSY})
    public Uni<Response> passwordByLink(@Nullable ByLink sent) {
        CompanyResource.checkPasswords(settings);
        ByLink draft = Drafts.body(sent);
        String token = Drafts.text("token", draft.token());
        String password = Passwords.checked("password", draft.password(), "");
        return chosen(password, hash -> links.setPassword(token, hash), "user.password_by_link");
    }

    private Uni<Response> chosen(String password, Function<String, Uni<? extends Caller>> change, String action) {
        String address = callers.address();
        signIns.checkRate(address);
        return passwords
                .hash(password)
                .flatMap(change)
                .call(user -> sessions.endAllOf(user.id()))
                .call(user -> audit.append(user.did(action, "user " + user.name(), address, null)))
                .flatMap(sessions::begin)
                .map(session -> answer(session, false));
    }

    @POST
    @Path("refresh")
    @PermitAll
    @Operation(summary = "The next tokens for a refresh token, which cannot be used again")
    @APIResponseSchema(SignedIn.class)
    @Refuses(ProblemCode.SESSION_ENDED)
    public Uni<Response> refresh(@CookieParam(AccessCookies.REFRESH) @Nullable String cookie, @Nullable Refresh sent) {
        String given = sent == null ? null : sent.refreshToken();
        String token = given != null ? given : cookie;
        if (token == null || token.isEmpty()) {
            throw Sessions.ended();
        }
        return sessions.refresh(token, callers.address()).map(session -> answer(session, given != null));
    }

    @POST
    @Path("logout")
    @PermitAll
    @Operation(summary = "End the session and take its cookies away")
    @APIResponse(responseCode = "204", description = "The session has ended")
    public Uni<Response> logout(@CookieParam(AccessCookies.REFRESH) @Nullable String cookie, @Nullable Refresh sent) {
        String given = sent == null ? null : sent.refreshToken();
        String token = given != null ? given : cookie;
        String address = callers.address();
        Uni<@Nullable Caller> ended =
                token == null || token.isEmpty() ? Uni.createFrom().nullItem() : sessions.end(token);
        return ended.call(user -> user == null
                        ? Uni.createFrom().voidItem()
                        : audit.append(user.did("session.ended", null, address, null)))
                .map(user -> Response.noContent()
                        .cookie(AccessCookies.none(settings.isTls()))
                        .build());
    }

    @GET
    @Path("me")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Who asks, and what they may do")
    @APIResponseSchema(Me.class)
    public Response me() {
        Caller caller = callers.caller();
        Me me = new Me(
                settings.open() ? "open" : "required",
                caller.kind().wireName(),
                caller.name(),
                caller.roles().stream().sorted().toList());
        return Response.ok(me).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @POST
    @Path("password")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Change the own password; all other sessions end")
    @APIResponseSchema(SignedIn.class)
    @Refuses({ProblemCode.WRONG_CREDENTIALS, ProblemCode.BUSY})
    public Uni<Response> password(@Nullable NewPassword sent) {
        NewPassword draft = Drafts.body(sent);
        Caller caller = callers.caller();
        if (caller.kind() != Caller.Kind.USER) {
            throw Problem.of(ProblemCode.NOT_ALLOWED, "only somebody who signed in has a password");
        }
        return signIns.changePassword(
                        caller, Drafts.text("old", draft.old()), Drafts.text("fresh", draft.fresh()), callers.address())
                .map(session -> answer(session, false));
    }

    @POST
    @Path("ticket")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "A ticket that opens one WebSocket within 30 seconds")
    @APIResponseSchema(Ticket.class)
    public Response ticket() {
        Ticket ticket = new Ticket(tokens.ticket(callers.caller()), Tokens.TICKET_LIFE.toSeconds());
        return Response.ok(ticket).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @GET
    @Path("jwks")
    @PermitAll
    @Operation(summary = "The public keys by which access tokens and tickets are verified (RFC 7517)")
    public KeySet jwks() {
        return new KeySet(signingKeys.published().toJson());
    }

    @GET
    @Path("ingest-keys")
    @RolesAllowed(Roles.SERVICE)
    @Operation(summary = "For the ingest service: the hashes of the keys that may send events")
    public Uni<Page<KeyCheck.IngestKey>> ingestKeys() {
        return keyCheck.ofIngest().map(found -> new Page<>(found, null));
    }

    private Response answer(Sessions.Session session, boolean bearer) {
        SignedIn body = new SignedIn(
                session.user().name(),
                session.user().roles().stream().sorted().toList(),
                Tokens.LIFE.toSeconds(),
                bearer ? session.accessToken() : null,
                bearer ? session.refreshToken() : null);
        Response.ResponseBuilder answer = Response.ok(body).header(HttpHeaders.CACHE_CONTROL, "no-store");
        return bearer
                ? answer.build()
                : answer.cookie(AccessCookies.of(session, settings.isTls())).build();
    }
}
