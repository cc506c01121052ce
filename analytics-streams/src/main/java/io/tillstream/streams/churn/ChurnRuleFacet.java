package io.tillstream.streams.churn;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.ProfileDraft;
import io.tillstream.streams.quantiles.CutPoints;

/**
 * How likely is this customer lost, as long as no model says so? By recency alone: over 180 days High, over 90 Medium, else Low. By the customer's own rhythm:
 * High for who is away for longer than their average gap, with fewer orders and less spend than the median of all customers. The more severe counts.
 * Keeps no state.
 */
public final class ChurnRuleFacet implements Facet<ChurnRuleFacet.Nothing> {

    static final int HIGH_ABOVE_DAYS = 180;
    static final int MEDIUM_ABOVE_DAYS = 90;

    /** No state. */
    public enum Nothing {
        NOTHING
    }

    @Override
    public int id() {
        return 3;
    }

    @Override
    public Nothing create() {
        return Nothing.NOTHING;
    }

    @Override
    public void score(Nothing state, ProfileDraft profile, Effects effects) {
        Integer recencyDays = profile.recencyDays();
        if (recencyDays != null) {
            if (isOutOfRhythm(recencyDays, profile)) {
                profile.setChurn("High", "bootstrap");
            } else {
                profile.setChurn(tier(recencyDays), "rule");
            }
        }
    }

    private static boolean isOutOfRhythm(int recencyDays, ProfileDraft profile) {
        ProfileDraft.Orders orders = profile.orders();
        CutPoints cutPoints = profile.cutPoints();
        return orders != null
                && orders.count() >= 2
                && cutPoints != null
                && cutPoints.isBelowMedians(orders.count(), profile.netMicros())
                && recencyDays > (double) profile.lifetimeDays() / (orders.count() - 1);
    }

    static String tier(int recencyDays) {
        return recencyDays > HIGH_ABOVE_DAYS ? "High" : recencyDays > MEDIUM_ABOVE_DAYS ? "Medium" : "Low";
    }

    @Override
    public void write(Nothing state, BinaryWriter out) {
        // nothing to write
    }

    @Override
    public Nothing read(BinaryReader in) {
        return Nothing.NOTHING;
    }
}
