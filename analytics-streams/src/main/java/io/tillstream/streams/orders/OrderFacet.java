package io.tillstream.streams.orders;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.IntCursor;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Hashes;
import io.tillstream.streams.customer.Occurrence;
import io.tillstream.streams.customer.ProfileDraft;

/**
 * What has this customer bought so far? Purchases and refunds in, figures of the profile out. Sums, minima and maxima only, so late events need nothing
 * special.
 */
public final class OrderFacet implements Facet<OrderState> {

    @Override
    public int id() {
        return 1;
    }

    @Override
    public OrderState create() {
        return new OrderState();
    }

    @Override
    public void update(OrderState state, Occurrence occurrence, Effects effects) {
        switch (occurrence.event()) {
            case CommerceEvent.Purchase purchase -> buy(state, purchase, occurrence);
            case CommerceEvent.Refund refund -> state.refundMicros += refund.amountMicros();
            default -> {}
        }
    }

    private static void buy(OrderState state, CommerceEvent.Purchase purchase, Occurrence occurrence) {
        long at = occurrence.at();
        state.firstAt = state.orders == 0 ? at : Math.min(state.firstAt, at);
        state.lastAt = state.orders == 0 ? at : Math.max(state.lastAt, at);
        state.orders++;
        state.addDay(occurrence.day());
        for (Item item : purchase.items()) {
            state.units += item.quantity();
            state.grossMicros += item.amountMicros();
            state.products.add(Hashes.of(item.productId()));
        }
    }

    @Override
    public void describe(OrderState state, ProfileDraft profile) {
        profile.setRefundMicros(state.refundMicros);
        if (state.orders > 0) {
            profile.setOrders(new ProfileDraft.Orders(
                    state.orders,
                    state.units,
                    state.grossMicros,
                    state.firstAt,
                    state.lastAt,
                    state.days().size(),
                    state.products.size(),
                    state.firstDay,
                    state.lastDay));
        }
    }

    @Override
    public void write(OrderState state, BinaryWriter out) {
        out.writeUnsigned(state.orders).writeUnsigned(state.units);
        out.writeSigned(state.grossMicros).writeSigned(state.refundMicros);
        out.writeSigned(state.firstAt).writeSigned(state.lastAt);
        out.writeUnsigned(state.days().size());
        for (IntCursor day : state.days()) {
            out.writeSigned(day.value);
        }
        out.writeUnsigned(state.products.size());
        for (LongCursor product : state.products) {
            out.writeFixed(product.value);
        }
    }

    @Override
    public OrderState read(BinaryReader in) {
        long orders = in.readUnsigned();
        long units = in.readUnsigned();
        long gross = in.readSigned();
        long refunds = in.readSigned();
        long first = in.readSigned();
        long last = in.readSigned();
        int dayCount = in.readCount();
        IntHashSet days = new IntHashSet(dayCount);
        for (int i = 0; i < dayCount; i++) {
            days.add((int) in.readSigned());
        }
        int productCount = in.readCount();
        LongHashSet products = new LongHashSet(productCount);
        for (int i = 0; i < productCount; i++) {
            products.add(in.readFixed());
        }
        OrderState state = new OrderState(days, products);
        state.orders = orders;
        state.units = units;
        state.grossMicros = gross;
        state.refundMicros = refunds;
        state.firstAt = first;
        state.lastAt = last;
        return state;
    }
}
