package io.tillstream.streams.behaviour;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Activity;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Hashes;
import io.tillstream.streams.customer.Occurrence;
import io.tillstream.streams.customer.ProfileDraft;
import io.tillstream.streams.quantiles.CutPoints;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of buying does this customer show? Purchases in, names of behavioural segments out, in the order of their definition. Sums only, so late
 * events need nothing special; a refund takes nothing back.
 */
public final class BehaviourFacet implements Facet<BehaviourState> {

    private static final long BARGAIN_ORDERS = 2;
    private static final long LOYAL_ORDERS = 3;
    private static final long SEASONAL_ORDERS = 3;
    private static final int SEASONAL_YEARS = 2;
    private static final long WINDOW_SESSIONS = 5;
    private static final int WINDOW_DAYS = 90;
    private static final int PERCENT = 100;
    private static final int BARGAIN_PERCENT = 50;
    private static final int LOYAL_PERCENT = 60;
    private static final int SEASONAL_PERCENT = 70;

    @Override
    public int id() {
        return 21;
    }

    @Override
    public BehaviourState create() {
        return new BehaviourState();
    }

    @Override
    public void update(BehaviourState state, Occurrence occurrence, Effects effects) {
        if (occurrence.event() instanceof CommerceEvent.Purchase purchase) {
            state.quarters.add(occurrence.day());
            for (Item item : purchase.items()) {
                if (item.brand() != null) {
                    state.brands.add(Hashes.of("b" + item.brand()), item.quantity());
                } else if (item.category() != null) {
                    state.brands.add(Hashes.of("c" + item.category()), item.quantity());
                } else {
                    state.brands.addUnknown(item.quantity());
                }
            }
        }
    }

    @Override
    public void score(BehaviourState state, ProfileDraft profile, Effects effects) {
        ProfileDraft.Orders orders = profile.orders();
        long count = orders == null ? 0 : orders.count();
        List<String> shown = new ArrayList<>();
        if (orders != null && isFrequent(profile.cutPoints(), orders)) {
            shown.add("Frequent Buyer");
        }
        if (count >= BARGAIN_ORDERS && isBargainHunter(profile.activity())) {
            shown.add("Bargain Hunter");
        }
        if (count >= LOYAL_ORDERS && hasShare(state.brands.most(), state.brands.units(), LOYAL_PERCENT)) {
            shown.add("Brand Loyal");
        }
        if (profile.sessions() >= WINDOW_SESSIONS && hasNotBoughtLately(profile)) {
            shown.add("Window Shopper");
        }
        if (isSeasonal(state.quarters)) {
            shown.add("Seasonal Buyer");
        }
        profile.setBehaviours(shown);
    }

    private static boolean isFrequent(@Nullable CutPoints cutPoints, ProfileDraft.Orders orders) {
        return cutPoints != null && cutPoints.isFrequent(orders.count(), orders.firstAt(), orders.lastAt());
    }

    private static boolean isBargainHunter(@Nullable Activity activity) {
        return activity != null && hasShare(activity.discountedUnits(), activity.units(), BARGAIN_PERCENT);
    }

    private static boolean hasNotBoughtLately(ProfileDraft profile) {
        Integer recency = profile.recencyDays();
        return profile.orders() == null || recency != null && recency > WINDOW_DAYS;
    }

    private static boolean isSeasonal(Quarters quarters) {
        if (quarters.orders() < SEASONAL_ORDERS) {
            return false;
        }
        for (int quarter = 0; quarter < Quarters.COUNT; quarter++) {
            if (hasShare(quarters.orders(quarter), quarters.orders(), SEASONAL_PERCENT)
                    && quarters.years(quarter) >= SEASONAL_YEARS) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasShare(long part, long whole, int percent) {
        return whole > 0 && part * PERCENT >= whole * percent;
    }

    @Override
    public void write(BehaviourState state, BinaryWriter out) {
        if (state.quarters.orders() > 0) {
            state.brands.write(out);
            state.quarters.write(out);
        }
    }

    @Override
    public BehaviourState read(BinaryReader in) {
        BehaviourState state = new BehaviourState();
        state.brands.read(in);
        state.quarters.read(in);
        return state;
    }
}
