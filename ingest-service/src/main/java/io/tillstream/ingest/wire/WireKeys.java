package io.tillstream.ingest.wire;

import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.keys.WriteKeys;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the write key where each client puts it, and the name of that key. */
final class WireKeys {

    private static final String BASIC = "basic ";

    private final WriteKeys keys;

    WireKeys(WriteKeys keys) {
        this.keys = keys;
    }

    /**
     * The name of the key in the headers or the address; null when there is none and the body may still have one.
     *
     * @throws BodyException when the key is not known, or missing where it may not stand in the body
     */
    @Nullable
    String early(HttpServerRequest request, WireFormat format) throws BodyException {
        if (!keys.areConfigured()) {
            throw BodyException.noKeys();
        }
        String presented = presented(request, format.keyParameter());
        if (presented == null && format.proof() == WireFormat.Proof.ANYWHERE) {
            return null;
        }
        return name(presented, format);
    }

    /**
     * The name of a key that stood in a body of a format.
     *
     * @throws BodyException when it is missing or not known
     */
    String name(@Nullable String key, WireFormat format) throws BodyException {
        Optional<String> name = key == null ? Optional.empty() : known(key);
        return name.orElseThrow(() -> BodyException.unknownKey("Send a known write key " + format.keyPlace() + "in "
                + WriteKeys.HEADER + " or in Authorization: Bearer"));
    }

    /** Some clients have keys of two parts, {@code id:secret}; the secret alone may be the key that is known. */
    private Optional<String> known(String key) {
        Optional<String> whole = keys.nameOf(key);
        int colon = key.indexOf(':');
        return whole.isPresent() || colon < 0 ? whole : keys.nameOf(key.substring(colon + 1));
    }

    private static @Nullable String presented(HttpServerRequest request, @Nullable String parameter) {
        String header = request.getHeader(WriteKeys.HEADER);
        if (header != null) {
            return header.strip();
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String bearer = WriteKeys.bearer(authorization);
        if (bearer != null) {
            return bearer;
        }
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return userOf(authorization.substring(BASIC.length()).strip());
        }
        return parameter == null ? null : request.getParam(parameter);
    }

    /** The key is the user's name; the password is empty. */
    private static @Nullable String userOf(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.lastIndexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
