package io.tillstream.stack.audit;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Channel and campaign, in lower case and without bars; {@code unknown} where nobody said.
 *
 * @param channel for example {@code cpc}
 * @param campaign its name
 */
record Marketing(String channel, String campaign) {

    /** What a visit says: the medium of its campaign, else the source, else its own channel. */
    static Marketing ofVisit(Context context) {
        Campaign campaign = context.campaign();
        if (campaign != null && campaign.medium() != null) {
            return new Marketing(name(campaign.medium()), name(campaign.name()));
        }
        if (campaign != null && campaign.source() != null) {
            return new Marketing(name(campaign.source()), name(campaign.name()));
        }
        return new Marketing(name(context.channel()), name(campaign == null ? null : campaign.name()));
    }

    /** What says a message or an ad spend: the first channel, else the other. */
    static Marketing of(@Nullable String channel, @Nullable String otherwise, Context context) {
        Campaign campaign = context.campaign();
        return new Marketing(
                name(channel != null ? channel : otherwise), name(campaign == null ? null : campaign.name()));
    }

    static @Nullable String medium(Context context) {
        Campaign campaign = context.campaign();
        return campaign == null ? null : campaign.medium();
    }

    private static String name(@Nullable String said) {
        String name = said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
        return name.isEmpty() ? Visitor.UNKNOWN : String.join("/", name.split("\\|", -1));
    }
}
