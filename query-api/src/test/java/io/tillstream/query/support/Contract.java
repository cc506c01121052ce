package io.tillstream.query.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document of the service under test, and whether answers are as it says. Properties that it does not name are taken for a mistake. */
public final class Contract {

    private static final String ID = "urn:tillstream:openapi";
    private static final Pattern COLUMNS = Pattern.compile("[?&]fields=");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One of its operations.
     *
     * @param path as the document writes it
     * @param json what it says of it
     */
    public record Operation(String verb, String path, JsonNode json) {

        /** Its id. */
        public String id() {
            return json.path("operationId").asText();
        }

        private boolean matches(String otherVerb, String otherPath) {
            String pattern = Pattern.quote(path).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q");
            return verb.equals(otherVerb) && otherPath.matches(pattern);
        }

        private int parameters() {
            return path.length() - path.replace("{", "").length();
        }

        @Override
        public String toString() {
            return verb + ' ' + path;
        }
    }

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    /** Read once: each reading would be a copy of all. */
    private final Schema all;

    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    private Contract(JsonNode document) {
        this.document = document;
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(verb -> verb.getValue().has("responses"))
                .forEach(verb -> operations.add(new Operation(
                        verb.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), verb.getValue()))));
        operations.sort(Comparator.comparingInt(Operation::parameters));
        all = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()))
                .getSchema(SchemaLocation.of(ID), schemas(document, operations).toString(), InputFormat.JSON);
    }

    /** Asks the service for it. */
    public static Contract of(URI service) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String text = http.send(
                            HttpRequest.newBuilder(service.resolve("/openapi?format=json"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            return new Contract(JSON.readTree(text));
        } catch (IOException e) {
            throw new IllegalStateException("the service gives no OpenAPI document", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The components, closed, and beside them the schema of each answer under a name that is easily pointed at. */
    private static ObjectNode schemas(JsonNode document, List<Operation> operations) {
        ObjectNode all = JSON.createObjectNode();
        all.set("components", document.path("components").deepCopy());
        for (JsonNode component : all.path("components").path("schemas")) {
            if (component.has("properties") && !component.has("additionalProperties")) {
                ((ObjectNode) component).put("additionalProperties", false);
            }
        }
        ObjectNode answers = all.putObject("answers");
        for (Operation operation : operations) {
            operation.json().path("responses").properties().forEach(response -> resolved(document, response.getValue())
                    .path("content")
                    .properties()
                    .forEach(content -> answers.set(
                            key(operation, response.getKey(), content.getKey()),
                            content.getValue().path("schema").deepCopy())));
        }
        return all;
    }

    private static String key(Operation operation, String status, String mediaType) {
        return operation.id() + '.' + status + '.' + mediaType.replace('/', '.');
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The document itself. */
    public JsonNode document() {
        return document;
    }

    /** All operations, those with fewer parameters in their path first. */
    public List<Operation> operations() {
        return operations;
    }

    /** The operation that answers at this address. */
    public Optional<Operation> operation(String verb, String path) {
        return operations.stream().filter(one -> one.matches(verb, path)).findFirst();
    }

    /** What an operation may answer with that status, references followed. */
    public JsonNode answer(Operation operation, String status) {
        return resolved(document, operation.json().path("responses").path(status));
    }

    /**
     * What is wrong with an answer; empty when it is as the document says. Of an answer with chosen columns only the media type is looked at.
     *
     * @param address path and query
     */
    public List<String> problems(
            String verb, String address, int status, @Nullable String contentType, @Nullable String body) {
        String path = normal(address.replaceFirst("[?#].*", ""));
        Optional<Operation> operation = operation(verb, path);
        String mediaType = contentType == null ? "" : contentType.split(";")[0].strip();
        if (status < 400 && operation.isEmpty()) {
            return List.of("the document has no " + verb + " of " + path);
        }
        if (operation.isEmpty() || status == 405) {
            return strayProblems(mediaType, body);
        }
        JsonNode answer = answer(operation.get(), Integer.toString(status));
        if (answer.isMissingNode()) {
            return List.of(operation.get() + " does not say that it may answer " + status);
        }
        if (!answer.has("content")) {
            return body == null || body.isEmpty() ? List.of() : List.of("a body that the document does not know");
        }
        if (!answer.path("content").has(mediaType)) {
            return status == 304 ? List.of() : List.of("'" + mediaType + "' is not among the media types of " + status);
        }
        boolean isWhole = status >= 400 || !COLUMNS.matcher(address).find();
        return isWhole && isJson(mediaType)
                ? problems(key(operation.get(), Integer.toString(status), mediaType), body)
                : List.of();
    }

    /** A path as the server understands it: without a slash at the end or two in a row, and gone up where it says so. */
    private static String normal(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            switch (part.replaceAll("(?i)%2e", ".")) {
                case "", "." -> {}
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        return '/' + String.join("/", parts);
    }

    /** An answer where there is no operation must still be a problem that the document knows. */
    private List<String> strayProblems(String mediaType, @Nullable String body) {
        return mediaType.equals("application/problem+json")
                ? invalid("components/schemas/ProblemBody", body)
                : List.of("'" + mediaType + "' is no problem document");
    }

    private List<String> problems(String key, @Nullable String body) {
        return invalid("answers/" + key, body);
    }

    /** What is wrong with JSON of a kind that the document has. */
    public List<String> invalid(String pointer, @Nullable String json) {
        return known
                .computeIfAbsent(
                        pointer,
                        key -> all.getRefSchema(
                                SchemaLocation.of(ID + "#/" + key).getFragment()))
                .validate(json == null || json.isEmpty() ? "null" : json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .limit(5)
                .toList();
    }

    /** Whether a media type is JSON as a whole. */
    static boolean isJson(String mediaType) {
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }
}
