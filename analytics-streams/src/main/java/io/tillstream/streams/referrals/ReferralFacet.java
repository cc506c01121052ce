package io.tillstream.streams.referrals;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Occurrence;
import java.util.List;

/**
 * Do referrals bring customers, and are these worth more than others? Referrals, orders and refunds in, cells of months out.
 *
 * <p>A referral counts where it was sent; a conversion where the referred customer is, who is found by their own events alone: the referrer's need not be known. The earliest
 * conversion of a customer counts. What a customer counts as changes with a late event, and is then taken back and booked anew.
 */
public final class ReferralFacet implements Facet<ReferralState> {

    @Override
    public int id() {
        return 61;
    }

    @Override
    public List<CellFamily> families() {
        return List.of(ReferralCells.FAMILY);
    }

    @Override
    public ReferralState create() {
        return new ReferralState();
    }

    @Override
    public void update(ReferralState state, Occurrence occurrence, Effects effects) {
        switch (occurrence.event()) {
            case CommerceEvent.ReferralSent sent ->
                effects.cell(
                                ReferralCells.monthOf(occurrence.day(), Dimension.CHANNEL, occurrence.channel()),
                                occurrence.receivedAt())
                        .add(ReferralCells.SENT, 1);
            case CommerceEvent.ReferralConverted converted -> convert(state, converted, occurrence, effects);
            case CommerceEvent.Purchase purchase -> {
                Bought own = Bought.once(occurrence.at(), occurrence.day(), occurrence.channel());
                change(state, occurrence, effects, () -> {
                    state.bought = state.bought == null ? own : state.bought.and(own);
                    state.netMicros += purchase.grossMicros();
                });
            }
            case CommerceEvent.Refund refund ->
                change(state, occurrence, effects, () -> state.netMicros -= refund.amountMicros());
            default -> {}
        }
    }

    private static void convert(
            ReferralState state, CommerceEvent.ReferralConverted converted, Occurrence occurrence, Effects effects) {
        Referral came = Referral.of(converted, occurrence);
        Referral known = state.referral;
        if (came != null && (known == null || came.at() < known.at())) {
            change(state, occurrence, effects, () -> state.referral = came);
        }
    }

    private static void change(ReferralState state, Occurrence occurrence, Effects effects, Runnable change) {
        state.book(-1, occurrence.receivedAt(), effects);
        change.run();
        state.book(1, occurrence.receivedAt(), effects);
    }

    @Override
    public void write(ReferralState state, BinaryWriter out) {
        state.write(out);
    }

    @Override
    public ReferralState read(BinaryReader in) {
        return ReferralState.read(in);
    }
}
