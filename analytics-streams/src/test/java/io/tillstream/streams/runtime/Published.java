package io.tillstream.streams.runtime;

import io.tillstream.contracts.topic.TopicSpec;
import java.util.List;
import java.util.Map;

/** What the engine has published. */
interface Published {

    /** The latest value per key of a state topic. */
    <T> Map<String, T> latest(TopicSpec topic, Class<T> type);

    /** All values of a stream topic, in order. */
    <T> List<T> all(TopicSpec topic, Class<T> type);
}
