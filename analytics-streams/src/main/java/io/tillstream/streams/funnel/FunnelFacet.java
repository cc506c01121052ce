package io.tillstream.streams.funnel;

import io.tillstream.contracts.event.Action;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.cells.FunnelCells;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Occurrence;
import java.time.Duration;
import java.util.List;

/**
 * How far does a visit get? Steps: visit, view_item, add_to_cart, begin_checkout, purchase; each counts only after the one before it, in the same session
 * or within 24 h of the first step, and in the business hour of the first step.
 *
 * <p>A purchase that does not complete a run counts as a direct purchase in its own hour and leaves the run as it is. A late event
 * that belongs to the current run by these rules advances it; an older one begins a run of its own, so that history may be sent after the fact. State is
 * one run.
 */
public final class FunnelFacet implements Facet<FunnelState> {

    static final long SESSION_GAP_MILLIS = Duration.ofMinutes(30).toMillis();
    static final long WINDOW_MILLIS = Duration.ofHours(24).toMillis();

    private static final int VIEW = 1;
    private static final int CART = 2;
    private static final int CHECKOUT = 3;
    private static final int PURCHASE = 4;

    @Override
    public int id() {
        return 5;
    }

    @Override
    public List<CellFamily> families() {
        return List.of(FunnelCells.FAMILY);
    }

    @Override
    public FunnelState create() {
        return new FunnelState();
    }

    @Override
    public void update(FunnelState run, Occurrence occurrence, Effects effects) {
        Action action = occurrence.event().action();
        switch (action) {
            case PAGE_VIEW, SEARCH, VIEW_ITEM, ADD_TO_CART, REMOVE_FROM_CART, BEGIN_CHECKOUT ->
                browse(run, action, occurrence, effects);
            case PURCHASE -> buy(run, occurrence, effects);
            default -> {}
        }
    }

    private static void browse(FunnelState run, Action action, Occurrence occurrence, Effects effects) {
        if (!isCurrent(run, occurrence.at())) {
            open(run, occurrence);
            count(run, FunnelCells.VISITS, occurrence, effects);
        }
        run.lastAt = Math.max(run.lastAt, occurrence.at());
        int step =
                switch (action) {
                    case VIEW_ITEM -> VIEW;
                    case ADD_TO_CART -> CART;
                    case BEGIN_CHECKOUT -> CHECKOUT;
                    default -> 0;
                };
        if (step == run.level + 1) {
            run.level = step;
            count(run, FunnelCells.VISITS + step, occurrence, effects);
        }
    }

    private static void buy(FunnelState run, Occurrence occurrence, Effects effects) {
        if (isCurrent(run, occurrence.at()) && run.level == PURCHASE - 1) {
            count(run, FunnelCells.PURCHASES, occurrence, effects);
            run.open = false;
            return;
        }
        FunnelState direct = new FunnelState();
        open(direct, occurrence);
        count(direct, FunnelCells.DIRECT_PURCHASES, occurrence, effects);
    }

    private static boolean isCurrent(FunnelState run, long at) {
        boolean sameSession = Math.abs(at - run.lastAt) < SESSION_GAP_MILLIS;
        boolean inWindow = run.firstAt <= at && at <= run.firstAt + WINDOW_MILLIS;
        return run.open && (sameSession || inWindow);
    }

    private static void open(FunnelState run, Occurrence occurrence) {
        run.open = true;
        run.level = 0;
        run.firstAt = occurrence.at();
        run.lastAt = occurrence.at();
        run.hour = occurrence.hour();
        run.device = occurrence.device();
        run.channel = occurrence.channel();
        run.country = occurrence.country();
    }

    private static void count(FunnelState run, int sum, Occurrence occurrence, Effects effects) {
        long received = occurrence.receivedAt();
        effects.cell(FunnelCells.hour(run.hour, Dimension.DEVICE, run.device), received)
                .add(sum, 1);
        effects.cell(FunnelCells.hour(run.hour, Dimension.CHANNEL, run.channel), received)
                .add(sum, 1);
        effects.cell(FunnelCells.hour(run.hour, Dimension.COUNTRY, run.country), received)
                .add(sum, 1);
    }

    @Override
    public void write(FunnelState run, BinaryWriter out) {
        out.writeByte(run.open ? 1 : 0);
        if (run.open) {
            out.writeByte(run.level)
                    .writeSigned(run.firstAt)
                    .writeSigned(run.lastAt)
                    .writeSigned(run.hour);
            out.writeText(run.device).writeText(run.channel).writeText(run.country);
        }
    }

    @Override
    public FunnelState read(BinaryReader in) {
        FunnelState run = new FunnelState();
        run.open = in.readByte() == 1;
        if (run.open) {
            run.level = in.readByte();
            run.firstAt = in.readSigned();
            run.lastAt = in.readSigned();
            run.hour = in.readSigned();
            run.device = in.readRequiredText();
            run.channel = in.readRequiredText();
            run.country = in.readRequiredText();
        }
        return run;
    }
}
