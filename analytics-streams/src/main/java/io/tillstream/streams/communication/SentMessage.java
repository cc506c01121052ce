package io.tillstream.streams.communication;

import io.tillstream.contracts.event.MarketingNames;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import org.jspecify.annotations.Nullable;

/** What is known of one message to a customer, in whatever order it came. As long as its sending is not known, it counts nothing. */
final class SentMessage {

    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final int REPORTED = 1 << CommunicationCells.STEPS;

    final long id;
    private long sentAt = UNKNOWN;
    private int day;
    private String channel = MarketingNames.UNKNOWN;
    private String campaign = MarketingNames.UNKNOWN;
    private int steps;
    private int orders;
    private long grossMicros;
    private int within7Days;
    private int within30Days;

    /** @param id hash of the message's id */
    SentMessage(long id) {
        this.id = id;
    }

    /** It was sent; the earliest sending counts, and of two at the same time the one whose names come first. Whether that changed anything. */
    boolean send(long at, int onDay, String byChannel, String ofCampaign) {
        boolean sameTimeButFirst =
                at == sentAt && (byChannel + '|' + ofCampaign).compareTo(channel + '|' + campaign) < 0;
        if (at >= sentAt && !sameTimeButFirst) {
            return false;
        }
        sentAt = at;
        day = onDay;
        channel = byChannel;
        campaign = ofCampaign;
        return true;
    }

    /** It took a step: what comes before it must have happened too. */
    void step(int step) {
        steps |= switch (step) {
            case CommunicationCells.DELIVERED -> bit(CommunicationCells.DELIVERED) | REPORTED;
            case CommunicationCells.OPENED -> bit(CommunicationCells.OPENED) | bit(CommunicationCells.DELIVERED);
            case CommunicationCells.CLICKED ->
                bit(CommunicationCells.CLICKED) | bit(CommunicationCells.OPENED) | bit(CommunicationCells.DELIVERED);
            default -> bit(step) | bit(CommunicationCells.DELIVERED);
        };
    }

    private static int bit(int step) {
        return 1 << step;
    }

    /** Orders are attributed to it, or no longer with a negative number. */
    void attribute(int moreOrders, long moreGrossMicros) {
        orders += moreOrders;
        grossMicros += moreGrossMicros;
    }

    /** It was one of so many messages. */
    void setFrequency(int in7Days, int in30Days) {
        within7Days = Math.min(in7Days, Outcome.MANY);
        within30Days = Math.min(in30Days, Outcome.MANY);
    }

    boolean isSent() {
        return sentAt != UNKNOWN;
    }

    /** Event time of the sending, milliseconds since 1970; far in the future while it is not known. */
    long sentAt() {
        return sentAt;
    }

    /** What it counts as; null as long as its sending is not known. */
    @Nullable
    Outcome outcome() {
        if (!isSent()) {
            return null;
        }
        int taken = steps & REPORTED - 1 | bit(CommunicationCells.SENT);
        return new Outcome(
                day,
                channel,
                campaign,
                orders > 0 ? taken | bit(CommunicationCells.CONVERTED) : taken,
                (steps & REPORTED) != 0,
                orders,
                grossMicros,
                within7Days,
                within30Days);
    }

    void write(BinaryWriter out) {
        out.writeFixed(id).writeByte(steps).writeByte(isSent() ? 1 : 0);
        if (isSent()) {
            out.writeSigned(sentAt)
                    .writeSigned(day)
                    .writeText(channel)
                    .writeText(campaign)
                    .writeByte(within7Days << 4 | within30Days);
        }
        out.writeUnsigned(orders);
        if (orders > 0) {
            out.writeSigned(grossMicros);
        }
    }

    static SentMessage read(BinaryReader in) {
        SentMessage message = new SentMessage(in.readFixed());
        message.steps = in.readByte();
        if (in.readByte() == 1) {
            message.sentAt = in.readSigned();
            message.day = (int) in.readSigned();
            message.channel = in.readRequiredText();
            message.campaign = in.readRequiredText();
            int frequency = in.readByte();
            message.within7Days = frequency >> 4;
            message.within30Days = frequency & Outcome.MANY;
        }
        message.orders = in.readCount();
        if (message.orders > 0) {
            message.grossMicros = in.readSigned();
        }
        return message;
    }
}
