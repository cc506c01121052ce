package io.tillstream.contracts.kafka;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The users of a Kafka that asks who one is: one for each service, each with the least it needs. Topics of the catalogue are made by an operator; only the
 * engine makes topics, those of its state. Where Kafka knows no ACLs, nothing of this matters.
 */
public enum KafkaUser {
    /** Takes events in. */
    INGEST(
            "ingest-service",
            topic(TopicCatalogue.EVENTS, WRITE, DESCRIBE),
            topic(TopicCatalogue.CUSTOMERS, WRITE, DESCRIBE),
            topic(TopicCatalogue.CONSENTS, READ, WRITE, DESCRIBE),
            topics(TopicCatalogue.REJECTED.name(), WRITE, DESCRIBE),
            topic(TopicCatalogue.IMPORT_MAPPINGS, READ, WRITE, DESCRIBE),
            new Grant(TRANSACTIONAL_ID, TopicCatalogue.IMPORT_MAPPINGS.name(), LITERAL, EnumSet.of(WRITE, DESCRIBE))),

    /** Counts: reads what comes in, writes all that comes out, and owns the topics of its state, those of replays included. */
    ENGINE(
            "analytics-streams",
            topic(TopicCatalogue.EVENTS, READ, DESCRIBE),
            topics(TopicCatalogue.REJECTED.name(), WRITE, DESCRIBE),
            topics(KafkaUser.OUTPUTS, READ, WRITE, DESCRIBE),
            topics(TopicCatalogue.MODEL_COMMANDS.name(), READ, DESCRIBE),
            new Grant(
                    TOPIC,
                    Generation.FIRST.applicationId(),
                    PREFIXED,
                    EnumSet.of(READ, WRITE, CREATE, DELETE, DESCRIBE, DESCRIBE_CONFIGS)),
            new Grant(GROUP, Generation.FIRST.applicationId(), PREFIXED, EnumSet.of(READ, DESCRIBE)),
            new Grant(TRANSACTIONAL_ID, Generation.FIRST.applicationId(), PREFIXED, EnumSet.of(WRITE, DESCRIBE))),

    /** Keeps the tables: reads all that is public, and writes what people ask for. */
    QUERY(
            "query-api",
            topic(TopicCatalogue.EVENTS, READ, WRITE, DESCRIBE),
            topic(TopicCatalogue.CUSTOMERS, READ, WRITE, DESCRIBE),
            topic(TopicCatalogue.CONSENTS, WRITE, DESCRIBE),
            topics(TopicCatalogue.REJECTED.name(), READ, DESCRIBE),
            topics(KafkaUser.OUTPUTS, READ, DESCRIBE),
            topic(TopicCatalogue.SEGMENT_DEFINITIONS, WRITE, DESCRIBE),
            topics(TopicCatalogue.MODEL_COMMANDS.name(), WRITE, DESCRIBE)),

    /** Feeds the live page. */
    DASHBOARD("dashboard-ws", topic(TopicCatalogue.EVENTS, READ, DESCRIBE), topics(KafkaUser.OUTPUTS, READ, DESCRIBE)),

    /** The simulated shop. */
    SIMULATOR(
            "event-simulator",
            topic(TopicCatalogue.EVENTS, WRITE, DESCRIBE),
            topic(TopicCatalogue.CUSTOMERS, WRITE, DESCRIBE),
            topic(TopicCatalogue.CONSENTS, WRITE, DESCRIBE));

    private static final String OUTPUTS = "analytics.";

    private final String userName;
    private final List<Grant> grants;

    KafkaUser(String userName, Grant... grants) {
        this.userName = userName;
        this.grants = List.of(grants);
    }

    /**
     * What a user may do.
     *
     * @param type topic, consumer group or transactional id
     * @param name its name, or how the names begin
     * @param pattern literal or prefixed
     * @param operations what is allowed
     */
    public record Grant(ResourceType type, String name, PatternType pattern, Set<AclOperation> operations) {
        public Grant {
            operations = Set.copyOf(operations);
        }
    }

    /** The name by which the service logs in: its own. */
    public String userName() {
        return userName;
    }

    /** All it may do. */
    public List<Grant> grants() {
        return grants;
    }

    /** The same as ACLs of Kafka, from any host. */
    public List<AclBinding> acls() {
        return grants.stream()
                .flatMap(grant -> grant.operations().stream()
                        .map(operation -> new AclBinding(
                                new ResourcePattern(grant.type(), grant.name(), grant.pattern()),
                                new AccessControlEntry("User:" + userName, "*", operation, AclPermissionType.ALLOW))))
                .toList();
    }

    private static Grant topic(TopicSpec topic, AclOperation... operations) {
        return new Grant(TOPIC, topic.name(), LITERAL, Set.copyOf(Arrays.asList(operations)));
    }

    /** A topic in every generation, or all whose names begin so. */
    private static Grant topics(String prefix, AclOperation... operations) {
        return new Grant(TOPIC, prefix, PREFIXED, Set.copyOf(Arrays.asList(operations)));
    }
}
