package io.tillstream.query.access;

import jakarta.ws.rs.core.NewCookie;

/** The cookies of the page: no script reads them, no other site's page sends them. */
final class AccessCookies {

    static final String ACCESS = "tillstream_access";
    static final String REFRESH = "tillstream_refresh";

    private static final String REFRESH_PATH = "/api/v1/access";

    private AccessCookies() {}

    /** Both for a session. */
    static NewCookie[] of(Sessions.Session session, boolean tls) {
        return new NewCookie[] {
            cookie(ACCESS, session.accessToken(), "/", (int) Tokens.LIFE.toSeconds(), tls),
            cookie(REFRESH, session.refreshToken(), REFRESH_PATH, (int) Sessions.IDLE.toSeconds(), tls)
        };
    }

    /** Takes both away. */
    static NewCookie[] none(boolean tls) {
        return new NewCookie[] {cookie(ACCESS, "", "/", 0, tls), cookie(REFRESH, "", REFRESH_PATH, 0, tls)};
    }

    private static NewCookie cookie(String name, String value, String path, int seconds, boolean tls) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .maxAge(seconds)
                .httpOnly(true)
                .secure(tls)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
