package io.tillstream.contracts.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The AsyncAPI 3 document of all topics and WebSockets, made from the {@link TopicCatalogue} and the {@link ContractSchemas}, so that it cannot say anything else than they do. It stands for
 * itself: the schemas are in it.
 */
public final class AsyncApi {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12";
    private static final String KAFKA_BINDING = "0.5.0";
    /** What programs of other teams may write to; of all else they are readers. */
    private static final Set<TopicSpec> WRITTEN = Set.of(TopicCatalogue.EVENTS);

    private final ObjectNode document = MAPPER.createObjectNode();
    private final ObjectNode channels = MAPPER.createObjectNode();
    private final ObjectNode operations = MAPPER.createObjectNode();
    private final ObjectNode messages = MAPPER.createObjectNode();

    private AsyncApi() {}

    /** The document as indented JSON. */
    public static String document() {
        AsyncApi api = new AsyncApi();
        api.build();
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(api.document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void build() {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Tillstream")
                .put("version", "1")
                .put(
                        "description",
                        "Events of a shop come in, analytics go out. Within a version of a topic changes only add. Operations are those of Tillstream:"
                                + " it receives what others send.");
        document.put("defaultContentType", "application/json");
        servers(document.putObject("servers"));
        document.set("channels", channels);
        document.set("operations", operations);
        TopicCatalogue.all().forEach(this::topic);
        eventsSocket();
        liveSocket();
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        ObjectNode schemas = components.putObject("schemas");
        for (String name : ContractSchemas.names()) {
            schemas.putObject(key(name)).put("schemaFormat", SCHEMA_FORMAT).set("schema", schema(name));
        }
        ObjectNode security = components.putObject("securitySchemes");
        security.putObject("writeKey").put("type", "http").put("scheme", "bearer");
        security.putObject("ticket")
                .put("type", "httpApiKey")
                .put("in", "query")
                .put("name", "ticket");
    }

    private static void servers(ObjectNode servers) {
        servers.putObject("kafka")
                .put("host", "127.0.0.1:19092")
                .put("protocol", "kafka")
                .put("description", "The log, as ./tillstream up starts it.");
        servers.putObject("ingest")
                .put("host", "127.0.0.1:8081")
                .put("protocol", "ws")
                .put("description", "ingest-service")
                .putArray("security")
                .add(reference("components/securitySchemes/writeKey"));
        servers.putObject("dashboard")
                .put("host", "127.0.0.1:8080")
                .put("protocol", "ws")
                .put("description", "dashboard-ws")
                .putArray("security")
                .add(reference("components/securitySchemes/ticket"));
    }

    private void topic(TopicSpec topic) {
        ObjectNode channel = channel(topic.name(), topic.name(), "kafka", purpose(topic));
        if (topic.kind().isInternal()) {
            channel.put("x-internal", true);
        }
        ObjectNode binding = channel.putObject("bindings").putObject("kafka");
        binding.put("topic", topic.name());
        if (topic.singlePartition()) {
            binding.put("partitions", 1);
        }
        ObjectNode settings = binding.putObject("topicConfiguration");
        settings.putArray("cleanup.policy").add(topic.kind().isCompacted() ? "compact" : "delete");
        String retention = topic.config().get("retention.ms");
        if (retention != null) {
            settings.put("retention.ms", Long.parseLong(retention));
        }
        settings.put(
                "max.message.bytes",
                Integer.parseInt(Objects.requireNonNull(topic.config().get("max.message.bytes"))));
        binding.put("bindingVersion", KAFKA_BINDING);
        List<String> schemas = ContractSchemas.of(topic);
        if (schemas.isEmpty()) {
            message(topic, channel, topic.name() + ".record", topic.value())
                    .put("contentType", "application/octet-stream");
        }
        for (String name : schemas) {
            ObjectNode message = message(topic, channel, topic.name() + "." + shortName(name), title(name));
            message.set("payload", reference("components/schemas/" + key(name)));
        }
        operation(topic.name(), WRITTEN.contains(topic) ? "receive" : "send", purpose(topic));
    }

    private static String purpose(TopicSpec topic) {
        return switch (topic.kind()) {
            case STREAM -> "A fact per record. Key: " + topic.key() + ".";
            case STATE -> "The latest value per key; a record without a value removes it. Key: " + topic.key() + ".";
            case INTERNAL -> "Nobody's contract: traffic inside the application.";
            case INTERNAL_STATE -> "Nobody's contract: what instances of the application know together.";
        };
    }

    private ObjectNode message(TopicSpec topic, ObjectNode channel, String id, String title) {
        ObjectNode message = messages.putObject(id).put("name", shortName(id)).put("title", title);
        ObjectNode binding = message.putObject("bindings").putObject("kafka");
        binding.putObject("key").put("type", "string").put("description", topic.key());
        binding.put("bindingVersion", KAFKA_BINDING);
        headers(topic, message);
        ((ObjectNode) channel.withObject("/messages")).set(shortName(id), reference("components/messages/" + id));
        return message;
    }

    /** What analytics publish carries the headers of CloudEvents in binary mode; what was refused says why. */
    private static void headers(TopicSpec topic, ObjectNode message) {
        boolean published =
                topic.name().startsWith("analytics.") && !topic.kind().isInternal();
        List<String> names = topic.equals(TopicCatalogue.REJECTED)
                ? List.of(
                        RejectedHeaders.FIELD,
                        RejectedHeaders.REASON,
                        RejectedHeaders.ORIGIN,
                        RejectedHeaders.FORMAT,
                        RejectedHeaders.WRITE_KEY)
                : published
                        ? List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time")
                        : List.of();
        if (!names.isEmpty()) {
            ObjectNode properties =
                    message.putObject("headers").put("type", "object").putObject("properties");
            names.forEach(name -> properties.putObject(name).put("type", "string"));
        }
    }

    private void eventsSocket() {
        ObjectNode channel =
                channel("ws-events", "/ws/events", "ingest", "Events as they happen, each message acknowledged.");
        ObjectNode events = socketMessage(channel, "ws-events.events", "One event, or an array of events");
        ObjectNode payload = events.putObject("payload");
        payload.put("schemaFormat", SCHEMA_FORMAT);
        ArrayNode either = payload.putObject("schema").putArray("oneOf");
        either.addObject().put("type", "object").put("description", "An event in the canonical or flat form.");
        either.addObject().put("type", "array").putObject("items").put("type", "object");
        ObjectNode answer =
                socketMessage(channel, "ws-events.settled", "What became of a message, when Kafka has its events");
        ObjectNode properties = object(answer, "message", "accepted", "event_ids", "rejected");
        integer(properties, "message").put("description", "The message's number on the connection, from 0.");
        integer(properties, "accepted");
        properties
                .putObject("event_ids")
                .put("type", "array")
                .putObject("items")
                .put("type", "string");
        ObjectNode rejected = properties
                .putObject("rejected")
                .put("type", "array")
                .putObject("items")
                .put("type", "object");
        rejected.putArray("required").add("index").add("field").add("reason");
        ObjectNode each = rejected.putObject("properties");
        integer(each, "index");
        for (String name : List.of("event_id", "field", "reason")) {
            each.putObject(name).put("type", "string");
        }
        ObjectNode failed = socketMessage(channel, "ws-events.problem", "A message could not be taken as a whole");
        ObjectNode parts = object(failed, "message", "problem");
        integer(parts, "message");
        ObjectNode problem = parts.putObject("problem").put("type", "object").putObject("properties");
        for (String name : List.of("type", "title", "detail")) {
            problem.putObject(name).put("type", "string");
        }
        integer(problem, "status");
        operation("ws-events", "receive", "Takes events.", "events");
        operation("ws-events", "send", "Answers each message.", "settled", "problem");
    }

    private void liveSocket() {
        ObjectNode channel = channel(
                "ws-live",
                "/ws/live",
                "dashboard",
                "Snapshots and deltas for the dashboard; docs/dashboard.md says of what.");
        socketMessage(channel, "ws-live.command", "Subscribes to channels")
                .putObject("payload")
                .put("type", "object");
        socketMessage(channel, "ws-live.update", "A snapshot or a delta of a channel")
                .putObject("payload")
                .put("type", "object");
        operation("ws-live", "receive", "Takes subscriptions.", "command");
        operation("ws-live", "send", "Sends snapshots and deltas.", "update");
    }

    private static ObjectNode object(ObjectNode message, String... required) {
        ObjectNode schema = message.putObject("payload").put("type", "object");
        ArrayNode names = schema.putArray("required");
        for (String name : required) {
            names.add(name);
        }
        return schema.putObject("properties");
    }

    private static ObjectNode integer(ObjectNode properties, String name) {
        return properties.putObject(name).put("type", "integer");
    }

    private ObjectNode socketMessage(ObjectNode channel, String id, String title) {
        ((ObjectNode) channel.withObject("/messages")).set(shortName(id), reference("components/messages/" + id));
        return messages.putObject(id).put("name", shortName(id)).put("title", title);
    }

    private ObjectNode channel(String id, String address, String server, String description) {
        ObjectNode channel = channels.putObject(id);
        channel.put("address", address).put("description", description);
        channel.putArray("servers").add(reference("servers/" + server));
        return channel;
    }

    private void operation(String channel, String action, String summary, String... of) {
        ObjectNode operation = operations.putObject(action + "-" + channel);
        operation.put("action", action).put("summary", summary).set("channel", reference("channels/" + channel));
        if (of.length > 0) {
            ArrayNode list = operation.putArray("messages");
            for (String name : of) {
                list.add(reference("channels/" + channel + "/messages/" + name));
            }
        }
    }

    private static ObjectNode reference(String path) {
        return MAPPER.createObjectNode().put("$ref", "#/" + path);
    }

    private static JsonNode schema(String name) {
        try {
            return MAPPER.readTree(Objects.requireNonNull(ContractSchemas.text(name)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema " + name + " is no JSON", e);
        }
    }

    private static String title(String name) {
        return schema(name).path("title").asText(name);
    }

    /** Names in components hold no slash. */
    private static String key(String name) {
        return name.replace('/', '.');
    }

    private static String shortName(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
    }
}
