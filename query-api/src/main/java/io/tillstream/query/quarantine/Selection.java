package io.tillstream.query.quarantine;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which records are meant.
 *
 * @param ids these alone; empty for all that match
 * @param equal conditions with the value of each
 */
record Selection(List<String> ids, Map<String, String> equal) {

    private static final int MOST_IDS = 1_000;
    private static final int MOST_CHARACTERS = 1_000;

    static Selection of(QuarantineRequests.@Nullable SelectDraft draft) {
        if (draft == null) {
            throw nothing();
        }
        Map<String, String> equal = new LinkedHashMap<>();
        put(equal, "group", "group_id = ?", draft.group());
        put(equal, "field", "? IN (field, group_field)", draft.field());
        put(equal, "reason", "? IN (reason, group_reason)", draft.reason());
        put(equal, "source", "source = ?", draft.source());
        put(equal, "write_key", "write_key = ?", draft.writeKey());
        List<String> ids = ids(draft.ids());
        if (ids.isEmpty() == equal.isEmpty()) {
            throw nothing();
        }
        return new Selection(ids, equal);
    }

    private static Problem nothing() {
        return Problem.invalid("select", "either ids, or some of group, field, reason, source, write_key");
    }

    private static List<String> ids(@Nullable List<@Nullable String> given) {
        if (given == null) {
            return List.of();
        }
        if (given.isEmpty() || given.size() > MOST_IDS) {
            throw Problem.invalid("select.ids", "1 to " + MOST_IDS + " ids");
        }
        List<String> ids = new ArrayList<>();
        for (String id : given) {
            ids.add(clean("ids", id == null ? "" : id));
        }
        return List.copyOf(ids);
    }

    private static void put(Map<String, String> equal, String name, String condition, @Nullable String value) {
        if (value != null) {
            equal.put(condition, clean(name, value));
        }
    }

    private static String clean(String name, String value) {
        if (value.isEmpty() || value.length() > MOST_CHARACTERS || value.indexOf('\0') >= 0) {
            throw Problem.invalid("select." + name, "a text of 1 to " + MOST_CHARACTERS + " characters");
        }
        return value;
    }

    /** Whether no more than one record can be meant. */
    boolean isOne() {
        return ids.size() == 1;
    }

    /** The condition on columns of the table, beginning with AND. */
    Sql condition() {
        Sql sql = Sql.of("");
        if (!ids.isEmpty()) {
            sql.add(" AND id = ANY(?::text[])", (Object) ids.toArray(String[]::new));
        }
        equal.forEach((condition, value) -> sql.add(" AND " + condition, value));
        return sql;
    }

    /** In words, for the audit log. */
    String words() {
        return ids.isEmpty() ? equal.toString() : ids.size() == 1 ? ids.getFirst() : ids.size() + " ids";
    }
}
