package io.tillstream.ingest.wire.vocabulary;

import io.tillstream.contracts.event.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a vocabulary: names of an event, and what it is.
 *
 * @param names what trackers call it; case, spaces, hyphens and underscores do not matter
 * @param action what it is; null when it is nothing that is counted
 * @param ignoredBecause why it is nothing; null when it is something
 * @param lines where its products stand
 * @param fields canonical fields, and the sender's fields that each is taken from, the first that is given
 * @param constants canonical fields with a value that follows from the name
 */
public record Term(
        List<String> names,
        @Nullable Action action,
        @Nullable String ignoredBecause,
        Lines lines,
        Map<String, List<String>> fields,
        Map<String, String> constants) {

    /** Where the products of an event stand. */
    public enum Lines {
        /** It has none. */
        NONE,
        /** The event's own fields are those of one product, unless it has a list. */
        OWN,
        /** In the list. */
        LIST
    }

    /** An event that is an action. */
    public static Term of(Action action, Lines lines, String... names) {
        return new Term(List.of(names), action, null, lines, Map.of(), Map.of());
    }

    /** Events that are counted and are nothing else. */
    public static Term ignored(String because, String... names) {
        return new Term(List.of(names), null, because, Lines.NONE, Map.of(), Map.of());
    }

    /** The same, with one more field. */
    public Term reading(String canonical, String... senders) {
        Map<String, List<String>> more = new LinkedHashMap<>(fields);
        more.put(canonical, List.of(senders));
        return new Term(names, action, ignoredBecause, lines, more, constants);
    }

    /** The same, with one more constant. */
    public Term with(String canonical, String value) {
        Map<String, String> more = new LinkedHashMap<>(constants);
        more.put(canonical, value);
        return new Term(names, action, ignoredBecause, lines, fields, more);
    }

    /** The row as documentation shows it: names, action, where the fields come from. */
    public String describe() {
        String what = action == null ? "ignored: " + ignoredBecause : "`" + action.wireName() + "`";
        List<String> parts = new ArrayList<>();
        switch (lines) {
            case OWN -> parts.add("its own product");
            case LIST -> parts.add("products of the list");
            case NONE -> {}
        }
        fields.forEach((canonical, senders) -> parts.add("`" + canonical + "` ← " + quoted(senders)));
        constants.forEach((canonical, value) -> parts.add("`" + canonical + "` = " + value));
        return "| " + quoted(names) + " | " + what + " | " + String.join("; ", parts) + " |";
    }

    private static String quoted(List<String> names) {
        return "`" + String.join("`, `", names) + "`";
    }
}
