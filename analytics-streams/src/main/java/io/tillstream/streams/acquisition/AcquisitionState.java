package io.tillstream.streams.acquisition;

import io.tillstream.contracts.event.MarketingNames;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Effects;

/** How one person first came, and what they brought since. Grows with the months in which they bought. */
final class AcquisitionState {

    private static final long NEVER = Long.MAX_VALUE;

    final Earnings earnings;
    private long firstVisitAt = NEVER;
    private int visitMonth;
    private String channel = MarketingNames.UNKNOWN;
    private String campaign = MarketingNames.UNKNOWN;

    AcquisitionState() {
        this(new Earnings());
    }

    private AcquisitionState(Earnings earnings) {
        this.earnings = earnings;
    }

    boolean hasVisited() {
        return firstVisitAt != NEVER;
    }

    /** Event time of the first visit, milliseconds since 1970; far in the future before one. */
    long firstVisitAt() {
        return firstVisitAt;
    }

    String channel() {
        return channel;
    }

    String campaign() {
        return campaign;
    }

    /**
     * Whether a visit is the first: earlier than all known. Of several at the same time one with a campaign comes before one without, then the names decide, so
     * that their order in the log does not matter.
     */
    boolean precedes(long at, String newChannel, String newCampaign) {
        if (at != firstVisitAt) {
            return at < firstVisitAt;
        }
        boolean unnamed = newCampaign.equals(MarketingNames.UNKNOWN);
        if (unnamed != campaign.equals(MarketingNames.UNKNOWN)) {
            return !unnamed;
        }
        int byCampaign = newCampaign.compareTo(campaign);
        return byCampaign < 0 || byCampaign == 0 && newChannel.compareTo(channel) < 0;
    }

    /** The first visit was another than was known; what is booked is the caller's business. */
    void visit(long at, int month, String newChannel, String newCampaign) {
        firstVisitAt = at;
        visitMonth = month;
        channel = newChannel;
        campaign = newCampaign;
    }

    /** Books all that is known, or takes it back with sign −1; nothing without a visit. */
    void bookAll(int sign, long receivedAt, Effects effects) {
        if (!hasVisited()) {
            return;
        }
        String source = source();
        int first = earnings.firstMonth();
        boolean bought = first != Earnings.NONE;
        AcquisitionCells.cell(source, visitMonth, 0, receivedAt, effects)
                .add(AcquisitionCells.VISITORS, sign)
                .add(AcquisitionCells.CONVERTED, bought ? sign : 0);
        if (bought) {
            AcquisitionCells.cell(source, first, 0, receivedAt, effects).add(AcquisitionCells.CUSTOMERS, sign);
            for (int i = 0; i < earnings.size(); i++) {
                bookMonth(
                        first,
                        earnings.month(i),
                        sign * earnings.orders(i),
                        sign * earnings.netMicros(i),
                        receivedAt,
                        effects);
            }
        }
    }

    /** Books what was bought in one month; refunds from before the first purchase count in its month. */
    void bookMonth(int first, int month, int orders, long netMicros, long receivedAt, Effects effects) {
        AcquisitionCells.cell(source(), first, Math.max(0, month - first), receivedAt, effects)
                .add(AcquisitionCells.ORDERS, orders)
                .add(AcquisitionCells.NET_MICROS, netMicros);
    }

    private String source() {
        return channel + "|" + campaign;
    }

    void write(BinaryWriter out) {
        if (!hasVisited() && earnings.size() == 0) {
            return;
        }
        out.writeByte(hasVisited() ? 1 : 0);
        if (hasVisited()) {
            out.writeSigned(firstVisitAt)
                    .writeSigned(visitMonth)
                    .writeText(channel)
                    .writeText(campaign);
        }
        earnings.write(out);
    }

    static AcquisitionState read(BinaryReader in) {
        boolean visited = in.readByte() == 1;
        long at = visited ? in.readSigned() : NEVER;
        int month = visited ? (int) in.readSigned() : 0;
        String channel = visited ? in.readRequiredText() : MarketingNames.UNKNOWN;
        String campaign = visited ? in.readRequiredText() : MarketingNames.UNKNOWN;
        AcquisitionState state = new AcquisitionState(Earnings.read(in));
        if (visited) {
            state.visit(at, month, channel, campaign);
        }
        return state;
    }
}
