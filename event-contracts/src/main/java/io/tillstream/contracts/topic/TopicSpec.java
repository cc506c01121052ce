package io.tillstream.contracts.topic;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one topic is made.
 *
 * @param name the topic's name
 * @param kind who relies on it, and whether it is a log of facts or the latest state per key
 * @param key what the record key is
 * @param value the type of the record value, as a class of this module or a format's name
 * @param singlePartition whether the topic has exactly one partition whatever the installation's setting
 * @param retention how long facts are kept; null keeps them for ever. Not used for state.
 */
public record TopicSpec(
        String name,
        Kind kind,
        String key,
        String value,
        boolean singlePartition,
        @Nullable Duration retention) {

    /** What a topic is to its readers. */
    public enum Kind {
        /** A contract: a fact per record. */
        STREAM,
        /** A contract: the latest value per key, compacted. */
        STATE,
        /** Nobody's contract: traffic inside one application. */
        INTERNAL,
        /** Nobody's contract: what the instances of one application know together, the latest value per key, compacted. */
        INTERNAL_STATE;

        /** Whether it is nobody's contract. */
        public boolean isInternal() {
            return this == INTERNAL || this == INTERNAL_STATE;
        }

        /** Whether the latest value per key stays for ever, and what was before it goes. */
        public boolean isCompacted() {
            return this == STATE || this == INTERNAL_STATE;
        }
    }

    /**
     * The broker's settings for this topic.
     *
     * <p>All topics take the broker's time as record time. Event time travels in the value: a topic that dated its records by event time would see its
     * imported history deleted by retention within minutes.
     */
    public Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        config.put("message.timestamp.type", "LogAppendTime");
        if (kind.isCompacted()) {
            config.put("cleanup.policy", "compact");
            config.put("min.cleanable.dirty.ratio", "0.3");
            config.put("segment.ms", Long.toString(Duration.ofHours(1).toMillis()));
        } else {
            config.put("cleanup.policy", "delete");
            config.put("retention.ms", retention == null ? "-1" : Long.toString(retention.toMillis()));
        }
        config.put("max.message.bytes", "4194304");
        return config;
    }
}
