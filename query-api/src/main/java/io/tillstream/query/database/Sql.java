package io.tillstream.query.database;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement in the making: fixed text with a {@code ?} for each value. Values never become text. */
public final class Sql {

    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");

    private final StringBuilder text = new StringBuilder(256);
    private final List<@Nullable Object> values = new ArrayList<>();
    private boolean joinsMany;

    /** Begins with fixed text. */
    public static Sql of(String fixed, @Nullable Object... bound) {
        return new Sql().add(fixed, bound);
    }

    /** Adds fixed text; each {@code ?} in it takes the next value. */
    public Sql add(String fixed, @Nullable Object... bound) {
        int next = 0;
        for (int i = 0; i < fixed.length(); i++) {
            char c = fixed.charAt(i);
            if (c == '?') {
                values.add(bound[next++]);
                text.append('$').append(values.size());
            } else {
                text.append(c);
            }
        }
        if (next != bound.length) {
            throw new IllegalArgumentException("as many ? as values: " + fixed);
        }
        return this;
    }

    /** Adds another statement as it is. */
    public Sql add(Sql other) {
        int shift = values.size();
        Matcher place = PLACE.matcher(other.text);
        text.append(place.replaceAll(found -> "\\$" + (Integer.parseInt(found.group(1)) + shift)));
        values.addAll(other.values);
        joinsMany |= other.joinsMany;
        return this;
    }

    /**
     * Says that table expressions of this statement may hold many rows. The database cannot know how many and takes them for few, which it would join by looking
     * through all of one for each of the other.
     */
    public Sql joiningMany() {
        joinsMany = true;
        return this;
    }

    boolean joinsMany() {
        return joinsMany;
    }

    /** Adds the text when the value is there. */
    public Sql addIf(String fixed, @Nullable Object value) {
        return value == null ? this : add(fixed, value);
    }

    String text() {
        return text.toString();
    }

    /** The text with a numbered place for each value. */
    @Override
    public String toString() {
        return text();
    }

    List<@Nullable Object> values() {
        return new ArrayList<>(values);
    }

    Tuple tuple() {
        return Tuple.from(new ArrayList<>(values));
    }
}
