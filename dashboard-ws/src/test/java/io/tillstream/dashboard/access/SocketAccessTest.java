package io.tillstream.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tillstream.dashboard.testing.UpstreamResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Sockets where somebody has to sign in, with keys as the query service publishes them. */
@QuarkusTest
@TestProfile(SocketAccessTest.Guarded.class)
@QuarkusTestResource(value = UpstreamResource.class, restrictToAnnotatedClass = true)
class SocketAccessTest {

    private static final String API = "tillstream";
    private static final String LIVE = "tillstream-live";

    /** Nobody is let in without signing in; there is no log, for none is needed to knock at a door. */
    public static final class Guarded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tillstream.access.mode", "required", "tillstream.kafka.bootstrap-servers", "127.0.0.1:1");
        }
    }

    @SuppressWarnings("NullAway.Init")
    UpstreamResource upstream;

    @TestHTTPResource("/ws/live")
    @SuppressWarnings("NullAway.Init")
    URI live;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldOpenASocketOnlyForThoseWhoMayRead() throws JoseException {
        assertThat(knock("", "", "")).describedAs("before the keys are known").isEqualTo(503);
        EllipticCurveJsonWebKey key = key();
        publish(key);
        await().atMost(Duration.ofSeconds(20)).until(() -> knock("", "", "") == 401);

        String token = token(key, API, "viewer", 60);
        assertThat(knock("", "Authorization", "Bearer " + token)).isEqualTo(101);
        assertThat(knock("", "Cookie", "tillstream_access=" + token)).isEqualTo(101);
        String ticket = token(key, LIVE, "viewer", 60);
        assertThat(knock("?ticket=" + ticket, "", "")).isEqualTo(101);
        assertThat(knock("?ticket=" + ticket, "", ""))
                .describedAs("a second time")
                .isEqualTo(401);

        assertThat(knock("?ticket=" + token, "", ""))
                .describedAs("not made as a ticket")
                .isEqualTo(401);
        assertThat(knock("", "Authorization", "Bearer " + token(key, LIVE, "viewer", 60)))
                .isEqualTo(401);
        assertThat(knock("", "Authorization", "Bearer " + token(key, API, "viewer", -60)))
                .describedAs("expired")
                .isEqualTo(401);
        assertThat(knock("", "Authorization", "Bearer " + token(key, API, "ingest", 60)))
                .describedAs("may not read")
                .isEqualTo(401);
        assertThat(knock("", "Authorization", "Bearer " + token(key(), API, "viewer", 60)))
                .describedAs("signed by somebody else")
                .isEqualTo(401);
        assertThat(knock("", "Cookie", "tillstream_access=" + unsigned())).isEqualTo(401);

        String streamTicket = token(key, LIVE, "viewer", 60);
        assertThat(listen("&ticket=" + streamTicket, "", "")).isEqualTo(200);
        assertThat(listen("&ticket=" + streamTicket, "", "")).isEqualTo(401);
        assertThat(knock("?ticket=" + streamTicket, "", ""))
                .describedAs("for a stream before")
                .isEqualTo(401);

        upstream.stopServer();
        try {
            assertThat(knock("?ticket=" + token(key, LIVE, "viewer", 60), "", ""))
                    .describedAs("while the query service is away")
                    .isEqualTo(101);
        } finally {
            upstream.startServer();
        }
        EllipticCurveJsonWebKey next = key();
        publish(key, next);
        String byNext = token(next, API, "viewer", 600);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> knockAtSocket("", "Authorization", "Bearer " + byNext) == 101);
    }

    private void publish(EllipticCurveJsonWebKey... keys) {
        upstream.answer("/api/v1/access/jwks", new JsonWebKeySet(List.of(keys)).toJson());
    }

    private static EllipticCurveJsonWebKey key() throws JoseException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(UUID.randomUUID().toString());
        return key;
    }

    private static JwtClaims claims(String audience, String role, int seconds) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("tillstream");
        claims.setAudience(audience);
        claims.setSubject("7");
        claims.setGeneratedJwtId();
        claims.setStringListClaim("groups", List.of(role));
        claims.setExpirationTimeMinutesInTheFuture(seconds / 60f);
        return claims;
    }

    private static String token(EllipticCurveJsonWebKey key, String audience, String role, int seconds)
            throws JoseException {
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(claims(audience, role, seconds).toJson());
        signed.setKey(key.getPrivateKey());
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return signed.getCompactSerialization();
    }

    private static String unsigned() throws JoseException {
        JsonWebSignature unsigned = new JsonWebSignature();
        unsigned.setPayload(claims(API, "admin", 60).toJson());
        unsigned.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        return unsigned.getCompactSerialization();
    }

    /** The status of a socket; that of the stream of events must be the same, if it is asked for by a header. */
    private int knock(String query, String header, String value) {
        int status = knockAtSocket(query, header, value);
        if (!header.isEmpty()) {
            assertThat(listen("", header, value)).isEqualTo(status == 101 ? 200 : status);
        }
        return status;
    }

    private int listen(String query, String header, String value) {
        HttpRequest.Builder request = HttpRequest.newBuilder(live.resolve("/live/events?channels=kpis" + query));
        if (!header.isEmpty()) {
            request.header(header, value);
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int knockAtSocket(String query, String header, String value) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (!header.isEmpty()) {
            builder.header(header, value);
        }
        URI address = URI.create(live.toString().replaceFirst("^http", "ws") + query);
        try {
            builder.buildAsync(address, new WebSocket.Listener() {}).join().abort();
            return 101;
        } catch (CompletionException e) {
            return e.getCause() instanceof WebSocketHandshakeException refused
                    ? refused.getResponse().statusCode()
                    : -1;
        }
    }
}
