package io.tillstream.ingest.privacy;

/**
 * How many events of one body were right and are not kept.
 *
 * @param bots because a crawler did it
 * @param withoutConsent because the person does not consent
 */
public record WithheldCount(int bots, int withoutConsent) {

    /** None. */
    public static final WithheldCount NONE = new WithheldCount(0, 0);

    /** One more. */
    public WithheldCount and(Withheld why) {
        return switch (why) {
            case BOT -> new WithheldCount(bots + 1, withoutConsent);
            case NO_CONSENT -> new WithheldCount(bots, withoutConsent + 1);
        };
    }

    /** All of them. */
    public int total() {
        return bots + withoutConsent;
    }
}
