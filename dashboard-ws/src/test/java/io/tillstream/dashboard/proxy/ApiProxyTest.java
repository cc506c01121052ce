package io.tillstream.dashboard.proxy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tillstream.dashboard.testing.BrokerResource;
import io.tillstream.dashboard.testing.UpstreamResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class ApiProxyTest {

    @SuppressWarnings("NullAway.Init")
    UpstreamResource upstream;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @Test
    void shouldPassQueriesOnAsTheyAre() {
        given().urlEncodingEnabled(false)
                .cookie("session", "x")
                .get("/api/v1/sales?from=2024-01-01&category=a%20b")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .header("ETag", "\"v7\"")
                .header("Set-Cookie", nullValue())
                .header("X-Content-Type-Options", "nosniff")
                .body(equalTo("GET /api/v1/sales?from=2024-01-01&category=a%20b  null"));
    }

    @Test
    void shouldPassOnWhoAsksAndNoOtherCookies() {
        given().cookie("session", "x")
                .cookie("tillstream_access", "a.b.c")
                .get("/api/v1/kpis")
                .then()
                .statusCode(200)
                .header("Set-Cookie", nullValue())
                .body(equalTo("GET /api/v1/kpis  tillstream_access=a.b.c"));
        given().contentType("application/json")
                .body("{}")
                .post("/api/v1/access/login")
                .then()
                .statusCode(201)
                .header("Set-Cookie", "secret=1");
        given().post("/api/v1/accessories").then().statusCode(405);
    }

    @Test
    void shouldLetOnlySavedViewsBeWritten() {
        given().contentType("application/json")
                .body("{\"name\":\"mine\"}")
                .post("/api/v1/views")
                .then()
                .statusCode(201)
                .body(equalTo("POST /api/v1/views {\"name\":\"mine\"} null"));
        given().delete("/api/v1/views/3").then().statusCode(200).body(equalTo("DELETE /api/v1/views/3  null"));
        given().post("/api/v1/customers").then().statusCode(405).contentType("application/problem+json");
        given().post("/api/v1/viewsx").then().statusCode(405);
        given().delete("/api/v1/views/../customers").then().statusCode(405);
    }

    @Test
    void shouldPassOnSegmentsAndCommandsToTheTrainer() {
        given().body("{}").put("/api/v1/custom-segments/s-1").then().statusCode(200);
        given().contentType("application/json")
                .body("{\"version\":\"7\"}")
                .post("/api/v1/models/churn/promote")
                .then()
                .statusCode(201)
                .body(equalTo("POST /api/v1/models/churn/promote {\"version\":\"7\"} null"));
        given().post("/api/v1/models/train").then().statusCode(201);
        given().post("/api/v1/models/churn/unpin").then().statusCode(201);
        given().delete("/api/v1/models/churn").then().statusCode(405);
        given().post("/api/v1/models/churn").then().statusCode(405);
        given().post("/api/v1/models/churn/promote/all").then().statusCode(405);
    }

    @Test
    void shouldPassOnWhereTheShopStandsWithFeedback() {
        given().urlEncodingEnabled(false)
                .contentType("application/json")
                .header("If-Match", "\"0\"")
                .body("{\"status\":\"resolved\"}")
                .put("/api/v1/feedback/e%2F1/status")
                .then()
                .statusCode(200)
                .body(equalTo("PUT /api/v1/feedback/e%2F1/status {\"status\":\"resolved\"} null \"0\""));
        given().delete("/api/v1/feedback/e-1/status").then().statusCode(405);
        given().put("/api/v1/feedback/e-1").then().statusCode(405);
    }

    @Test
    void shouldLetNoPageOfAnotherOriginChangeAnything() {
        given().header("Origin", "https://evil.example")
                .post("/api/v1/models/train")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("other_origin"));
        given().header("Origin", "null").delete("/api/v1/views/3").then().statusCode(403);
        given().header("Origin", root.getScheme() + "://" + root.getAuthority())
                .post("/api/v1/models/train")
                .then()
                .statusCode(201);
        given().header("Origin", "https://evil.example")
                .get("/api/v1/kpis")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldRefuseALongBody() {
        given().contentType("application/json")
                .body("x".repeat(70_000))
                .post("/api/v1/views")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("too_large"));
    }

    @Test
    void shouldStreamALongAnswerThrough() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            byte[] body = client.send(
                            HttpRequest.newBuilder(root.resolve("/api/v1/long")).build(), BodyHandlers.ofByteArray())
                    .body();
            assertThat(body).hasSize(UpstreamResource.LONG);
        }
    }

    @Test
    void shouldBreakOffWhenTheServiceDoes() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(root.resolve("/api/v1/broken")).build();
            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofByteArray()))
                    .isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void shouldSayWhenTheServiceIsAwayAndComeBackWithIt() {
        upstream.stopServer();
        try {
            given().get("/api/v1/kpis")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "2")
                    .contentType("application/problem+json")
                    .body("code", equalTo("query_service_away"));
        } finally {
            upstream.startServer();
        }
        given().get("/api/v1/kpis").then().statusCode(200);
    }
}
