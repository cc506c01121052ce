package io.tillstream.simulator.growth;

import io.tillstream.contracts.event.Campaign;
import java.util.List;

/**
 * A kind of message that the shop sends again and again.
 *
 * @param channel as messages name it: email, sms, push
 * @param campaign as visits that come from it carry it
 * @param bounced chance that it does not arrive
 * @param opened true chance that a delivered message is opened, for a reader of ordinary interest
 * @param clicked true chance that an opened message is clicked
 * @param lift true factor on the chance that a visit ends in an order, for a visit that comes from it
 */
public record MessageCampaign(
        String channel, Campaign campaign, double bounced, double opened, double clicked, double lift) {

    /** The newsletter: many read it, it sells nothing. */
    public static final MessageCampaign WEEKLY_PICKS =
            new MessageCampaign("email", new Campaign("newsletter", "email", "weekly-picks"), 0.02, 0.22, 0.10, 1);

    /** News for regulars. */
    public static final MessageCampaign MEMBERS_NEWS =
            new MessageCampaign("email", new Campaign("newsletter", "email", "members-news"), 0.02, 0.34, 0.12, 1.3);

    /** A short offer to the telephone. */
    public static final MessageCampaign FLASH_OFFER =
            new MessageCampaign("sms", new Campaign("shop", "sms", "flash-offer"), 0.01, 0.55, 0.08, 1.8);

    /** A note of the app. */
    public static final MessageCampaign NEW_ARRIVALS =
            new MessageCampaign("push", new Campaign("app", "push", "new-arrivals"), 0.05, 0.12, 0.20, 1.1);

    /** To those who have not ordered for three months. */
    public static final MessageCampaign WIN_BACK =
            new MessageCampaign("email", new Campaign("newsletter", "email", "win-back"), 0.04, 0.15, 0.10, 2.2);

    /** All of them. */
    public static final List<MessageCampaign> ALL =
            List.of(WEEKLY_PICKS, MEMBERS_NEWS, FLASH_OFFER, NEW_ARRIVALS, WIN_BACK);
}
