package io.tillstream.query.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tillstream.query.support.Contract;
import io.tillstream.query.support.Contract.Operation;
import io.tillstream.query.support.TablesResource;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every address that names one object, asked by everybody: the matrix is that of the contract's routes and roles, so a new resource is in it from its first day. Who may
 * not have an object neither gets nor changes it, and does not learn whether it is there.
 */
@QuarkusTest
@TestProfile(AccessTest.Own.class)
class ObjectAccessTest {

    private static final String MISSING = "987654321";

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI service;

    /** Credentials with the roles that they hold. */
    private final Map<String, Set<String>> callers = new LinkedHashMap<>();

    /** An object of each collection that has some by the API. */
    private final Map<String, String> objects = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private Contract contract;

    @BeforeEach
    void make() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        contract = Contract.of(service);
        callers.put("", Set.of());
        callers.put("tsk_guess", Set.of());
        callers.put(TablesResource.SERVICE_KEY, Set.of("viewer", "analyst", "admin", "service"));
        for (String scope : new String[] {"ingest", "viewer", "analyst", "admin"}) {
            callers.put(key(scope).jsonPath().getString("secret"), Roles.of(scope, Sight.NONE));
        }
        Response revoked = key("admin");
        owner().header("If-Match", revoked.header("ETag"))
                .delete("/api/v1/keys/" + revoked.jsonPath().getInt("key.id"))
                .then()
                .statusCode(204);
        callers.put(revoked.jsonPath().getString("secret"), Set.of());
        for (Operation operation : contract.operations()) {
            if (operation.verb().equals("POST")
                    && operation.json().path("responses").has("201")) {
                ObjectNode draft = (ObjectNode) operation
                        .json()
                        .at("/requestBody/content/application~1json/example")
                        .deepCopy();
                draft.put("name", "object_" + System.nanoTime());
                Response made = owner().contentType(ContentType.JSON)
                        .body(draft.toString())
                        .post(operation.path());
                assertThat(made.statusCode()).as(operation.toString()).isEqualTo(201);
                objects.put(operation.path() + '/', made.header("Location").replaceAll(".*/", ""));
            }
        }
    }

    private static RequestSpecification as(String bearer) {
        return bearer.isEmpty() ? given() : given().header("Authorization", "Bearer " + bearer);
    }

    private static RequestSpecification owner() {
        return as(TablesResource.SERVICE_KEY);
    }

    private static Response key(String scope) {
        return owner().contentType(ContentType.JSON)
                .body(Map.of("name", "objects " + scope + ' ' + System.nanoTime(), "scope", scope))
                .post("/api/v1/keys");
    }

    @Test
    void shouldGiveObjectsOnlyToRolesThatMayHaveThemAndTellOthersNothing() {
        assertThat(objects.keySet())
                .contains("/api/v1/views/", "/api/v1/custom-segments/", "/api/v1/users/", "/api/v1/keys/");
        Map<String, String> before = new HashMap<>();
        objects.forEach((collection, id) ->
                before.put(collection, owner().get(collection + id).asString()));
        int refused = 0;
        int granted = 0;
        for (Operation operation : contract.operations()) {
            if (!operation.path().contains("{")) {
                continue;
            }
            String collection = operation.path().substring(0, operation.path().indexOf('{'));
            String id = objects.get(collection);
            for (Map.Entry<String, Set<String>> caller : callers.entrySet()) {
                Response missing = ask(operation, caller.getKey(), MISSING);
                boolean may = caller.getValue()
                        .contains(operation.json().path("x-role").asText());
                if (!may) {
                    refused++;
                    int expected = caller.getValue().isEmpty() && !isIngest(caller) ? 401 : 403;
                    assertThat(missing.statusCode())
                            .as("%s as %s", operation, caller)
                            .isEqualTo(expected);
                    if (id != null) {
                        Response there = ask(operation, caller.getKey(), id);
                        assertThat(there.statusCode())
                                .as("%s as %s", operation, caller)
                                .isEqualTo(expected);
                        assertThat(there.asString()).isEqualTo(missing.asString());
                    }
                } else {
                    assertThat(missing.statusCode())
                            .as("%s as %s", operation, caller)
                            .isNotIn(401, 403);
                    if (id != null && operation.verb().equals("GET")) {
                        granted++;
                        assertThat(ask(operation, caller.getKey(), id).statusCode())
                                .as("%s as %s", operation, caller)
                                .isEqualTo(200);
                    }
                }
            }
        }
        assertThat(refused).isGreaterThan(60);
        assertThat(granted).isGreaterThan(15);
        before.forEach((collection, was) -> assertThat(
                        owner().get(collection + objects.get(collection)).asString())
                .as(collection)
                .isEqualTo(was));
    }

    /** A key that sends events is known, and may read nothing. */
    private boolean isIngest(Map.Entry<String, Set<String>> caller) {
        return List.copyOf(callers.keySet()).indexOf(caller.getKey()) == 3;
    }

    /** Without If-Match, so that whoever may change the object does not. */
    private static Response ask(Operation operation, String bearer, String id) {
        RequestSpecification request = as(bearer);
        if (operation.json().has("requestBody")) {
            request.contentType(ContentType.JSON)
                    .body(operation
                            .json()
                            .at("/requestBody/content/application~1json/example")
                            .toString());
        }
        return request.request(operation.verb(), operation.path().replaceFirst("\\{[^}]*}", id));
    }
}
