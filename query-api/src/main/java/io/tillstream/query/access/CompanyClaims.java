package io.tillstream.query.access;

import io.tillstream.query.personal.PersonalKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of somebody, as this installation understands it.
 *
 * @param subject who they are at the provider, for ever
 * @param name as people know them
 * @param role the highest they have; null when they have none and are not let in
 * @param sight which personal data they see
 */
record CompanyClaims(String subject, String name, @Nullable String role, Sight sight) {

    private static final List<String> HIGHEST_FIRST = List.of(Roles.ADMIN, Roles.ANALYST, Roles.VIEWER);

    /** Reads the claims of a token that has been verified. */
    static CompanyClaims of(Map<String, Object> claims, CompanySettings settings) {
        String subject = String.valueOf(claims.get("sub"));
        Set<String> held = values(claims, settings.rolesClaim());
        String role = HIGHEST_FIRST.stream()
                .filter(candidate -> gives(settings, candidate, held))
                .findFirst()
                .orElse(null);
        return new CompanyClaims(
                subject, name(claims, settings, subject), role, role == null ? Sight.NONE : sight(settings, held));
    }

    private static Sight sight(CompanySettings settings, Set<String> held) {
        return gives(settings, Roles.PERSONAL_DATA, held)
                ? Sight.ALL
                : new Sight(Arrays.stream(PersonalKind.values())
                        .filter(kind -> gives(settings, kind.permission(), held))
                        .collect(Collectors.toSet()));
    }

    private static boolean gives(CompanySettings settings, String role, Set<String> held) {
        return settings.roles().getOrDefault(role, Set.of()).stream().anyMatch(held::contains);
    }

    private static String name(Map<String, Object> claims, CompanySettings settings, String subject) {
        String name = claims.get(settings.nameClaim()) instanceof String text ? text.strip() : "";
        String clean = name.replaceAll("\\p{Cntrl}", "");
        String known = clean.isEmpty() ? subject : clean;
        return known.length() <= Drafts.LONGEST_NAME ? known : known.substring(0, Drafts.LONGEST_NAME);
    }

    /** The texts at a path: a list of texts, or one with spaces between. */
    private static Set<String> values(Map<String, Object> claims, String path) {
        Object at = claims.get(path);
        if (at == null) {
            at = claims;
            for (String level : path.split("\\.")) {
                at = at instanceof Map<?, ?> map ? map.get(level) : null;
            }
        }
        Set<String> values = new HashSet<>();
        if (at instanceof Collection<?> list) {
            list.forEach(value -> values.add(String.valueOf(value)));
        } else if (at instanceof String text) {
            values.addAll(List.of(text.split(" ")));
        }
        return values;
    }
}
