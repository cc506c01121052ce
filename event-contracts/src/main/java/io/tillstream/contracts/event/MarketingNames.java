package io.tillstream.contracts.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By which marketing channel and campaign a visit came; the one rule for first touches, journeys and what advertising costs. Ad platforms, mailing tools and shops
 * write the same name in different cases, so names are compared stripped and in lower case; a {@code |}, which keys of records are made with, becomes a {@code /}.
 */
public final class MarketingNames {

    /** Stands for what nobody said. */
    public static final String UNKNOWN = "unknown";

    /** The channel of a visit that no campaign led to. */
    public static final String DIRECT = "direct";

    private static final String BETWEEN = " / ";

    private MarketingNames() {}

    /** The marketing channel of a visit: {@code source / medium} of its campaign, {@link #UNKNOWN} for the half that is missing; without both {@link #DIRECT}. */
    public static String channelOf(Context context) {
        String named = namedChannel(context.campaign());
        return named == null ? DIRECT : named;
    }

    /** The marketing channel that a campaign names; null when it names neither source nor medium. */
    public static @Nullable String namedChannel(@Nullable Campaign campaign) {
        if (campaign == null) {
            return null;
        }
        String source = of(campaign.source());
        String medium = of(campaign.medium());
        return source.equals(UNKNOWN) && medium.equals(UNKNOWN) ? null : source + BETWEEN + medium;
    }

    /**
     * The marketing channel that money was spent on: as that of a visit, where the spending's own channel stands for a medium that its campaign does not name. An
     * own channel that is written {@code source / medium} is that channel, when the campaign names neither.
     */
    public static String channelOf(CommerceEvent.AdSpend spend) {
        Campaign campaign = spend.envelope().context().campaign();
        String source = campaign == null ? UNKNOWN : of(campaign.source());
        String medium = campaign == null ? UNKNOWN : of(campaign.medium());
        String own = of(spend.adChannel());
        if (source.equals(UNKNOWN) && medium.equals(UNKNOWN) && own.contains(BETWEEN)) {
            return own;
        }
        return source + BETWEEN + (medium.equals(UNKNOWN) ? own : medium);
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
