package io.tillstream.dashboard.proxy;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tillstream.dashboard.testing.BrokerResource;
import io.tillstream.dashboard.testing.UpstreamResource;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way to the ingest service by the page's origin: for administrators, and with a key that they do not see. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class IngestProxyTest {

    private static final String ME = "/api/v1/access/me";

    @SuppressWarnings("NullAway.Init")
    UpstreamResource upstream;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @AfterEach
    void letEverybodyIn() {
        upstream.answer(ME, "{\"mode\":\"open\"}");
    }

    private void signIn(String roles) {
        upstream.answer(ME, "{\"mode\":\"required\",\"kind\":\"user\",\"name\":\"Vera\",\"roles\":[" + roles + "]}");
    }

    @Test
    void shouldPassOnForAdministratorsWithAKeyOfTheInstallation() {
        signIn("\"viewer\",\"analyst\",\"admin\"");
        given().get("/ingest/keys").then().statusCode(200).body(equalTo("{\"keys\":[\"shop\",\"till\"]}"));
        given().get("/ingest/v1/imports")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(equalTo("GET /v1/imports  null secret-shop"));
        given().header(IngestProxy.KEY_NAME, "till")
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body("{\"mapping\":{}}")
                .put("/ingest/v1/imports/mappings/my%20till")
                .then()
                .statusCode(200)
                .body(equalTo("PUT /v1/imports/mappings/my%20till {\"mapping\":{}} null secret-till"));
        given().header("If-Match", "\"7\"")
                .delete("/ingest/v1/imports/mappings/till")
                .then()
                .statusCode(200)
                .header("ETag", "\"v7\"")
                .body(equalTo("DELETE /v1/imports/mappings/till  null secret-shop \"7\""));
        given().cookie("tillstream_access", "a.b.c")
                .cookie("session", "x")
                .get("/ingest/v1/data-quality/senders")
                .then()
                .statusCode(200)
                .body(equalTo("GET /v1/data-quality/senders  tillstream_access=a.b.c secret-shop"));
        given().header(IngestProxy.KEY_NAME, "other")
                .get("/ingest/v1/data-quality")
                .then()
                .statusCode(503)
                .body("code", equalTo("no_write_key"));
    }

    @Test
    void shouldStreamAFileThatIsLargerThanOtherBodiesMayBe() {
        signIn("\"admin\"");
        byte[] file = new byte[3_000_000];
        given().multiPart("file", "orders.csv", file)
                .post("/ingest/v1/imports")
                .then()
                .statusCode(201)
                .body(containsString("POST /v1/imports"), containsString("secret-shop"));
    }

    @Test
    void shouldLetNobodyElseThrough() {
        signIn("\"viewer\",\"analyst\"");
        given().get("/ingest/v1/imports").then().statusCode(403).body("code", equalTo("not_allowed"));
        given().multiPart("file", "orders.csv", new byte[300_000])
                .post("/ingest/v1/imports")
                .then()
                .statusCode(403);
        given().get("/ingest/keys").then().statusCode(403);
        signIn("\"admin\"");
        given().header("Origin", "https://evil.example")
                .multiPart("file", "orders.csv", new byte[10])
                .post("/ingest/v1/imports")
                .then()
                .statusCode(403)
                .body("code", equalTo("other_origin"));
        given().header("Origin", root.getScheme() + "://" + root.getAuthority())
                .multiPart("file", "orders.csv", new byte[10])
                .post("/ingest/v1/imports")
                .then()
                .statusCode(201);
    }

    @Test
    void shouldLeadNowhereElse() {
        for (String path : new String[] {
            "/ingest/v1/events",
            "/ingest/v1/imports/../events",
            "/ingest/q/metrics",
            "/ingest/v1/imports/a/b",
            "/ingest/"
        }) {
            given().urlEncodingEnabled(false).get(path).then().statusCode(404).body(not(containsString("secret-shop")));
        }
    }

    @Test
    void shouldSayWhenTheServicesAreAway() {
        upstream.stopServer();
        try {
            given().get("/ingest/v1/imports").then().statusCode(503).body("code", equalTo("query_service_away"));
        } finally {
            upstream.startServer();
        }
    }
}
