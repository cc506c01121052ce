package io.tillstream.contracts.output;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trained model with its card, on {@code analytics.models.v1}: under its name the one that scores (the champion), and under {@code name@version} each kept
 * version.
 *
 * @param name {@code churn}, {@code purchase}, {@code value} or {@code clusters}
 * @param version unique among the versions of the name; sorts by time
 * @param kind how {@code body} is to be read, for example {@code forest/1}
 * @param trainedAt when
 * @param promotedAt since when it is the champion; null for one that is not
 * @param promotedBy {@code training}, or who chose it by hand; null for one that is not the champion
 * @param pinned whether training must not replace it
 * @param card what is known of the model
 * @param body the model itself, binary, in base64
 */
public record ModelRecord(
        String name,
        String version,
        String kind,
        Instant trainedAt,
        @Nullable Instant promotedAt,
        @Nullable String promotedBy,
        boolean pinned,
        ModelCard card,
        String body) {

    /** Probability of no purchase within the horizon. */
    public static final String CHURN = "churn";

    /** Probability of a purchase within 7 days. */
    public static final String PURCHASE = "purchase";

    /** Lifetime value. */
    public static final String VALUE = "value";

    /** Groups of like customers. */
    public static final String CLUSTERS = "clusters";

    /** In the provenance of a kept version that was the champion: until when. */
    public static final String CHAMPION_UNTIL = "champion_until";

    /** Key of the record of one kept version. */
    public static String versionKey(String name, String version) {
        return name + "@" + version;
    }
}
