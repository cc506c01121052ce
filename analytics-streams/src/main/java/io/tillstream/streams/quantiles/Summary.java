package io.tillstream.streams.quantiles;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;

/** Where the ranked customers of one partition stand: their last purchases, orders, spend and order rates, and the newest event time among all events. */
public final class Summary {

    private final long newestEventAt;
    private final Quantiles lastPurchaseAt;
    private final Quantiles orders;
    private final Quantiles netMicros;
    private final Quantiles orderRates;

    /** Nobody yet. */
    public Summary(long newestEventAt) {
        this(newestEventAt, new Quantiles(), new Quantiles(), new Quantiles(), new Quantiles());
    }

    private Summary(
            long newestEventAt, Quantiles lastPurchaseAt, Quantiles orders, Quantiles netMicros, Quantiles orderRates) {
        this.newestEventAt = newestEventAt;
        this.lastPurchaseAt = lastPurchaseAt;
        this.orders = orders;
        this.netMicros = netMicros;
        this.orderRates = orderRates;
    }

    /** Adds a customer with at least one order. */
    public void add(long customersLastPurchaseAt, long orderCount, long micros) {
        lastPurchaseAt.add(customersLastPurchaseAt);
        orders.add(orderCount);
        netMicros.add(micros);
    }

    /** Adds the order rate of a customer who was added, see {@link CutPoints#orderRate}. */
    public void addRate(long rate) {
        orderRates.add(rate);
    }

    /** Both together, in a new summary. */
    Summary with(Summary other) {
        Summary merged = new Summary(Math.max(newestEventAt, other.newestEventAt));
        for (Summary part : new Summary[] {this, other}) {
            merged.lastPurchaseAt.merge(part.lastPurchaseAt);
            merged.orders.merge(part.orders);
            merged.netMicros.merge(part.netMicros);
            merged.orderRates.merge(part.orderRates);
        }
        return merged;
    }

    long newestEventAt() {
        return newestEventAt;
    }

    Quantiles lastPurchaseAt() {
        return lastPurchaseAt;
    }

    Quantiles orders() {
        return orders;
    }

    Quantiles netMicros() {
        return netMicros;
    }

    /** As many as {@link #orders}, unless summaries of earlier versions are among those merged. */
    Quantiles orderRates() {
        return orderRates;
    }

    /** The compact form. */
    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().writeSigned(newestEventAt);
        lastPurchaseAt.write(out);
        orders.write(out);
        netMicros.write(out);
        orderRates.write(out);
        return out.toByteArray();
    }

    /** Reads what {@link #toBytes} made, now or when there were no rates yet. */
    public static Summary of(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        return new Summary(
                in.readSigned(),
                Quantiles.read(in),
                Quantiles.read(in),
                Quantiles.read(in),
                in.hasRemaining() ? Quantiles.read(in) : new Quantiles());
    }
}
