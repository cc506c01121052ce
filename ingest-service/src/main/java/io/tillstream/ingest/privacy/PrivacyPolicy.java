package io.tillstream.ingest.privacy;

import java.util.Set;

/**
 * What an installation holds private.
 *
 * @param personalFields what becomes of personal fields in behavioural events
 * @param withoutConsent what becomes of events that only watch a person who does not consent to that
 * @param honoursDoNotTrack whether the header {@code DNT: 1} counts as no consent
 * @param honoursGlobalPrivacyControl whether the header {@code Sec-GPC: 1} counts as no consent
 * @param withholdsBots whether what crawlers do is left out
 * @param analyticsPurposes purposes, in lower case, that consent to being analysed goes by
 * @param advertisingPurposes purposes, in lower case, that consent to being followed from an advertisement goes by
 */
public record PrivacyPolicy(
        PersonalFields personalFields,
        WithoutConsent withoutConsent,
        boolean honoursDoNotTrack,
        boolean honoursGlobalPrivacyControl,
        boolean withholdsBots,
        Set<String> analyticsPurposes,
        Set<String> advertisingPurposes) {

    /** What becomes of personal fields in behavioural events. */
    public enum PersonalFields {
        /** They go into a {@code customer_updated} of their own. */
        MOVE,
        /** The event is refused. */
        REFUSE,
        /** Refused where the sender reads the answer, moved where the event comes in a format of other trackers, whose senders cannot be changed. */
        BY_DOOR
    }

    /** What becomes of events that only watch a person who does not consent to that. */
    public enum WithoutConsent {
        /** They are counted as withheld, and not kept. */
        WITHHOLD,
        /** They are kept, each as that of a visitor of its own. */
        UNLINK,
        /** They are kept as they are. */
        KEEP
    }

    /** Copies the sets. */
    public PrivacyPolicy {
        analyticsPurposes = Set.copyOf(analyticsPurposes);
        advertisingPurposes = Set.copyOf(advertisingPurposes);
    }

    /** Whether personal fields are moved, at this door. */
    boolean moves(Door door) {
        return personalFields == PersonalFields.MOVE
                || (personalFields == PersonalFields.BY_DOOR && door == Door.OTHER_TRACKERS);
    }
}
