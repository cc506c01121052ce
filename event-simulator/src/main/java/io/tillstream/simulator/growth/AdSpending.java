package io.tillstream.simulator.growth;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.money.Micros;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.season.Advertising;
import io.tillstream.simulator.season.Advertising.Paid;
import io.tillstream.simulator.season.Drive;
import io.tillstream.simulator.visit.EventForm;
import io.tillstream.simulator.visit.Shopper;
import io.tillstream.simulator.visit.Step;
import io.tillstream.simulator.visit.Visit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the shop pays for its visits. The channel of the spending is the medium of its campaign, as visits from it carry it. */
public final class AdSpending {

    private static final long INDEX = 1L << 43;
    private static final long CENT = Micros.PER_UNIT / 100;

    private final Shopper shop;

    /** @param name tells this run from others */
    public AdSpending(String name, Dice dice) {
        this.shop = Shopper.anonymous(INDEX, name, dice);
    }

    /**
     * What a day costs.
     *
     * @param day days since 1970 in the shop's time zone
     * @param visits visits of customers on an average day
     * @param drive the campaign that ran, or null
     */
    public List<Visit> ofDay(Advertising advertising, long day, double visits, @Nullable Drive drive, long at) {
        List<Visit> spent = new ArrayList<>();
        for (int i = 0; i < Advertising.CHANNELS.size(); i++) {
            Paid paid = Advertising.CHANNELS.get(i);
            add(spent, paid, paid.campaign(), visits * paid.share() * advertising.budget(i, day), at);
            if (drive != null && medium(paid.campaign()).equals(medium(drive.campaign()))) {
                add(spent, paid, drive.campaign(), visits * (drive.lift() - 1), at);
            }
        }
        return spent;
    }

    /** What a number of visits cost that came by a campaign; nothing when it is not paid for. */
    public List<Visit> ofVisits(Campaign campaign, long visits, long at) {
        List<Visit> spent = new ArrayList<>();
        for (Paid paid : Advertising.CHANNELS) {
            if (medium(paid.campaign()).equals(medium(campaign))) {
                add(spent, paid, campaign, visits, at);
            }
        }
        return spent;
    }

    private void add(List<Visit> spent, Paid paid, Campaign campaign, double visits, long at) {
        long cents = Advertising.cents(paid, visits, shop.dice());
        if (cents > 0) {
            spent.add(Visit.errand(
                    shop,
                    at,
                    new Context(null, null, null, null, campaign),
                    List.of(Step.of(
                            Action.AD_SPEND,
                            0,
                            envelope -> new CommerceEvent.AdSpend(
                                    EventForm.ofShop(envelope), medium(campaign), cents * CENT)))));
        }
    }

    private static String medium(Campaign campaign) {
        return String.valueOf(campaign.medium());
    }
}
