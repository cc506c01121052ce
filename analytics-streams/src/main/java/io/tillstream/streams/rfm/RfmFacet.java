package io.tillstream.streams.rfm;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Occurrence;
import io.tillstream.streams.customer.ProfileDraft;
import io.tillstream.streams.quantiles.CutPoints;
import java.util.Locale;

/**
 * Which RFM scores and segment does this customer have, and did they move? Scores come from the orders in the profile and the rolling cut points; a move
 * between segments is a fact of its own, with its cause.
 */
public final class RfmFacet implements Facet<RfmState> {

    private static final RfmState.Cause[] CAUSES = RfmState.Cause.values();

    @Override
    public int id() {
        return 2;
    }

    @Override
    public RfmState create() {
        return new RfmState();
    }

    @Override
    public void update(RfmState state, Occurrence occurrence, Effects effects) {
        switch (occurrence.event()) {
            case CommerceEvent.Purchase purchase -> state.cause = RfmState.Cause.PURCHASE;
            case CommerceEvent.Refund refund -> state.cause = RfmState.Cause.REFUND;
            default -> {}
        }
    }

    @Override
    public void score(RfmState state, ProfileDraft profile, Effects effects) {
        ProfileDraft.Orders orders = profile.orders();
        CutPoints cutPoints = profile.cutPoints();
        if (orders == null || cutPoints == null) {
            return;
        }
        int label = cutPoints.label(orders.lastAt(), orders.count(), profile.netMicros());
        String segment = RfmSegments.of(label);
        profile.setRfm(new RfmScore(label / 100, label / 10 % 10, label % 10), segment);
        String previous = state.label == 0 ? null : RfmSegments.of(state.label);
        if (!segment.equals(previous)) {
            effects.transition(new SegmentTransition(
                    profile.customerId(),
                    previous,
                    segment,
                    state.label == 0 ? null : Integer.toString(state.label),
                    Integer.toString(label),
                    state.cause.name().toLowerCase(Locale.ROOT),
                    cutPoints.asOfInstant()));
        }
        state.label = label;
        state.cause = RfmState.Cause.CUT_POINTS;
    }

    @Override
    public boolean keepsJudgements() {
        return true;
    }

    @Override
    public void write(RfmState state, BinaryWriter out) {
        out.writeUnsigned(state.label).writeByte(state.cause.ordinal());
    }

    @Override
    public RfmState read(BinaryReader in) {
        RfmState state = new RfmState();
        state.label = in.readCount();
        state.cause = CAUSES[in.readByte()];
        return state;
    }
}
