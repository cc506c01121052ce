package io.tillstream.ingest.runtime;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWriteKeysTest.NoKeys.class)
class WithoutWriteKeysTest {

    /** Neither keys nor Kafka. */
    public static final class NoKeys implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tillstream.kafka.bootstrap-servers", "127.0.0.1:1");
        }
    }

    @Test
    void shouldSayWhatIsMissing() {
        given().header("Content-Type", "application/json")
                .header("X-Write-Key", "whatever-it-is")
                .body("{}")
                .post("/v1/events")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tillstream:problem:no-write-keys"))
                .body("detail", containsString("tillstream.ingest.write-keys-file"));
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'write-keys' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'kafka' }.status", equalTo("DOWN"));
        given().get("/q/health/live").then().statusCode(200);
    }
}
