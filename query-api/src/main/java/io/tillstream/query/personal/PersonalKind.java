package io.tillstream.query.personal;

import java.util.Locale;

/** A kind of personal data. Somebody may be allowed to see all of them, some or none. */
public enum PersonalKind {
    /** Name, e-mail address and phone number. */
    CONTACTS,
    /** What customers wrote in their own words. */
    TEXTS;

    /** The name in requests and answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The permission to see this kind, for who may not see all. */
    public String permission() {
        return "personal_" + wireName();
    }
}
