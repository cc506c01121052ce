package io.tillstream.query.access;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Talks to the company's identity provider, and verifies its tokens: by its published keys, which are read again when one is unknown, at most every ten seconds. */
@ApplicationScoped
class CompanyProvider {

    private static final Logger LOG = Logger.getLogger(CompanyProvider.class);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LEEWAY_SECONDS = 30;
    private static final int MOST_BYTES = 1_000_000;
    /** Signatures by private keys alone: none, and those by a shared secret, are not taken. */
    private static final AlgorithmConstraints SIGNATURES = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384);

    private final HttpClient http;
    private final Clock clock;
    private volatile @Nullable Known known;

    CompanyProvider(Vertx vertx, Clock clock) {
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) PATIENCE.toMillis())
                .setIdleTimeout((int) PATIENCE.toSeconds()));
        this.clock = clock;
    }

    /** What the provider publishes. */
    private record Known(String authorization, String token, JsonWebKeySet keys, Instant readAt) {}

    /** Where to send somebody who is to sign in. */
    Uni<String> authorization(CompanySettings settings) {
        return known(settings, FRESH).map(Known::authorization);
    }

    /** The claims of the ID token for a code; fails when it is not meant for this sign-in. */
    Uni<Map<String, Object>> exchange(CompanySettings settings, Map<String, String> form, String nonce) {
        return known(settings, FRESH)
                .flatMap(found -> post(found.token(), settings, form))
                .map(answer -> answer.getString("id_token", ""))
                .flatMap(token -> verified(settings, token, settings.clientId()))
                .map(claims -> {
                    if (!nonce.equals(claims.getClaimValueAsString("nonce"))) {
                        throw refused("the token is of another sign-in");
                    }
                    return claims.getClaimsMap();
                });
    }

    /** The claims of a token that a program sent. */
    Uni<Map<String, Object>> bearer(CompanySettings settings, String token, String audience) {
        return verified(settings, token, audience).map(JwtClaims::getClaimsMap);
    }

    private Uni<JwtClaims> verified(CompanySettings settings, String token, String audience) {
        return known(settings, FRESH).flatMap(found -> {
            try {
                return Uni.createFrom().item(claims(settings, token, audience, found.keys()));
            } catch (InvalidJwtException first) {
                // perhaps by a key that is newer than those known
                return known(settings, PAUSE).map(newer -> {
                    try {
                        return claims(settings, token, audience, newer.keys());
                    } catch (InvalidJwtException e) {
                        LOG.debugf("a token of the company is not taken: %s", e.getErrorDetails());
                        throw refused("the token does not hold");
                    }
                });
            }
        });
    }

    private JwtClaims claims(CompanySettings settings, String token, String audience, JsonWebKeySet keys)
            throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setJwsAlgorithmConstraints(SIGNATURES)
                .setExpectedIssuer(settings.issuer().toString())
                .setExpectedAudience(audience)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build()
                .processToClaims(token);
    }

    private Uni<Known> known(CompanySettings settings, Duration age) {
        Known last = known;
        if (last != null && last.readAt().plus(age).isAfter(clock.instant())) {
            return Uni.createFrom().item(last);
        }
        String issuer = settings.issuer().toString().replaceAll("/$", "");
        return get(issuer + "/.well-known/openid-configuration").flatMap(about -> {
            if (!settings.issuer().toString().equals(about.getString("issuer"))) {
                throw refused("the provider calls itself " + about.getString("issuer"));
            }
            return get(about.getString("jwks_uri")).map(keys -> read(about, keys));
        });
    }

    private Known read(JsonObject about, JsonObject keys) {
        try {
            Known read = new Known(
                    about.getString("authorization_endpoint"),
                    about.getString("token_endpoint"),
                    new JsonWebKeySet(keys.encode()),
                    clock.instant());
            known = read;
            return read;
        } catch (JoseException e) {
            throw away("its keys cannot be read");
        }
    }

    private Uni<JsonObject> get(String address) {
        return send(new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(address), "");
    }

    private Uni<JsonObject> post(String address, CompanySettings settings, Map<String, String> form) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(address)
                .putHeader("Content-Type", "application/x-www-form-urlencoded");
        String secret = settings.clientSecret();
        if (secret != null) {
            byte[] credentials =
                    (encoded(settings.clientId()) + ':' + encoded(secret)).getBytes(StandardCharsets.UTF_8);
            request.putHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        return send(
                request,
                form.entrySet().stream()
                        .map(field -> field.getKey() + '=' + encoded(field.getValue()))
                        .collect(Collectors.joining("&")));
    }

    private Uni<JsonObject> send(RequestOptions options, String body) {
        return http.request(options.setTimeout(PATIENCE.toMillis()).putHeader("Accept", "application/json"))
                .flatMap(request -> request.send(body))
                .flatMap(answer -> answer.body().map(text -> {
                    if (answer.statusCode() != 200 || text.length() > MOST_BYTES) {
                        throw refused("it answered " + answer.statusCode());
                    }
                    return text.toJsonObject();
                }))
                .onFailure(failure -> !(failure instanceof Problem))
                .transform(failure -> {
                    LOG.warnf("the company's identity provider cannot be asked: %s", failure.getMessage());
                    return away("it cannot be reached");
                });
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Problem refused(String why) {
        return Problem.of(
                ProblemCode.COMPANY_SIGN_IN_FAILED, "the company's identity provider did not confirm it: " + why);
    }

    private static Problem away(String why) {
        return Problem.of(ProblemCode.COMPANY_UNAVAILABLE, "the company's identity provider: " + why)
                .after(5);
    }
}
