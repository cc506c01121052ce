package io.tillstream.stack.audit;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Channel and campaign, in lower case and without bars; {@code unknown} where nobody said.
 *
 * @param channel of visits and advertising for example {@code google / cpc}, of messages {@code email}
 * @param campaign its name
 */
record Marketing(String channel, String campaign) {

    /** What a visit says. */
    static Marketing ofVisit(Context context) {
        Campaign campaign = context.campaign();
        String channel = channel(campaign);
        return new Marketing(channel == null ? "direct" : channel, name(campaign == null ? null : campaign.name()));
    }

    /** {@code source / medium}; null when the campaign says neither. */
    static @Nullable String channel(@Nullable Campaign campaign) {
        if (campaign == null) {
            return null;
        }
        List<String> halves = List.of(name(campaign.source()), name(campaign.medium()));
        return halves.stream().allMatch(Visitor.UNKNOWN::equals) ? null : String.join(" / ", halves);
    }

    /** What money was spent on: its own channel is the medium that its campaign does not name, or both halves. */
    static Marketing ofSpend(CommerceEvent.AdSpend spend) {
        Campaign said = spend.envelope().context().campaign();
        Campaign campaign = said == null ? new Campaign(null, null, null) : said;
        String own = name(spend.adChannel());
        boolean namesMedium = !name(campaign.medium()).equals(Visitor.UNKNOWN);
        String channel = channel(campaign) == null && own.contains(" / ")
                ? own
                : name(campaign.source()) + " / " + (namesMedium ? name(campaign.medium()) : own);
        return new Marketing(channel, name(campaign.name()));
    }

    /** What a message says: the first channel, else the other. */
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
