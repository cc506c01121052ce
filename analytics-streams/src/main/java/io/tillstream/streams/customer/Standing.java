package io.tillstream.streams.customer;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.quantiles.CutPoints;
import org.jspecify.annotations.Nullable;

/**
 * The few figures by which a customer is compared with all others, at the head of the stored state so that a sweep over all customers need not read more.
 *
 * @param deadline event time at which a timer is due, {@link Long#MAX_VALUE} for none
 * @param orders F; 0 means that the customer is not ranked
 * @param netMicros M
 * @param lastPurchaseAt newest purchase, milliseconds since 1970
 * @param recencyDays recency as last published, −1 for none
 * @param label RFM label as last published, for example 412; 0 for none
 */
record Standing(long deadline, long orders, long netMicros, long lastPurchaseAt, int recencyDays, int label) {

    static final Standing NONE = new Standing(Long.MAX_VALUE, 0, 0, 0, -1, 0);

    static Standing of(ProfileDraft draft, long deadline) {
        ProfileDraft.Orders orders = draft.orders();
        if (orders == null) {
            return new Standing(deadline, 0, 0, 0, -1, 0);
        }
        CutPoints cutPoints = draft.cutPoints();
        return new Standing(
                deadline,
                orders.count(),
                draft.netMicros(),
                orders.lastAt(),
                cutPoints == null ? -1 : cutPoints.recencyDays(orders.lastAt()),
                cutPoints == null ? 0 : cutPoints.label(orders.lastAt(), orders.count(), draft.netMicros()));
    }

    /** Whether what was published no longer holds under these cut points. */
    boolean isOutdated(@Nullable CutPoints cutPoints) {
        return orders > 0
                && cutPoints != null
                && (recencyDays != cutPoints.recencyDays(lastPurchaseAt)
                        || label != cutPoints.label(lastPurchaseAt, orders, netMicros));
    }

    /** Whether this customer stands among the others where the other one does. */
    boolean ranksLike(Standing other) {
        return orders == other.orders && netMicros == other.netMicros && lastPurchaseAt == other.lastPurchaseAt;
    }

    void write(BinaryWriter out) {
        out.writeFixed(deadline)
                .writeUnsigned(orders)
                .writeSigned(netMicros)
                .writeSigned(lastPurchaseAt)
                .writeSigned(recencyDays)
                .writeUnsigned(label);
    }

    static Standing read(BinaryReader in) {
        return new Standing(
                in.readFixed(),
                in.readUnsigned(),
                in.readSigned(),
                in.readSigned(),
                (int) in.readSigned(),
                in.readCount());
    }
}
