package io.tillstream.query.access;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where requests come from: which page, and which address. */
final class Origins {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final AccessSettings settings;

    Origins(AccessSettings settings) {
        this.settings = settings;
    }

    /**
     * Whether a request that changes something may be made from where it is. A browser names the page in Origin; a cookie without it is refused. A page
     * cannot choose X-Forwarded-Host of a request to another origin.
     *
     * @param withCookie whether one of this service's cookies came with it
     */
    boolean mayChange(HttpServerRequest request, boolean withCookie) {
        if (READS.contains(request.method().name())) {
            return true;
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return !withCookie;
        }
        String authority = authority(origin);
        return authority != null
                && (authority.equalsIgnoreCase(request.getHeader("Host"))
                        || authority.equalsIgnoreCase(request.getHeader("X-Forwarded-Host"))
                        || authority.equalsIgnoreCase(settings.publicUrl().getRawAuthority()));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The address of whoever asks: the last one in X-Forwarded-For that is no trusted proxy, when the connection comes from one. */
    String address(HttpServerRequest request) {
        String peer = request.remoteAddress() == null
                ? "unknown"
                : String.valueOf(request.remoteAddress().hostAddress());
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null || !settings.trustedProxies().contains(peer)) {
            return peer;
        }
        List<String> hops =
                Arrays.stream(forwarded.split(",", -1)).map(String::strip).toList();
        for (String hop : hops.reversed()) {
            if (!settings.trustedProxies().contains(hop)) {
                return isAddress(hop) ? hop : peer;
            }
        }
        return hops.isEmpty() || !isAddress(hops.getFirst()) ? peer : hops.getFirst();
    }

    private static boolean isAddress(String text) {
        return text.length() <= 45 && text.matches("[0-9A-Fa-f.:]+");
    }
}
