package io.tillstream.contracts.schema;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas (2020-12) of everything that other programs send or read, by their file's name without {@code .json}. */
public final class ContractSchemas {

    /** What all events share; every event's schema refers to it. */
    public static final String EVENT = "event";

    private static final String OUTPUT = "output/";

    private static final List<String> NAMES = findNames();

    private ContractSchemas() {}

    /** All names: {@code event}, one per action, then {@code output/…}. */
    public static List<String> names() {
        return NAMES;
    }

    /** One per action. */
    public static List<String> ofEvents() {
        return Arrays.stream(Action.values()).map(Action::wireName).toList();
    }

    /** Those of a topic's values; empty when they are any bytes, or nobody's contract. */
    public static List<String> of(TopicSpec topic) {
        if (topic.value().equals("CommerceEvent")) {
            return ofEvents();
        }
        if (topic.value().equals("bytes") || topic.kind().isInternal()) {
            return List.of();
        }
        return Arrays.stream(topic.value().split(", | or ", -1))
                .map(type -> OUTPUT + kebabCase(type))
                .toList();
    }

    /** The text of a schema; null when there is none of this name. */
    public static @Nullable String text(String name) {
        if (!NAMES.contains(name)) {
            return null;
        }
        try (InputStream in = ContractSchemas.class.getResourceAsStream("/schemas/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the schema " + name + " is not in this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> findNames() {
        List<String> names = new ArrayList<>(List.of(EVENT));
        names.addAll(ofEvents());
        Set<String> outputs = new TreeSet<>();
        for (TopicSpec topic : TopicCatalogue.all()) {
            if (!topic.value().equals("CommerceEvent")) {
                outputs.addAll(of(topic));
            }
        }
        names.addAll(outputs);
        return List.copyOf(names);
    }

    private static String kebabCase(String type) {
        return type.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
