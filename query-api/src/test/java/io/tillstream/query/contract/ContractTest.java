package io.tillstream.query.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.support.Contract;
import io.tillstream.query.support.Contract.Operation;
import io.tillstream.query.support.Endpoint;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is complete, and what it says holds on the shop that {@link Shop} counts by hand. Every answer is validated by ContractCheck as well. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ContractTest {

    private static final Path EXAMPLES = Path.of("src/main/resources/META-INF/openapi-examples.json");
    private static final int EXAMPLE_ROWS = 2;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** What is in the shop, for addresses that ask for one of a kind. */
    private static final Map<String, String> IDS =
            Map.of("/api/v1/customers/", "ann", "/api/v1/models/", "churn", "/api/v1/products/", "p1");

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    private final Map<String, String> ids = new HashMap<>(IDS);

    private @Nullable Contract read;

    @BeforeEach
    void fill() {
        Shop.sendOnce(ConfigProvider.getConfig().getValue("tillstream.kafka.bootstrap-servers", String.class));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/api/v1/status").jsonPath().getBoolean("caught_up")
                        && given().get("/api/v1/customers")
                                        .jsonPath()
                                        .getList("items")
                                        .size()
                                == 3);
    }

    private Contract contract() {
        Contract known = read;
        if (known == null) {
            known = Contract.of(root);
            read = known;
        }
        return known;
    }

    @Test
    void shouldHoldEveryRouteAndNoOther() {
        List<String> routes = Endpoint.all().stream()
                .map(Endpoint::toString)
                .distinct()
                .sorted()
                .toList();
        List<String> described = contract().operations().stream()
                .map(operation -> operation.verb() + ' ' + operation.path().replaceAll("\\{[^}]*}", "1"))
                .sorted()
                .toList();

        assertThat(routes).hasSizeGreaterThan(90);
        assertThat(described).containsExactlyElementsOf(routes);
    }

    @Test
    void shouldDescribeEveryOperationCompletely() {
        for (Operation operation : contract().operations()) {
            JsonNode json = operation.json();
            String what = operation.toString();
            assertThat(json.path("summary").asText()).as(what).isNotBlank();
            assertThat(json.path("x-role").asText()).as(what).isNotBlank();
            assertThat(json.path("security").isArray()).as(what).isTrue();
            for (JsonNode parameter : json.path("parameters")) {
                assertThat(parameter.path("description").asText())
                        .as("%s %s", what, parameter)
                        .isNotBlank();
                assertThat(parameter.path("schema").path("type").asText())
                        .as("%s %s", what, parameter)
                        .isNotBlank();
            }
            if (json.has("requestBody")) {
                assertThat(json.at("/requestBody/content/application~1json/schema/$ref")
                                .asText())
                        .as(what)
                        .isNotBlank();
            }
            for (String status : names(json.path("responses"))) {
                JsonNode answer = contract().answer(operation, status);
                assertThat(answer.path("description").asText())
                        .as("%s %s", what, status)
                        .isNotBlank();
                for (JsonNode content : answer.path("content")) {
                    assertThat(content.path("schema").isEmpty())
                            .as("%s %s: a method that returns Response needs @APIResponseSchema", what, status)
                            .isFalse();
                }
            }
            assertThat(names(json.path("responses"))).as(what).contains("400", "406", "429", "500", "503");
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void shouldBeBrowsableWithoutAnythingFromOutside() {
        Response page = given().get("/docs/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'self';")
                .doesNotContain("http");
        assertThat(page.asString()).contains("/openapi").doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    @Test
    void shouldNameEveryProblemWithWhatToDo() {
        JsonNode answers = contract().document().at("/components/responses");
        Map<String, JsonNode> examples = new TreeMap<>();
        answers.forEach(answer -> answer.at("/content/application~1problem+json/examples")
                .properties()
                .forEach(example ->
                        examples.put(example.getKey(), example.getValue().path("value"))));

        assertThat(examples.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::wireName)
                        .toList());
        examples.forEach((code, example) -> {
            assertThat(contract().invalid("components/schemas/ProblemBody", example.toString()))
                    .as(code)
                    .isEmpty();
            assertThat(example.path("what_to_do").asText()).as(code).isNotBlank();
        });
    }

    @Test
    void shouldGiveEveryAnswerAsTheDocumentSays() throws IOException {
        ObjectNode examples = (ObjectNode) JSON.readTree(EXAMPLES.toFile());
        int seen = 0;
        for (Operation operation : contract().operations()) {
            String path = operation.verb().equals("GET") && !operation.path().startsWith("/api/v1/access/ingest")
                    ? path(operation)
                    : null;
            if (path == null) {
                continue;
            }
            for (String mediaType : names(contract().answer(operation, "200").path("content"))) {
                if (!mediaType.endsWith("json")) {
                    continue;
                }
                Response answer = given().accept(mediaType).get(path);
                assertThat(answer.statusCode())
                        .as("%s as %s: %s", path, mediaType, answer.asString())
                        .isEqualTo(200);
                seen++;
                if (mediaType.equals("application/json")) {
                    ObjectNode example = examples.withObjectProperty(operation.id());
                    example.set("answer", shortened(JSON.readTree(answer.asByteArray())));
                }
            }
        }
        assertThat(seen).isGreaterThan(90);
        if (Boolean.getBoolean("tillstream.update")) {
            Files.writeString(EXAMPLES, JSON.writeValueAsString(examples) + "\n");
        }
    }

    /** The address of something that is there; null when there is no such thing, and none can be made by the API. */
    private @Nullable String path(Operation operation) {
        String path = operation.path();
        if (!path.contains("{")) {
            return path;
        }
        String collection = path.substring(0, path.indexOf('{'));
        String id = ids.computeIfAbsent(collection, this::made);
        return id == null ? null : path.replaceFirst("\\{[^}]*}", id);
    }

    private @Nullable String made(String collection) {
        return contract()
                .operation("POST", collection.substring(0, collection.length() - 1))
                .filter(operation -> operation.json().path("responses").has("201"))
                .map(operation -> create(operation).getHeader("Location").replaceAll(".*/", ""))
                .orElse(null);
    }

    /** Sends the document's own example; what is of that name already is not needed twice. */
    private static Response create(Operation operation) {
        ObjectNode draft = (ObjectNode) operation
                .json()
                .at("/requestBody/content/application~1json/example")
                .deepCopy();
        draft.put("name", "contract_" + System.nanoTime());
        Response made =
                given().contentType(ContentType.JSON).body(draft.toString()).post(operation.path());
        assertThat(made.statusCode()).as("%s: %s", operation, made.asString()).isEqualTo(201);
        return made;
    }

    /** Some rows suffice to see what they look like. */
    private static JsonNode shortened(JsonNode json) {
        if (json instanceof ArrayNode array) {
            while (array.size() > EXAMPLE_ROWS) {
                array.remove(EXAMPLE_ROWS);
            }
        }
        json.forEach(ContractTest::shortened);
        return json;
    }

    @Test
    void shouldRefuseAnAddressThatCannotBeRead() throws IOException {
        assertThat(answerTo("/api/v1/views/1;a=b"))
                .contains(" 400 ", "application/problem+json", "\"code\":\"bad_request\"");
        for (String address : List.of("/api/v1/kpis?from=%zz", "/api/v1/kpis?x=%", "/api/v1/products/%u0000")) {
            assertThat(answerTo(address)).as(address).contains(" 400 ");
        }
        given().header("Accept", "x").get("/api/v1/kpis").then().statusCode(400);
    }

    /** What comes back for an address as it is, which clients would not send. */
    private String answerTo(String address) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + address + " HTTP/1.0\r\nHost: " + root.getAuthority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldTakeItsOwnExamples() {
        makeAnAdministrator();
        for (Operation operation : contract().operations()) {
            if (!operation.verb().equals("POST")
                    || operation.path().contains("{")
                    || !operation.json().path("responses").has("201")) {
                continue;
            }
            Response made = create(operation);
            String one = made.getHeader("Location").replaceFirst("https?://[^/]+", "");
            if (contract().operation("PUT", one).isEmpty()) {
                // what is passed on stays as it is
                given().get(one).then().statusCode(200);
                continue;
            }
            String tag = given().get(one).then().statusCode(200).extract().header("ETag");
            Operation change = contract().operation("PUT", one).orElseThrow();
            ObjectNode draft = (ObjectNode) change.json()
                    .at("/requestBody/content/application~1json/example")
                    .deepCopy();
            draft.put("name", "contract_" + System.nanoTime());
            given().contentType(ContentType.JSON)
                    .body(draft.toString())
                    .put(one)
                    .then()
                    .statusCode(428);
            String next = given().contentType(ContentType.JSON)
                    .header("If-Match", tag)
                    .body(draft.toString())
                    .put(one)
                    .then()
                    .statusCode(200)
                    .extract()
                    .header("ETag");
            given().header("If-Match", tag).delete(one).then().statusCode(412);
            given().header("If-Match", next).delete(one).then().statusCode(204);
        }
    }

    /** Without whom no user may be changed. */
    private static void makeAnAdministrator() {
        String link = given().contentType(ContentType.JSON)
                .body(Map.of("name", "contract_" + System.nanoTime(), "role", "admin"))
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .extract()
                .path("link.url");
        given().contentType(ContentType.JSON)
                .body(Map.of("token", link.replaceAll(".*#link=", ""), "password", "seven green teapots"))
                .post("/api/v1/access/password-by-link")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldHoldEveryExampleAgainstItsSchema() throws IOException {
        JsonNode examples = JSON.readTree(EXAMPLES.toFile());
        List<String> ids = contract().operations().stream().map(Operation::id).toList();
        assertThat(ids).containsAll(names(examples));
        for (Operation operation : contract().operations()) {
            JsonNode example = examples.path(operation.id());
            if (example.has("answer")) {
                assertThat(contract()
                                .problems(
                                        operation.verb(),
                                        operation.path(),
                                        200,
                                        "application/json",
                                        example.path("answer").toString()))
                        .as("%s: write the examples anew by -Dtillstream.update=true", operation)
                        .isEmpty();
            }
            JsonNode body = operation.json().at("/requestBody/content/application~1json");
            if (body.has("schema")
                    && operation.json().at("/requestBody/required").asBoolean()) {
                assertThat(body.has("example"))
                        .as("%s: write a request into %s", operation, EXAMPLES)
                        .isTrue();
                assertThat(contract()
                                .invalid(
                                        body.at("/schema/$ref").asText().substring(2),
                                        body.path("example").toString()))
                        .as(operation.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldHonourTheBoundsItStates() {
        int bounded = 0;
        for (Operation operation : contract().operations()) {
            for (JsonNode parameter : operation.json().path("parameters")) {
                JsonNode schema = parameter.path("schema");
                String name = parameter.path("name").asText();
                if (!operation.verb().equals("GET")
                        || !parameter.path("in").asText().equals("query")) {
                    continue;
                }
                String path = path(operation);
                if (path == null) {
                    continue;
                }
                if (schema.has("maximum")) {
                    bounded++;
                    long most = schema.path("maximum").asLong();
                    assertThat(given().queryParam(name, most).get(path).statusCode())
                            .as("%s?%s=%s", path, name, most)
                            .isEqualTo(200);
                    given().queryParam(name, most + 1).get(path).then().statusCode(400);
                }
                if (schema.has("minimum")) {
                    long least = schema.path("minimum").asLong();
                    given().queryParam(name, least - 1).get(path).then().statusCode(400);
                }
                for (JsonNode choice : schema.path("enum")) {
                    Response answer = given().queryParam(name, choice.asText()).get(path);
                    assertThat(answer.statusCode() == 400
                                    && name.equals(answer.jsonPath().getString("parameter"))
                                    && "invalid_parameter"
                                            .equals(answer.jsonPath().getString("code")))
                            .as("%s?%s=%s: %s", path, name, choice.asText(), answer.asString())
                            .isFalse();
                }
            }
        }
        assertThat(bounded).isGreaterThan(5);
    }
}
