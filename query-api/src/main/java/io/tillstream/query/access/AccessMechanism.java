package io.tillstream.query.access;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks: by the cookie of the page, or by {@code Authorization: Bearer} with an access token, an API key, the installation's own key or a
 * token of the company's identity provider. Whoever is known
 * has a limit of requests. In the open mode everybody is let in.
 */
@ApplicationScoped
class AccessMechanism implements HttpAuthenticationMechanism {

    private static final String BEARER = "bearer ";

    private final AccessSettings settings;
    private final Tokens tokens;
    private final KeyCheck keys;
    private final CompanySignIn company;
    private final Origins origins;
    private final Limits requests;
    private final Limits failures;

    AccessMechanism(AccessSettings settings, Tokens tokens, KeyCheck keys, CompanySignIn company) {
        this.company = company;
        this.settings = settings;
        this.tokens = tokens;
        this.keys = keys;
        this.origins = new Origins(settings);
        this.requests = new Limits(settings.requestsPerMinute());
        this.failures = new Limits(settings.signInsPerMinute());
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        if (settings.open()) {
            return Uni.createFrom().item(identity(Caller.OPEN));
        }
        HttpServerRequest request = context.request();
        String bearer = bearer(request.getHeader("Authorization"));
        if (bearer != null) {
            return byBearer(bearer, context);
        }
        Cookie cookie = request.getCookie(AccessCookies.ACCESS);
        if (cookie == null) {
            return Uni.createFrom().nullItem();
        }
        Caller caller = tokens.caller(cookie.getValue());
        return caller == null ? Uni.createFrom().nullItem() : known(caller, context);
    }

    private Uni<SecurityIdentity> byBearer(String bearer, RoutingContext context) {
        String serviceKey = settings.serviceKey();
        if (serviceKey != null && Secret.isSame(bearer, serviceKey)) {
            return Uni.createFrom().item(identity(Caller.SERVICE));
        }
        if (bearer.startsWith(KeyCheck.PREFIX)) {
            return keys.caller(bearer).flatMap(found -> orRefuse(found, context));
        }
        if (bearer.indexOf('.') > 0 && !Tokens.isOwn(bearer)) {
            return company.bearer(bearer).flatMap(found -> orRefuse(found, context));
        }
        return orRefuse(Optional.ofNullable(tokens.caller(bearer)), context);
    }

    private Uni<SecurityIdentity> orRefuse(Optional<Caller> found, RoutingContext context) {
        if (found.isPresent()) {
            return known(found.get(), context);
        }
        Limits.Taken taken = failures.take(origins.address(context.request()));
        tell(taken, context);
        return Uni.createFrom()
                .failure(
                        taken.allowed()
                                ? new AuthenticationFailedException("the key or token is not known, or holds no longer")
                                : tooMany(taken));
    }

    private Uni<SecurityIdentity> known(Caller caller, RoutingContext context) {
        Limits.Taken taken = requests.take(caller.bucket());
        tell(taken, context);
        return taken.allowed()
                ? Uni.createFrom().item(identity(caller))
                : Uni.createFrom().failure(tooMany(taken));
    }

    /** What is left, by the usual headers; also to whoever is refused. */
    private static void tell(Limits.Taken taken, RoutingContext context) {
        context.response()
                .putHeader("RateLimit-Limit", Integer.toString(taken.limit()))
                .putHeader("RateLimit-Remaining", Long.toString(taken.remaining()))
                .putHeader("RateLimit-Reset", Long.toString(taken.resetSeconds()));
    }

    private static Problem tooMany(Limits.Taken taken) {
        return Problem.of(ProblemCode.TOO_MANY_REQUESTS, "more than " + taken.limit() + " requests in a minute")
                .after(taken.waitSeconds());
    }

    private static SecurityIdentity identity(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRoles(caller.roles())
                .addAttribute(Callers.CALLER, caller)
                .build();
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? null
                : authorization.substring(BEARER.length()).strip();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom()
                .item(new ChallengeData(HttpResponseStatus.UNAUTHORIZED.code(), "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
