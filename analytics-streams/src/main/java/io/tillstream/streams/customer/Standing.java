package io.tillstream.streams.customer;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.quantiles.CutPoints;
import java.time.Duration;

/**
 * The few figures by which a customer is compared with all others, at the head of the stored state so that a sweep over all customers need not read more.
 *
 * @param deadline event time at which a timer is due, {@link Long#MAX_VALUE} for none
 * @param orders F; 0 means that the customer is not ranked
 * @param netMicros M
 * @param lastPurchaseAt newest purchase, milliseconds since 1970
 * @param recencyDays recency as last published, −1 for none
 * @param label RFM label as last published, for example 412; 0 for none
 * @param firstPurchaseAt first purchase, {@link #UNKNOWN} in what earlier versions stored
 * @param lastSeenAt newest event
 * @param idleDays whole days without an event as last published, at most {@link #IDLE_DAYS}; −1 for none
 * @param marks what the cut points said beside the label, as last published
 * @param stamp models and custom segments by which the customer was last judged
 */
record Standing(
        long deadline,
        long orders,
        long netMicros,
        long lastPurchaseAt,
        int recencyDays,
        int label,
        long firstPurchaseAt,
        long lastSeenAt,
        int idleDays,
        int marks,
        int stamp) {

    static final long UNKNOWN = Long.MIN_VALUE;

    /** A customer who did nothing for so long is not looked at anew each day. */
    static final int IDLE_DAYS = 91;

    static final Standing NONE = new Standing(Long.MAX_VALUE, 0, 0, 0, -1, 0, 0, 0, -1, 0, 0);

    private static final int BELOW_MEDIANS = 1;
    private static final int FREQUENT = 2;
    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    static Standing of(ProfileDraft draft, long deadline, Outlook outlook) {
        ProfileDraft.Orders orders = draft.orders();
        CutPoints cutPoints = draft.cutPoints();
        Standing facts = new Standing(
                deadline,
                orders == null ? 0 : orders.count(),
                orders == null ? 0 : draft.netMicros(),
                orders == null ? 0 : orders.lastAt(),
                -1,
                0,
                orders == null ? 0 : orders.firstAt(),
                draft.lastSeenAt(),
                -1,
                0,
                outlook.stamp());
        return cutPoints == null ? facts : facts.judged(cutPoints);
    }

    private Standing judged(CutPoints cutPoints) {
        return new Standing(
                deadline,
                orders,
                netMicros,
                lastPurchaseAt,
                recencyDays(cutPoints),
                label(cutPoints),
                firstPurchaseAt,
                lastSeenAt,
                idleDays(cutPoints),
                marks(cutPoints),
                stamp);
    }

    /** Whether what was published no longer holds under this outlook. */
    boolean isOutdated(Outlook outlook) {
        CutPoints cutPoints = outlook.cutPoints();
        if (cutPoints == null) {
            return false;
        }
        return firstPurchaseAt == UNKNOWN
                || stamp != outlook.stamp()
                || recencyDays != recencyDays(cutPoints)
                || label != label(cutPoints)
                || marks != marks(cutPoints)
                || outlook.models().purchase() != null && idleDays != idleDays(cutPoints);
    }

    private int recencyDays(CutPoints cutPoints) {
        return orders == 0 ? -1 : cutPoints.recencyDays(lastPurchaseAt);
    }

    private int label(CutPoints cutPoints) {
        return orders == 0 ? 0 : cutPoints.label(lastPurchaseAt, orders, netMicros);
    }

    private int idleDays(CutPoints cutPoints) {
        return (int) Math.clamp(Math.floorDiv(cutPoints.asOf() - lastSeenAt, MILLIS_PER_DAY), 0, IDLE_DAYS);
    }

    private int marks(CutPoints cutPoints) {
        if (orders == 0) {
            return 0;
        }
        return (cutPoints.isBelowMedians(orders, netMicros) ? BELOW_MEDIANS : 0)
                | (cutPoints.isFrequent(orders, firstPurchaseAt, lastPurchaseAt) ? FREQUENT : 0);
    }

    /** Whether this customer stands among the others where the other one does. */
    boolean ranksLike(Standing other) {
        return orders == other.orders
                && netMicros == other.netMicros
                && lastPurchaseAt == other.lastPurchaseAt
                && firstPurchaseAt == other.firstPurchaseAt;
    }

    void write(BinaryWriter out) {
        out.writeFixed(deadline)
                .writeUnsigned(orders)
                .writeSigned(netMicros)
                .writeSigned(lastPurchaseAt)
                .writeSigned(recencyDays)
                .writeUnsigned(label)
                .writeSigned(firstPurchaseAt)
                .writeSigned(lastSeenAt)
                .writeSigned(idleDays)
                .writeByte(marks)
                .writeUnsigned(stamp);
    }

    static Standing read(BinaryReader in) {
        return new Standing(
                in.readFixed(),
                in.readUnsigned(),
                in.readSigned(),
                in.readSigned(),
                (int) in.readSigned(),
                in.readCount(),
                in.readSigned(),
                in.readSigned(),
                (int) in.readSigned(),
                in.readByte(),
                in.readCount());
    }

    /** Reads what the first version wrote. */
    static Standing readFirst(BinaryReader in) {
        return new Standing(
                in.readFixed(),
                in.readUnsigned(),
                in.readSigned(),
                in.readSigned(),
                (int) in.readSigned(),
                in.readCount(),
                UNKNOWN,
                0,
                -1,
                0,
                0);
    }
}
