package io.tillstream.query.access;

import static java.util.stream.Collectors.joining;

import io.tillstream.query.personal.PersonalKind;
import io.tillstream.query.request.Problem;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which personal data somebody sees. Tables and answers say it by two: whether any, and which kinds when not all of them.
 *
 * @param kinds that are seen
 */
record Sight(Set<PersonalKind> kinds) {

    static final Sight NONE = new Sight(Set.of());
    static final Sight ALL = new Sight(EnumSet.allOf(PersonalKind.class));

    private static final String NAMES =
            Stream.of(PersonalKind.values()).map(PersonalKind::wireName).collect(joining(" or "));

    /** As a draft says it: personal data without kinds are all of them. */
    static Sight checked(@Nullable Boolean any, @Nullable List<@Nullable String> kinds) {
        if (kinds == null) {
            return Boolean.TRUE.equals(any) ? ALL : NONE;
        }
        if (!Boolean.TRUE.equals(any)) {
            throw Problem.invalid("personal_kinds", "only with personal_data");
        }
        if (kinds.isEmpty()) {
            throw Problem.invalid("personal_kinds", "a list of " + NAMES + ", or left out for all");
        }
        return new Sight(kinds.stream().map(Sight::kind).collect(Collectors.toSet()));
    }

    private static PersonalKind kind(@Nullable String name) {
        return Arrays.stream(PersonalKind.values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("personal_kinds", "a list of " + NAMES + ", or left out for all"));
    }

    /** As the columns {@code personal_data} and {@code personal_kinds} say it. */
    static Sight of(boolean any, @Nullable String kinds) {
        if (!any) {
            return NONE;
        }
        return kinds == null
                ? ALL
                : new Sight(Stream.of(kinds.split(",")).map(Sight::kind).collect(Collectors.toSet()));
    }

    /** As a row with both columns says it. */
    static Sight of(Row row) {
        return of(row.getBoolean("personal_data"), row.getString("personal_kinds"));
    }

    /** Whether any are seen. */
    boolean any() {
        return !kinds.isEmpty();
    }

    /** The kinds by name when they are some, in order; null for all, and for none. */
    @Nullable
    List<String> some() {
        return kinds.isEmpty() || kinds.equals(ALL.kinds)
                ? null
                : kinds.stream().sorted().map(PersonalKind::wireName).toList();
    }

    /** What the column {@code personal_kinds} holds. */
    @Nullable
    String column() {
        List<String> some = some();
        return some == null ? null : String.join(",", some);
    }

    /** What is held beside the role. */
    Set<String> permissions() {
        return kinds.equals(ALL.kinds)
                ? Set.of(Roles.PERSONAL_DATA)
                : kinds.stream().map(PersonalKind::permission).collect(Collectors.toSet());
    }

    /** For the audit log, behind other words; empty when nothing is seen. */
    String inWords() {
        List<String> some = some();
        return !any() ? "" : ", sees " + (some == null ? "personal data" : String.join(" and ", some));
    }
}
