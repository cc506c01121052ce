package io.tillstream.dashboard.live;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only pages of this origin, and those configured, open a socket: a browser sends no CORS preflight for WebSockets, so any page on the web could
 * read the figures otherwise. A client that is no browser sends no Origin and is let in. Also bounds the number of sockets.
 */
public final class OriginCheck implements HttpUpgradeCheck {

    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final Set<String> allowedOrigins;
    private final ChannelHub hub;
    private final int maxClients;

    /**
     * @param allowedOrigins further origins, for example {@code https://shop.example}
     * @param maxClients sockets open at once
     */
    public OriginCheck(Set<String> allowedOrigins, ChannelHub hub, int maxClients) {
        this.allowedOrigins = Set.copyOf(allowedOrigins);
        this.hub = hub;
        this.maxClients = maxClients;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        if (!isAllowed(request.getHeader("Origin"), request.getHeader("Host"))) {
            return CheckResult.rejectUpgrade(FORBIDDEN);
        }
        if (isFull()) {
            return CheckResult.rejectUpgrade(UNAVAILABLE);
        }
        return CheckResult.permitUpgrade();
    }

    /** Whether as many clients are connected as may be. */
    boolean isFull() {
        return hub.clients() >= maxClients;
    }

    /** Whether a page of that origin may act here; no origin means that it is no browser. */
    public boolean isAllowed(@Nullable String origin, @Nullable String host) {
        if (origin == null || allowedOrigins.contains(origin)) {
            return true;
        }
        try {
            URI uri = URI.create(origin);
            return host != null && host.equalsIgnoreCase(uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
