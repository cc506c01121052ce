package io.tillstream.query.access;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Who makes the request that is being answered, and from where. */
@ApplicationScoped
public class Callers {

    static final String CALLER = "tillstream.caller";

    private final CurrentIdentityAssociation identities;
    private final CurrentVertxRequest request;
    private final AccessSettings settings;

    Callers(CurrentIdentityAssociation identities, CurrentVertxRequest request, AccessSettings settings) {
        this.identities = identities;
        this.request = request;
        this.settings = settings;
    }

    /** Who asks. Only where a role was demanded, by which it is known. */
    public Caller caller() {
        return of(identities.getIdentity());
    }

    /** Who asks, whether or not a role was demanded. */
    Uni<Caller> eventually() {
        return identities.getDeferredIdentity().map(Callers::of);
    }

    static Caller of(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return Caller.ANONYMOUS;
        }
        Caller known = identity.getAttribute(CALLER);
        return known != null
                ? known
                : new Caller(
                        Caller.Kind.COMPANY,
                        identity.getPrincipal().getName(),
                        identity.getPrincipal().getName(),
                        identity.getRoles());
    }

    /** The address the request came from. */
    public String address() {
        return new Origins(settings).address(request());
    }

    HttpServerRequest request() {
        return request.getCurrent().request();
    }

    /** What is asked for, when a request is being answered at all. */
    @Nullable
    RoutingContext current() {
        return Arc.container().requestContext().isActive() ? request.getCurrent() : null;
    }
}
