package io.tillstream.query.auditlog;

import org.jspecify.annotations.Nullable;

/**
 * Something that was done, or refused. Never holds a secret or personal data of customers.
 *
 * @param actorKind user, key, service, company, open or anonymous
 * @param actor name of who did it
 * @param action what kind of thing, for example {@code session.began}
 * @param target what it was done to, or null
 * @param outcome done or refused
 * @param address where it came from, or null when not known
 * @param details more, as a short text, or null
 */
public record AuditEntry(
        String actorKind,
        String actor,
        String action,
        @Nullable String target,
        String outcome,
        @Nullable String address,
        @Nullable String details) {

    /** What was asked for came about. */
    public static final String DONE = "done";

    /** What was asked for was not allowed. */
    public static final String REFUSED = "refused";

    private static final int MOST_CHARACTERS = 500;

    /** Cuts texts that a client chose the length of. */
    public AuditEntry {
        actor = cut(actor);
        target = target == null ? null : cut(target);
        details = details == null ? null : cut(details);
    }

    private static String cut(String text) {
        String clean = text.replace('\0', ' ');
        return clean.length() <= MOST_CHARACTERS ? clean : clean.substring(0, MOST_CHARACTERS);
    }
}
