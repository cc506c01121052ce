package io.tillstream.streams.cohorts;

import static io.tillstream.streams.cohorts.PurchaseMonths.NONE;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Occurrence;
import java.util.List;

/**
 * When did customers first buy, and who of them came back when? Purchases and refunds in; cells of cohorts (month of first purchase × month) and of calendar
 * months out.
 *
 * <p>A late purchase that is earlier than all known moves the customer to another cohort, with all they did. Of two purchases at the same time the first in the log
 * is the first. Refunds are kept until a purchase is known. State: some 12 bytes for each month with a purchase or a refund.
 */
public final class CohortFacet implements Facet<CohortState> {

    @Override
    public int id() {
        return 40;
    }

    @Override
    public List<CellFamily> families() {
        return List.of(CohortCells.FAMILY, RetentionCells.FAMILY);
    }

    @Override
    public CohortState create() {
        return new CohortState();
    }

    @Override
    public void update(CohortState state, Occurrence occurrence, Effects effects) {
        switch (occurrence.event()) {
            case CommerceEvent.Purchase purchase -> buy(state, purchase, occurrence, effects);
            case CommerceEvent.Refund refund -> refund(state, refund, occurrence, effects);
            default -> {}
        }
    }

    private static void buy(
            CohortState state, CommerceEvent.Purchase purchase, Occurrence occurrence, Effects effects) {
        long received = occurrence.receivedAt();
        int month = Months.of(occurrence.day());
        long gross = purchase.grossMicros();
        int customers = state.months.bought(month) == NONE ? 1 : 0;
        Origin known = state.origin;
        Origin origin = known != null && known.at() <= occurrence.at() ? known : Origin.of(purchase, occurrence);
        Returns returns = new Returns(state.months, received, effects);
        if (known != null && origin.isBookedLike(known)) {
            returns.buy(month, occurrence.day(), gross);
            CohortCells.book(origin, month, customers, 1, gross, received, effects);
        } else {
            if (known != null) {
                CohortCells.bookAll(known, state.months, -1, received, effects);
            }
            returns.buy(month, occurrence.day(), gross);
            CohortCells.bookAll(origin, state.months, 1, received, effects);
        }
        state.origin = origin;
    }

    private static void refund(CohortState state, CommerceEvent.Refund refund, Occurrence occurrence, Effects effects) {
        int month = Months.of(occurrence.day());
        state.months.refund(month, refund.amountMicros());
        if (state.origin != null) {
            CohortCells.book(state.origin, month, 0, 0, -refund.amountMicros(), occurrence.receivedAt(), effects);
        }
    }

    @Override
    public void write(CohortState state, BinaryWriter out) {
        if (state.months.size() == 0) {
            return;
        }
        state.months.write(out);
        out.writeByte(state.origin == null ? 0 : 1);
        if (state.origin != null) {
            state.origin.write(out);
        }
    }

    @Override
    public CohortState read(BinaryReader in) {
        CohortState state = new CohortState(PurchaseMonths.read(in));
        if (in.readByte() == 1) {
            state.origin = Origin.read(in);
        }
        return state;
    }
}
