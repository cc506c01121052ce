package io.tillstream.query.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every request: a page of another origin changes nothing, a change is noted in the audit log, and so is what somebody was refused. Users, keys,
 * sessions, quarantine and what people save note their changes themselves, in more words.
 */
class AccessFilters {

    private static final Logger LOG = Logger.getLogger(AccessFilters.class);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int FORBIDDEN = 403;
    private static final int FIRST_THAT_IS_NO_SUCCESS = 300;

    private final Callers callers;
    private final AuditLog audit;
    private final Origins origins;

    AccessFilters(Callers callers, AuditLog audit, AccessSettings settings) {
        this.callers = callers;
        this.audit = audit;
        this.origins = new Origins(settings);
    }

    @ServerRequestFilter(preMatching = true)
    void refuseOtherOrigins(ContainerRequestContext request) {
        HttpServerRequest http = callers.request();
        boolean withCookie =
                http.getCookie(AccessCookies.ACCESS) != null || http.getCookie(AccessCookies.REFRESH) != null;
        boolean withBearer = http.getHeader("Authorization") != null;
        if (!origins.mayChange(http, withCookie && !withBearer)) {
            throw Problem.of(ProblemCode.OTHER_ORIGIN, "only a page of this installation may make changes");
        }
    }

    @ServerResponseFilter
    Uni<Void> noteChanges(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        boolean refused = response.getStatus() == FORBIDDEN;
        boolean changed = !READS.contains(request.getMethod())
                && response.getStatus() < FIRST_THAT_IS_NO_SUCCESS
                && !notesItself(path);
        if (!path.startsWith("/api/") || !(changed || refused)) {
            return Uni.createFrom().voidItem();
        }
        String target = request.getMethod() + ' ' + path;
        String address = callers.address();
        return callers.eventually()
                .onFailure()
                .recoverWithItem(Caller.ANONYMOUS)
                .flatMap(caller -> audit.append(
                        refused
                                ? caller.wasRefused("api.refused", target, address, null)
                                : caller.did("api.changed", target, address, null)))
                .onFailure()
                .invoke(failure -> LOG.errorf("the audit log could not take %s: %s", target, failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static boolean notesItself(String path) {
        return path.startsWith("/api/v1/access/")
                || path.startsWith("/api/v1/users")
                || path.startsWith("/api/v1/keys")
                || path.startsWith("/api/v1/quarantine")
                || path.startsWith("/api/v1/views")
                || path.startsWith("/api/v1/metrics")
                || path.startsWith("/api/v1/custom-segments");
    }

    @ServerExceptionMapper
    Response unknown(UnauthorizedException e) {
        return unauthorized("sign in, or send an access token or API key in Authorization: Bearer");
    }

    @ServerExceptionMapper
    Response failed(AuthenticationFailedException e) {
        return unauthorized("the key or token is not known, or holds no longer");
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return answer(Problem.of(ProblemCode.NOT_ALLOWED, "this takes another role than yours"), null);
    }

    private static Response unauthorized(String detail) {
        return answer(Problem.of(ProblemCode.NOT_SIGNED_IN, detail), "Bearer");
    }

    private static Response answer(Problem problem, @Nullable String challenge) {
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(new MediaType("application", "problem+json"))
                .entity(problem.body());
        return (challenge == null ? answer : answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge)).build();
    }
}
