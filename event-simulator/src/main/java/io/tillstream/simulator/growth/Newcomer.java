package io.tillstream.simulator.growth;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.simulator.season.Advertising;
import io.tillstream.simulator.truth.Truth;
import io.tillstream.simulator.visit.Bond;
import io.tillstream.simulator.visit.Shopper;

/** How somebody new comes to the shop. */
public final class Newcomer {

    private static final int MOST_UNKNOWN_VISITS = 3;

    private Newcomer() {}

    /**
     * Decides what brings a new customer: a recommendation, paid advertising, or nothing of the kind.
     *
     * @param at in milliseconds since 1970
     */
    public static void arrive(Shopper shopper, long at, Referrals referrals, Advertising advertising) {
        Bond bond = shopper.bond();
        Referrals.Coming coming = referrals.next(at);
        if (coming != null) {
            bond.atSignUp(coming.converted());
            bond.comeBy(Referrals.CAMPAIGN, Truth.DROPOUT_OF_REFERRED);
            return;
        }
        Campaign campaign = advertising.ofFirstVisit(bond.dice(), at);
        boolean affiliate = campaign != null && "affiliate".equals(campaign.medium());
        bond.comeBy(campaign, affiliate ? Truth.DROPOUT_OF_AFFILIATE : 1);
    }

    /**
     * Decides whether a new customer looks around before the sign-up.
     *
     * @param tag tells the cookies of this run from those of others
     * @param most greatest number of such visits
     */
    public static boolean goesUnknown(Shopper shopper, String tag, int most) {
        Bond bond = shopper.bond();
        if (!bond.dice().chance(Truth.UNKNOWN_AT_FIRST)) {
            return false;
        }
        bond.unknownVisits((int) bond.dice().between(1, Math.min(most, MOST_UNKNOWN_VISITS)));
        shopper.goUnknown("v-" + tag + "-c" + shopper.index());
        return true;
    }
}
