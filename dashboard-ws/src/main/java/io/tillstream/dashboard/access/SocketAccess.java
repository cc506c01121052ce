package io.tillstream.dashboard.access;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/**
 * Opens sockets for those who may read: by {@code ?ticket=}, by {@code Authorization: Bearer} with an access token, or by the cookie of the page, which holds while the
 * query service is away. That a page is of this origin is another check.
 */
public final class SocketAccess implements HttpUpgradeCheck {

    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;
    private static final String BEARER = "bearer ";
    private static final String COOKIE = "tillstream_access";

    private final boolean open;
    private final Credentials credentials;

    /** @param open whether nobody needs to sign in */
    public SocketAccess(boolean open, Credentials credentials) {
        this.open = open;
        this.credentials = credentials;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        if (mayRead(context.httpRequest())) {
            return CheckResult.permitUpgrade();
        }
        return CheckResult.rejectUpgrade(credentials.areKeysKnown() ? UNAUTHORIZED : UNAVAILABLE);
    }

    /** Whether whoever asks may read; a ticket is used up by asking. */
    public boolean mayRead(HttpServerRequest request) {
        return open || isKnown(request);
    }

    /** Whether anybody can be known yet. */
    public boolean areKeysKnown() {
        return credentials.areKeysKnown();
    }

    private boolean isKnown(HttpServerRequest request) {
        String ticket = request.getParam("ticket");
        if (ticket != null) {
            return credentials.useTicket(ticket);
        }
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                    && credentials.isAccessToken(
                            authorization.substring(BEARER.length()).strip());
        }
        Cookie cookie = request.getCookie(COOKIE);
        return cookie != null && credentials.isAccessToken(cookie.getValue());
    }
}
