package io.tillstream.simulator.growth;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.truth.Truth;
import io.tillstream.simulator.visit.Aftermath;
import io.tillstream.simulator.visit.Bond;
import io.tillstream.simulator.visit.EventForm;
import io.tillstream.simulator.visit.Shopper;
import io.tillstream.simulator.visit.Step;
import io.tillstream.simulator.visit.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages and decides what becomes of them. A message that does not arrive is sent and never delivered.
 *
 * <p>Time goes by the length of a day, so that the live shop can have shorter ones.
 */
public final class Mailings {

    private static final long SECOND = 1_000;
    private static final long WEEK = Duration.ofDays(7).toMillis();
    private static final long WRITING_HOUR = Duration.ofHours(10).toMillis();
    private static final long SPREAD = Duration.ofHours(2).toMillis();
    private static final double OPENED_AFTER_DAYS = 0.1;
    private static final double OPENED_SIGMA = 1.2;
    private static final double LATEST_OPENING_DAYS = 3;
    private static final double OPENED_BY_THE_GONE = 0.15;
    private static final double LAPSED_AFTER_DAYS = 90;
    private static final double FATIGUE_DAYS = 30;
    private static final double CONSENT_WITHDRAWN = 0.6;

    private final String tag;
    private final double day;

    /**
     * @param tag tells the messages of this run from those of others
     * @param day length of a day, in milliseconds
     */
    public Mailings(String tag, double day) {
        this.tag = tag;
        this.day = day;
    }

    /**
     * One message.
     *
     * @param errand what happens to it
     * @param click the click that follows, or null
     */
    public record Mailing(Visit errand, @Nullable Click click) {}

    /**
     * A click to come.
     *
     * @param at in milliseconds since 1970
     */
    public record Click(long at, String messageId, MessageCampaign campaign) {

        /** The click itself. */
        public Step step() {
            return Mailings.step(Action.MESSAGE_CLICKED, 0, messageId, campaign);
        }
    }

    /** How many weeks until a customer's next message. */
    private static int weeksToNext(Bond bond) {
        double weekly = bond.onManyLists() ? Truth.MESSAGES_ON_MANY_LISTS : Truth.MESSAGES_ON_FEW_LISTS;
        return 1 + bond.dice().geometric(1 / weekly - 1);
    }

    /** When a customer's next message after a time is due, if the shop writes on Thursdays after ten. */
    public static long nextAt(Shopper shopper, long from) {
        long week = week(from) + weeksToNext(shopper.bond());
        return week * WEEK + WRITING_HOUR + shopper.index() * 7_919 % SPREAD;
    }

    /** Number of an instant's week, from Thursday to Wednesday, since 1970. */
    public static long week(long at) {
        return Math.floorDiv(at, WEEK);
    }

    /** What is sent to a customer in a week. */
    public MessageCampaign campaign(Shopper shopper, long at, long week) {
        Bond bond = shopper.bond();
        if (bond.lastOrderAt() > 0
                && at - bond.lastOrderAt() > LAPSED_AFTER_DAYS * day
                && bond.dice().chance(0.5)) {
            return MessageCampaign.WIN_BACK;
        }
        return switch ((int) (week % 4)) {
            case 0 -> MessageCampaign.WEEKLY_PICKS;
            case 1 -> MessageCampaign.FLASH_OFFER;
            case 2 -> shopper.habits().app() ? MessageCampaign.NEW_ARRIVALS : MessageCampaign.WEEKLY_PICKS;
            default -> MessageCampaign.MEMBERS_NEWS;
        };
    }

    /** Sends a message. */
    public Mailing send(Shopper shopper, long at, MessageCampaign campaign) {
        Bond bond = shopper.bond();
        Dice dice = bond.dice();
        int earlier = bond.receive(at, (long) (FATIGUE_DAYS * day));
        String id = id(shopper);
        List<Step> steps = new ArrayList<>(4);
        steps.add(step(Action.MESSAGE_SENT, 0, id, campaign));
        Click click = null;
        if (!dice.chance(campaign.bounced())) {
            long delivered = dice.between(1, 20) * SECOND;
            steps.add(step(Action.MESSAGE_DELIVERED, delivered, id, campaign));
            boolean enough = dice.chance(Truth.unsubscribeChance(earlier));
            double opened = campaign.opened() * (shopper.gone() ? OPENED_BY_THE_GONE : 1);
            if (enough || dice.chance(opened)) {
                long read = readAfter(dice);
                steps.add(step(Action.MESSAGE_OPENED, read, id, campaign));
                if (enough) {
                    leave(bond, steps, id, campaign);
                } else if (!shopper.gone() && dice.chance(campaign.clicked())) {
                    click = new Click(at + delivered + read + dice.between(10, 90) * SECOND, id, campaign);
                }
            }
        }
        return new Mailing(Visit.errand(shopper, at, context(shopper, campaign), List.copyOf(steps)), click);
    }

    /** All steps of a message that is opened and clicked at once, as the beginning of the visit that it brings. */
    public List<Step> clickedAtOnce(Shopper shopper, long at, MessageCampaign campaign) {
        shopper.bond().receive(at, (long) (FATIGUE_DAYS * day));
        String id = id(shopper);
        return List.of(
                step(Action.MESSAGE_SENT, 0, id, campaign),
                step(Action.MESSAGE_DELIVERED, 2 * SECOND, id, campaign),
                step(Action.MESSAGE_OPENED, 60 * SECOND, id, campaign),
                step(Action.MESSAGE_CLICKED, 20 * SECOND, id, campaign));
    }

    private static void leave(Bond bond, List<Step> steps, String id, MessageCampaign campaign) {
        bond.unsubscribe();
        steps.add(step(Action.MESSAGE_UNSUBSCRIBED, 15 * SECOND, id, campaign));
        if (bond.dice().chance(CONSENT_WITHDRAWN)) {
            steps.add(Step.of(
                    Action.CONSENT_CHANGED,
                    10 * SECOND,
                    envelope -> new CommerceEvent.ConsentChanged(envelope, Aftermath.MARKETING, false)));
        }
    }

    private long readAfter(Dice dice) {
        double days = Math.min(LATEST_OPENING_DAYS, dice.logNormal(OPENED_AFTER_DAYS, OPENED_SIGMA));
        return Math.max(5 * SECOND, (long) (days * day));
    }

    private String id(Shopper shopper) {
        return "m-" + tag + "-" + shopper.index() + "-" + shopper.bond().messagesReceived();
    }

    private static Context context(Shopper shopper, MessageCampaign campaign) {
        Context home = Aftermath.home(shopper);
        return new Context(null, null, home.country(), home.location(), campaign.campaign());
    }

    private static Step step(Action action, long gap, String id, MessageCampaign campaign) {
        return Step.of(
                action,
                gap,
                envelope -> new CommerceEvent.Message(EventForm.outOfVisit(envelope), action, id, campaign.channel()));
    }
}
