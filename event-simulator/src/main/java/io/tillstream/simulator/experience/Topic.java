package io.tillstream.simulator.experience;

import java.util.Locale;

/** What customers write about. */
public enum Topic {
    DELIVERY,
    PRICE,
    QUALITY,
    SERVICE,
    SIZE,
    WEBSITE;

    /** The name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
