package io.tillstream.streams.activity;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.money.Micros;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Occurrence;
import io.tillstream.streams.customer.ProfileDraft;

/**
 * How active is this customer lately? Shopping events in, counters that forget by half-lives out, for models to judge by. A late event counts with what is
 * left of it, as if it had come in time.
 */
public final class ActivityFacet implements Facet<ActivityState> {

    @Override
    public int id() {
        return 20;
    }

    @Override
    public ActivityState create() {
        return new ActivityState();
    }

    @Override
    public void update(ActivityState state, Occurrence occurrence, Effects effects) {
        long at = occurrence.at();
        switch (occurrence.event()) {
            case CommerceEvent.PageView view -> state.views.add(at, 1, 1, 1);
            case CommerceEvent.ViewItem view -> state.views.add(at, 1, 1, 1);
            case CommerceEvent.Search search -> state.views.add(at, 1, 1, 1);
            case CommerceEvent.AddToCart add -> state.cartAdds.add(at, 1, 1);
            case CommerceEvent.Purchase purchase -> buy(state, purchase, occurrence);
            case CommerceEvent.RemoveFromCart remove -> {}
            case CommerceEvent.BeginCheckout checkout -> {}
            case CommerceEvent.Abandon abandon -> {}
            default -> {
                return;
            }
        }
        state.lastActiveAt = Math.max(state.lastActiveAt, at);
    }

    private static void buy(ActivityState state, CommerceEvent.Purchase purchase, Occurrence occurrence) {
        long amount = purchase.grossMicros();
        state.purchases.add(occurrence.at(), 1, 1, 1, (double) amount / Micros.PER_UNIT);
        for (Item item : purchase.items()) {
            state.units += item.quantity();
            state.discountedUnits += item.discountMicros() > 0 ? item.quantity() : 0;
        }
        int day = occurrence.day();
        if (day < state.firstDay) {
            state.firstDay = day;
            state.firstDayMicros = 0;
        }
        state.firstDayMicros += day == state.firstDay ? amount : 0;
    }

    @Override
    public void describe(ActivityState state, ProfileDraft profile) {
        profile.setActivity(state);
    }

    @Override
    public void write(ActivityState state, BinaryWriter out) {
        if (state.lastActiveAt == Long.MIN_VALUE) {
            return;
        }
        out.writeSigned(state.lastActiveAt);
        state.views.write(out);
        state.cartAdds.write(out);
        state.purchases.write(out);
        if (state.firstDay != Integer.MAX_VALUE) {
            out.writeUnsigned(state.units).writeUnsigned(state.discountedUnits);
            out.writeSigned(state.firstDay).writeSigned(state.firstDayMicros);
        }
    }

    @Override
    public ActivityState read(BinaryReader in) {
        ActivityState state = new ActivityState();
        state.lastActiveAt = in.readSigned();
        state.views.read(in);
        state.cartAdds.read(in);
        state.purchases.read(in);
        if (in.hasRemaining()) {
            state.units = in.readUnsigned();
            state.discountedUnits = in.readUnsigned();
            state.firstDay = (int) in.readSigned();
            state.firstDayMicros = in.readSigned();
        }
        return state;
    }
}
