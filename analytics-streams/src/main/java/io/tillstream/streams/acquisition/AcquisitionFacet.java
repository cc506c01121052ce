package io.tillstream.streams.acquisition;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.MarketingNames;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Occurrence;
import io.tillstream.streams.customer.ProfileDraft;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * By which channel and campaign do customers first come, and is it worth its price? Visits, purchases, refunds and ad spend in; acquisition cells and the first touch
 * in the profile out.
 *
 * <p>The first touch is the earliest visit by event time. One that comes late and is earlier than all known moves the person with all they did to its own channel,
 * campaign and month, whenever it comes, so that the order of the log does not matter. State: the first visit, and some 7 bytes for each month with a purchase or a
 * refund.
 */
public final class AcquisitionFacet implements Facet<AcquisitionState> {

    /** What a person does in the shop; not what the shop does to them. */
    private static final Set<Action> VISITS = EnumSet.of(
            Action.PAGE_VIEW,
            Action.VIEW_ITEM,
            Action.SEARCH,
            Action.ADD_TO_CART,
            Action.REMOVE_FROM_CART,
            Action.BEGIN_CHECKOUT,
            Action.PURCHASE,
            Action.ABANDON);

    @Override
    public int id() {
        return 65;
    }

    @Override
    public List<CellFamily> families() {
        return List.of(AcquisitionCells.FAMILY);
    }

    @Override
    public AcquisitionState create() {
        return new AcquisitionState();
    }

    @Override
    public void update(AcquisitionState state, Occurrence occurrence, Effects effects) {
        CommerceEvent event = occurrence.event();
        if (VISITS.contains(event.action()) && occurrence.at() <= state.firstVisitAt()) {
            visit(state, occurrence, effects);
        }
        switch (event) {
            case CommerceEvent.Purchase purchase -> earn(state, 1, purchase.grossMicros(), occurrence, effects);
            case CommerceEvent.Refund refund -> earn(state, 0, -refund.amountMicros(), occurrence, effects);
            default -> {}
        }
    }

    private static void visit(AcquisitionState state, Occurrence occurrence, Effects effects) {
        Context context = occurrence.event().envelope().context();
        String channel = MarketingNames.channelOf(context);
        String campaign = MarketingNames.campaignOf(context);
        if (state.precedes(occurrence.at(), channel, campaign)) {
            state.bookAll(-1, occurrence.receivedAt(), effects);
            state.visit(occurrence.at(), AcquisitionCells.month(occurrence.day()), channel, campaign);
            state.bookAll(1, occurrence.receivedAt(), effects);
        }
    }

    private static void earn(
            AcquisitionState state, int orders, long netMicros, Occurrence occurrence, Effects effects) {
        int month = AcquisitionCells.month(occurrence.day());
        int first = state.earnings.firstMonth();
        boolean isFirst = orders > 0 && (first == Earnings.NONE || month < first);
        if (isFirst) {
            state.bookAll(-1, occurrence.receivedAt(), effects);
        }
        state.earnings.add(month, orders, netMicros);
        if (isFirst) {
            state.bookAll(1, occurrence.receivedAt(), effects);
        } else if (first != Earnings.NONE) {
            state.bookMonth(first, month, orders, netMicros, occurrence.receivedAt(), effects);
        }
    }

    /** Money spent belongs to the channel and campaign that visits name. */
    @Override
    public void updateShop(CommerceEvent event, long receivedAt, BusinessTime calendar, Effects effects) {
        if (event instanceof CommerceEvent.AdSpend spend) {
            String source = MarketingNames.channelOf(spend) + "|"
                    + MarketingNames.campaignOf(spend.envelope().context());
            int month =
                    AcquisitionCells.month(calendar.epochDay(spend.timestamp().toEpochMilli()));
            AcquisitionCells.cell(source, month, 0, receivedAt, effects)
                    .add(AcquisitionCells.SPEND_MICROS, spend.amountMicros());
        }
    }

    @Override
    public void describe(AcquisitionState state, ProfileDraft profile) {
        if (state.hasVisited()) {
            profile.setFirstTouch(state.channel(), state.campaign());
        }
    }

    @Override
    public void write(AcquisitionState state, BinaryWriter out) {
        state.write(out);
    }

    @Override
    public AcquisitionState read(BinaryReader in) {
        return AcquisitionState.read(in);
    }
}
