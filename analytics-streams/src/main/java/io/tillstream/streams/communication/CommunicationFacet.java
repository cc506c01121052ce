package io.tillstream.streams.communication;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.MarketingNames;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Hashes;
import io.tillstream.streams.customer.Occurrence;
import java.util.List;

/**
 * What becomes of messages to customers, and do more of them help? The five message events and purchases in; communication cells out.
 *
 * <p>A message counts on the day it was sent, as it stands now; events may come in any order. An order is due to the last click in the 7 days before it. State: the
 * newest messages (some 40 bytes each), clicks and orders (16 bytes each), and counts by campaign, all bounded.
 */
public final class CommunicationFacet implements Facet<CommunicationState> {

    @Override
    public int id() {
        return 66;
    }

    @Override
    public List<CellFamily> families() {
        return List.of(CommunicationCells.FAMILY);
    }

    @Override
    public CommunicationState create() {
        return new CommunicationState();
    }

    @Override
    public void update(CommunicationState state, Occurrence occurrence, Effects effects) {
        switch (occurrence.event()) {
            case CommerceEvent.Message message -> take(state, message, occurrence, effects);
            case CommerceEvent.Purchase purchase ->
                state.buy(occurrence.at(), purchase.grossMicros(), occurrence.receivedAt(), effects);
            default -> {}
        }
    }

    private static void take(
            CommunicationState state, CommerceEvent.Message message, Occurrence occurrence, Effects effects) {
        long id = Hashes.of(message.messageId());
        long received = occurrence.receivedAt();
        switch (message.action()) {
            case MESSAGE_SENT ->
                state.send(
                        id,
                        occurrence.at(),
                        occurrence.day(),
                        channelOf(message),
                        MarketingNames.campaignOf(message.envelope().context()),
                        received,
                        effects);
            case MESSAGE_DELIVERED -> state.step(id, CommunicationCells.DELIVERED, received, effects);
            case MESSAGE_OPENED -> state.step(id, CommunicationCells.OPENED, received, effects);
            case MESSAGE_CLICKED -> state.click(id, occurrence.at(), received, effects);
            case MESSAGE_UNSUBSCRIBED -> state.step(id, CommunicationCells.UNSUBSCRIBED, received, effects);
            default -> throw new IllegalStateException(message.action().wireName());
        }
    }

    /** What the event says itself, else the medium of its campaign; the event's own channel is where the customer shops. */
    private static String channelOf(CommerceEvent.Message message) {
        String own = message.messageChannel();
        Context context = message.envelope().context();
        return own != null || context.campaign() == null
                ? MarketingNames.of(own)
                : MarketingNames.of(context.campaign().medium());
    }

    @Override
    public void write(CommunicationState state, BinaryWriter out) {
        state.write(out);
    }

    @Override
    public CommunicationState read(BinaryReader in) {
        return CommunicationState.read(in);
    }
}
