package io.tillstream.query.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What people and programs may do. Each role holds those before it. */
public final class Roles {

    /** Reads figures. */
    public static final String VIEWER = "viewer";

    /** Writes custom segments and saved views, and decides about records in quarantine, too. */
    public static final String ANALYST = "analyst";

    /** Commands models, and manages users, keys and the audit log, too. */
    public static final String ADMIN = "admin";

    /** Sees all personal data unmasked; a permission beside the roles. Who sees some of their kinds holds the permission of each instead. */
    public static final String PERSONAL_DATA = "personal_data";

    /** Another service of this installation. */
    public static final String SERVICE = "service";

    private static final List<String> ASCENDING = List.of(VIEWER, ANALYST, ADMIN);

    private Roles() {}

    /** The roles that can be given to a user. */
    static List<String> all() {
        return ASCENDING;
    }

    /** The role with those that it holds; empty for a role that does not exist, and for the scope of keys that only send events. */
    static Set<String> of(String role, Sight sight) {
        Set<String> held = new HashSet<>(ASCENDING.subList(0, ASCENDING.indexOf(role) + 1));
        if (!held.isEmpty()) {
            held.addAll(sight.permissions());
        }
        return Set.copyOf(held);
    }
}
