package io.tillstream.query.access;

import io.tillstream.query.auditlog.AuditEntry;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param id of the user or key; empty for others
 * @param name as people know them
 * @param roles with those they hold, and the permission to see personal data
 */
public record Caller(Kind kind, String id, String name, Set<String> roles) {

    /** Anybody, where everybody may do everything. */
    static final Caller OPEN = new Caller(
            Kind.OPEN,
            "",
            "anybody",
            Set.of(Roles.VIEWER, Roles.ANALYST, Roles.ADMIN, Roles.PERSONAL_DATA, Roles.SERVICE));

    /** Another service of this installation, or a command of its owner. */
    static final Caller SERVICE = new Caller(
            Kind.SERVICE,
            "",
            "installation",
            Set.of(Roles.VIEWER, Roles.ANALYST, Roles.ADMIN, Roles.PERSONAL_DATA, Roles.SERVICE));

    /** Nobody in particular. */
    static final Caller ANONYMOUS = new Caller(Kind.ANONYMOUS, "", "anonymous", Set.of());

    /** What kind of asker. */
    public enum Kind {
        /** Somebody who signed in. */
        USER,
        /** A program with an API key. */
        KEY,
        /** Another service of this installation. */
        SERVICE,
        /** Somebody whom the company's identity provider vouches for. */
        COMPANY,
        /** Anybody, in the open mode. */
        OPEN,
        /** Somebody who has not signed in. */
        ANONYMOUS;

        /** The name in answers and in the audit log. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An entry of the audit log about something they did. */
    AuditEntry did(String action, @Nullable String target, @Nullable String address, @Nullable String details) {
        return new AuditEntry(kind.wireName(), name, action, target, AuditEntry.DONE, address, details);
    }

    /** An entry of the audit log about something they were refused. */
    AuditEntry wasRefused(String action, @Nullable String target, @Nullable String address, @Nullable String details) {
        return new AuditEntry(kind.wireName(), name, action, target, AuditEntry.REFUSED, address, details);
    }

    /** The limit of requests that they share. */
    String bucket() {
        return kind.wireName() + ':' + id + ':' + name;
    }
}
