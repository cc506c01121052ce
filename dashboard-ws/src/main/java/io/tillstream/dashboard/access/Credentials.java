package io.tillstream.dashboard.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what the query service signed (JWT, ES256), by its public keys as they were last read: so it goes on while that service is away. A ticket opens one socket
 * of this gateway; used ones are remembered until they would have ended. Thread-safe.
 */
public final class Credentials {

    private static final String ISSUER = "tillstream";
    private static final String ACCESS = "tillstream";
    private static final String TICKET = "tillstream-live";
    private static final String LEAST_ROLE = "viewer";
    private static final Duration TICKETS_END_WITHIN = Duration.ofMinutes(2);
    private static final int LONGEST = 8_192;

    private final Clock clock;
    private final Map<String, Instant> usedTickets = new ConcurrentHashMap<>();
    private volatile List<JsonWebKey> keys = List.of();
    private volatile Runnable onUnknownKey = () -> {};

    /** Knows no key yet. */
    public Credentials(Clock clock) {
        this.clock = clock;
    }

    /** Whether anything can be verified. */
    public boolean areKeysKnown() {
        return !keys.isEmpty();
    }

    /** From now on these keys hold: a JSON Web Key Set. */
    public void trust(String keySet) throws JoseException {
        keys = List.copyOf(new JsonWebKeySet(keySet).getJsonWebKeys());
    }

    /** Called when something was signed by a key that is not known: there may be new ones. */
    public void onUnknownKey(Runnable listener) {
        onUnknownKey = listener;
    }

    /** Whether the ticket opens a socket; it does so once. */
    public boolean useTicket(String ticket) {
        JwtClaims claims = verified(ticket, TICKET);
        try {
            return claims != null && isUnused(claims.getJwtId());
        } catch (MalformedClaimException e) {
            return false;
        }
    }

    private boolean isUnused(@Nullable String id) {
        Instant now = clock.instant();
        usedTickets.values().removeIf(at -> at.plus(TICKETS_END_WITHIN).isBefore(now));
        return id != null && usedTickets.putIfAbsent(id, now) == null;
    }

    /** Whether the access token is one of somebody who may read. */
    public boolean isAccessToken(String token) {
        return verified(token, ACCESS) != null;
    }

    private @Nullable JwtClaims verified(String token, String audience) {
        if (token.length() > LONGEST) {
            return null;
        }
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                            ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
                    .setExpectedIssuer(ISSUER)
                    .setExpectedAudience(audience)
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
            return claims.getStringListClaimValue("groups").contains(LEAST_ROLE) ? claims : null;
        } catch (InvalidJwtException e) {
            if (!e.hasErrorCode(ErrorCodes.EXPIRED)) {
                onUnknownKey.run();
            }
            return null;
        } catch (MalformedClaimException e) {
            return null;
        }
    }
}
