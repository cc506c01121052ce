package io.tillstream.query.access;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Refuses;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The ways to sign in, and the one by the company's identity provider: a browser goes there and comes back. */
@Path("/api/v1/access")
@Produces(MediaType.APPLICATION_JSON)
public class CompanyResource {

    private static final Logger LOG = Logger.getLogger(CompanyResource.class);
    private static final String COOKIE = "tillstream_company";
    private static final String COOKIE_PATH = "/api/v1/access/company";
    private static final int TEN_MINUTES = 600;

    private final CompanySignIn company;
    private final SignIns signIns;
    private final Callers callers;
    private final AccessSettings settings;

    CompanyResource(CompanySignIn company, SignIns signIns, Callers callers, AccessSettings settings) {
        this.company = company;
        this.signIns = signIns;
        this.callers = callers;
        this.settings = settings;
    }

    /**
     * How people can sign in.
     *
     * @param password by name and password
     * @param company by the company's identity provider, at {@code /api/v1/access/company}
     */
    public record Methods(boolean password, boolean company) {}

    @GET
    @Path("methods")
    @PermitAll
    @Operation(summary = "How people can sign in")
    public Methods methods() {
        return new Methods(settings.passwords(), settings.company() != null);
    }

    @GET
    @Path("company")
    @PermitAll
    @Operation(summary = "Sends the browser to the company's identity provider")
    @APIResponse(responseCode = "302", description = "To the provider")
    @Refuses({ProblemCode.NOT_FOUND, ProblemCode.COMPANY_UNAVAILABLE, ProblemCode.COMPANY_SIGN_IN_FAILED})
    public Uni<Response> begin() {
        signIns.checkRate(callers.address());
        return company.begin().map(begun -> Response.status(Response.Status.FOUND)
                .location(URI.create(begun.address()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(kept(begun.secret(), TEN_MINUTES))
                .build());
    }

    @GET
    @Path("company/return")
    @PermitAll
    @Operation(
            summary = "Where the company's identity provider sends the browser back to; sets the cookies of the page")
    @APIResponse(responseCode = "302", description = "To the page, or back to signing in with the reason")
    public Uni<Response> end(
            @CookieParam(COOKIE) @Nullable String secret,
            @QueryParam("state") @Nullable String state,
            @QueryParam("code") @Nullable String code) {
        signIns.checkRate(callers.address());
        return Uni.createFrom()
                .deferred(() -> company.end(secret, state, code, callers.address()))
                .map(session -> home("", AccessCookies.of(session, settings.isTls())))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> {
                    Problem problem = (Problem) failure;
                    LOG.infof("a sign-in by the company's identity provider failed: %s", problem.getMessage());
                    return home("login.html#company=" + problem.code().wireName(), new NewCookie[0]);
                });
    }

    private Response home(String fragment, NewCookie[] cookies) {
        String page = settings.publicUrl().toString().replaceAll("/$", "") + "/" + fragment;
        return Response.status(Response.Status.FOUND)
                .location(URI.create(page))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(kept("", 0))
                .cookie(cookies)
                .build();
    }

    /** Lax, because the browser comes back from another site. */
    private NewCookie kept(String value, int seconds) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path(COOKIE_PATH)
                .maxAge(seconds)
                .httpOnly(true)
                .secure(settings.isTls())
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    /** For what only people with passwords need. */
    static void checkPasswords(AccessSettings settings) {
        if (!settings.passwords()) {
            throw Problem.of(ProblemCode.PASSWORDS_OFF, "people sign in by the company's identity provider only");
        }
    }
}
