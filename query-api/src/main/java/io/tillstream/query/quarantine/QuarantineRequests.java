package io.tillstream.query.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.query.request.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients send, and what it is when it is right. */
final class QuarantineRequests {

    private static final int MOST_CHANGES = 50;
    private static final int MOST_WHY = 500;

    private QuarantineRequests() {}

    /**
     * Which records are meant: those of the ids, or all that match every other field that is given.
     *
     * @param ids at most 1,000
     * @param group id of a group
     * @param field field that is wrong; {@code *} stands for numbers
     * @param reason what is wrong; {@code *} stands for numbers
     * @param source way in
     * @param writeKey name of the write key
     */
    public record SelectDraft(
            @Nullable List<@Nullable String> ids,
            @Nullable String group,
            @Nullable String field,
            @Nullable String reason,
            @Nullable String source,
            @Nullable String writeKey) {}

    /**
     * One change.
     *
     * @param op set, generate, remove, rename, move or number
     * @param path the field, as items[0].price or items[*].price
     * @param to new name of rename, new place of move
     * @param value of set
     */
    public record ChangeDraft(
            @Nullable String op,
            @Nullable String path,
            @Nullable String to,
            @Nullable JsonNode value) {}

    /**
     * Records and what to do to them.
     *
     * @param changes one after another
     */
    public record RepairDraft(
            @Nullable SelectDraft select, @Nullable List<@Nullable ChangeDraft> changes) {}

    /**
     * Records, and why.
     *
     * @param why needed to discard
     */
    public record DecisionDraft(
            @Nullable SelectDraft select, @Nullable String why) {}

    static List<Change> changes(@Nullable RepairDraft draft, Selection selection) {
        List<@Nullable ChangeDraft> drafts = draft == null ? null : draft.changes();
        if (drafts == null || drafts.isEmpty() || drafts.size() > MOST_CHANGES) {
            throw Problem.invalid("changes", "a list of 1 to " + MOST_CHANGES + " changes");
        }
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            String parameter = "changes[" + i + "]";
            Change change = Change.of(drafts.get(i), parameter);
            String field = change.path().topLevelName();
            boolean identity = "event_id".equals(field) || "order_id".equals(field);
            if (identity && change.kind() == Change.Kind.SET && !selection.isOne()) {
                throw Problem.invalid(
                        parameter,
                        "several records must not share one " + field + "; use generate, or a single record");
            }
            changes.add(change);
        }
        return List.copyOf(changes);
    }

    static String why(@Nullable DecisionDraft draft) {
        String why = draft == null ? null : draft.why();
        if (why == null || why.isBlank() || why.length() > MOST_WHY || why.indexOf('\0') >= 0) {
            throw Problem.invalid("why", "a text of 1 to " + MOST_WHY + " characters");
        }
        return why.strip();
    }
}
