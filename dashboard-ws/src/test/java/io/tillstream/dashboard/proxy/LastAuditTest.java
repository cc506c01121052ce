package io.tillstream.dashboard.proxy;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tillstream.dashboard.testing.BrokerResource;
import io.tillstream.dashboard.testing.UpstreamResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the last audit found, told to those who may read figures. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class LastAuditTest {

    private static final String PATH = "/data-quality/audit";
    private static final String ME = "/api/v1/access/me";

    @SuppressWarnings("NullAway.Init")
    UpstreamResource upstream;

    @AfterEach
    void forget() {
        upstream.audit(null);
        upstream.answer(ME, "{\"mode\":\"open\"}");
    }

    private void signIn(String roles) {
        upstream.answer(ME, "{\"mode\":\"required\",\"kind\":\"user\",\"name\":\"Vera\",\"roles\":[" + roles + "]}");
    }

    @Test
    void shouldTellThatThereWasNoneAndThenWhatItFound() {
        signIn("\"viewer\"");
        given().get(PATH).then().statusCode(200).body("made_at", nullValue());
        upstream.audit("{\"made_at\":\"2026-03-14T10:00:00Z\",\"clean\":false,\"difference_count\":3}");
        given().get(PATH)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("difference_count", equalTo(3));
    }

    @Test
    void shouldSayThatWhatStandsThereIsNoReport() {
        signIn("\"viewer\"");
        for (String text : new String[] {"{\"made_at\":", "{\"clean\":true}", "[]"}) {
            upstream.audit(text);
            given().get(PATH).then().statusCode(503).body("code", equalTo("audit_unreadable"));
        }
    }

    @Test
    void shouldTellThoseAloneWhoMayRead() {
        upstream.audit("{\"made_at\":\"2026-03-14T10:00:00Z\"}");
        signIn("\"ingest\"");
        given().get(PATH).then().statusCode(403).body("code", equalTo("not_allowed"));
        upstream.stopServer();
        try {
            given().get(PATH).then().statusCode(503).body("code", equalTo("query_service_away"));
        } finally {
            upstream.startServer();
        }
    }
}
