package io.tillstream.ingest.registry;

/** Configurations of Apicurio Registry's rule {@code COMPATIBILITY}. */
public enum CompatibilityLevel {
    /** No rule is set; one of the group or of the whole registry goes on to hold. */
    NONE,
    /** What was valid under the last version is valid under the new one. */
    BACKWARD,
    /** As {@link #BACKWARD}, compared with every version. */
    BACKWARD_TRANSITIVE,
    /** What is valid under the new version was valid under the last one. */
    FORWARD,
    /** As {@link #FORWARD}, compared with every version. */
    FORWARD_TRANSITIVE,
    /** {@link #BACKWARD} and {@link #FORWARD}. */
    FULL,
    /** As {@link #FULL}, compared with every version. */
    FULL_TRANSITIVE
}
