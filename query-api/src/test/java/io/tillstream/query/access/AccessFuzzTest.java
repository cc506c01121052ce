package io.tillstream.query.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.tillstream.query.support.Fuzz;
import io.tillstream.query.support.TablesResource;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Hostile requests as nobody and as each role, changes included; the log is away. */
@QuarkusTest
@TestProfile(AccessTest.Own.class)
class AccessFuzzTest {

    private static final Set<String> ALL = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");
    private static final Set<String> AWAY = Set.of("log_unavailable");

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI service;

    @Test
    void shouldAnswerEverybodyAsTheContractSays() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        try (Fuzz fuzz = new Fuzz(service)) {
            fuzz.run(null, ALL, 2, AWAY);
            fuzz.run("tsk_guess", ALL, 1, AWAY);
            fuzz.run(key("ingest"), ALL, 1, AWAY);
            fuzz.run(key("viewer"), ALL, 2, AWAY);
            fuzz.run(key("analyst"), ALL, 3, AWAY);
            fuzz.run(key("admin"), ALL, 6, AWAY);
            assertThat(fuzz.faults()).isEmpty();
        }
    }

    private static String key(String scope) {
        return given().header("Authorization", "Bearer " + TablesResource.SERVICE_KEY)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "fuzz " + scope, "scope", scope))
                .post("/api/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }
}
