package io.tillstream.ingest.events;

import io.tillstream.contracts.event.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The examples of docs/events.md, one of each action, in canonical form. */
public final class Examples {

    private static final String BEGIN = "    {\"event_id\":\"e-";

    private Examples() {}

    /** All of them as JSON. */
    public static List<String> all() {
        try {
            return Files.readAllLines(Path.of("..", "docs", "events.md")).stream()
                    .filter(line -> line.startsWith(BEGIN))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one of an action. */
    static String of(String action) {
        return all().stream()
                .filter(json -> json.contains("\"action\":\"" + action + "\""))
                .findFirst()
                .orElseThrow();
    }

    /** Number of actions. */
    static int count() {
        return Action.values().length;
    }
}
