package io.tillstream.query.access;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/** Makes and reads access tokens (JWT, ES256), which hold for ten minutes, and tickets for one WebSocket, which hold for thirty seconds. */
@ApplicationScoped
class Tokens {

    /** How long an access token holds. */
    static final Duration LIFE = Duration.ofMinutes(10);

    /** How long a ticket holds. */
    static final Duration TICKET_LIFE = Duration.ofSeconds(30);

    /** Who makes them; the gateway demands it. */
    static final String ISSUER = "tillstream";

    private static final String API = "tillstream";
    private static final String LIVE = "tillstream-live";
    private static final String FAMILY = "sid";
    /** When it was made, in milliseconds: the standard claim knows whole seconds only. */
    private static final String MADE = "made";

    private final SigningKeys keys;
    private final Clock clock;
    /** Sessions and users whose tokens made before that time hold no longer, in this instance, until they would have ended anyway. */
    private final Map<String, Instant> withdrawn = new ConcurrentHashMap<>();

    Tokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** An access token. */
    String access(Caller user, String family) {
        return token(user, API, LIFE, family);
    }

    /** A ticket for one WebSocket. */
    String ticket(Caller caller) {
        return token(caller, LIVE, TICKET_LIFE, "");
    }

    private String token(Caller caller, String audience, Duration life, String family) {
        SigningKey key = keys.newest();
        Instant now = clock.instant();
        return Jwt.issuer(ISSUER)
                .audience(audience)
                .subject(caller.id())
                .upn(caller.name())
                .groups(caller.roles())
                .claim(FAMILY, family)
                .claim("jti", UUID.randomUUID().toString())
                .claim(MADE, now.toEpochMilli())
                .issuedAt(now)
                .expiresAt(now.plus(life))
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.kid())
                .sign(key.privateKey());
    }

    /** Whose access token it is; null when it does not hold. */
    @Nullable
    Caller caller(String token) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(
                            new JwksVerificationKeyResolver(keys.published().getJsonWebKeys()))
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                            ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
                    .setExpectedIssuer(ISSUER)
                    .setExpectedAudience(API)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
            return isWithdrawn(claims)
                    ? null
                    : new Caller(
                            Caller.Kind.USER,
                            claims.getSubject(),
                            claims.getStringClaimValue("upn"),
                            Set.copyOf(new HashSet<>(claims.getStringListClaimValue("groups"))));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return null;
        }
    }

    /** Whether a token claims to be of this installation, so that no one else need be asked. */
    static boolean isOwn(String token) {
        try {
            return ISSUER.equals(new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build()
                    .processToClaims(token)
                    .getIssuer());
        } catch (InvalidJwtException | MalformedClaimException e) {
            return false;
        }
    }

    /** Access tokens of that session hold no longer. */
    void withdrawSession(String family) {
        withdraw("session:" + family);
    }

    /** Access tokens that this user has got so far hold no longer. */
    void withdrawUser(String id) {
        withdraw("user:" + id);
    }

    private void withdraw(String whose) {
        Instant now = clock.instant();
        withdrawn.values().removeIf(at -> at.plus(LIFE).isBefore(now));
        withdrawn.put(whose, now);
    }

    private boolean isWithdrawn(JwtClaims claims) throws MalformedClaimException {
        return isWithdrawn("session:" + claims.getStringClaimValue(FAMILY), claims)
                || isWithdrawn("user:" + claims.getSubject(), claims);
    }

    private boolean isWithdrawn(String whose, JwtClaims claims) throws MalformedClaimException {
        Instant at = withdrawn.get(whose);
        return at != null && claims.getClaimValue(MADE, Long.class) < at.toEpochMilli();
    }
}
