package io.tillstream.contracts.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By which channel and campaign a visit came, as marketing names them. Ad platforms, mailing tools and shops write the same name in different cases, so names are
 * compared stripped and in lower case; a {@code |}, which keys of records are made with, becomes a {@code /}.
 */
public final class MarketingNames {

    /** Stands for what nobody said. */
    public static final String UNKNOWN = "unknown";

    private MarketingNames() {}

    /** The medium of the campaign, else its source, else the channel of the event, else {@link #UNKNOWN}. */
    public static String channelOf(Context context) {
        Campaign campaign = context.campaign();
        if (campaign == null) {
            return of(context.channel());
        }
        String medium = campaign.medium();
        String source = campaign.source();
        return of(medium != null ? medium : source != null ? source : context.channel());
    }

    /** The campaign's name, or {@link #UNKNOWN}. */
    public static String campaignOf(Context context) {
        Campaign campaign = context.campaign();
        return campaign == null ? UNKNOWN : of(campaign.name());
    }

    /** A name as it is compared. */
    public static String of(@Nullable String name) {
        if (name == null) {
            return UNKNOWN;
        }
        String compared = name.strip().toLowerCase(Locale.ROOT).replace('|', '/');
        return compared.isEmpty() ? UNKNOWN : compared;
    }
}
