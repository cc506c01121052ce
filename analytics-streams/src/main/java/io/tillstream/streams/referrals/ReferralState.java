package io.tillstream.streams.referrals;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.customer.Effects;
import org.jspecify.annotations.Nullable;

/** Whether a customer was referred, and what they bought. A few dozen bytes. */
final class ReferralState {

    @Nullable
    Referral referral;

    @Nullable
    Bought bought;

    /** Orders less refunds. */
    long netMicros;

    /** Books what the customer counts as, or takes it back with sign −1. */
    void book(int sign, long receivedAt, Effects effects) {
        Referral came = referral;
        if (came != null) {
            Cell cell = effects.cell(ReferralCells.monthOf(came.day(), Dimension.CHANNEL, came.channel()), receivedAt);
            cell.add(ReferralCells.CONVERTED, sign).add(ReferralCells.BOUGHT, bought == null ? 0 : sign);
            if (came.isRewarded()) {
                cell.add(ReferralCells.REWARDS, sign).add(ReferralCells.REWARD_MICROS, sign * came.rewardMicros());
            }
        }
        Bought own = bought;
        if (own != null) {
            Dimension group = came == null ? ReferralCells.OTHER : ReferralCells.REFERRED;
            effects.cell(ReferralCells.monthOf(own.firstDay(), group, own.channel()), receivedAt)
                    .add(ReferralCells.CUSTOMERS, sign)
                    .add(ReferralCells.RETURNED, own.hasReturned() ? sign : 0)
                    .add(ReferralCells.ORDERS, sign * own.orders())
                    .add(ReferralCells.NET_MICROS, sign * netMicros);
        }
    }

    /** Nothing is written for who neither bought nor was referred. */
    void write(BinaryWriter out) {
        int parts = (referral == null ? 0 : 1) | (bought == null ? 0 : 2);
        if (parts == 0 && netMicros == 0) {
            return;
        }
        out.writeByte(parts).writeSigned(netMicros);
        if (referral != null) {
            referral.write(out);
        }
        if (bought != null) {
            bought.write(out);
        }
    }

    static ReferralState read(BinaryReader in) {
        ReferralState state = new ReferralState();
        if (in.hasRemaining()) {
            int parts = in.readByte();
            state.netMicros = in.readSigned();
            state.referral = (parts & 1) == 0 ? null : Referral.read(in);
            state.bought = (parts & 2) == 0 ? null : Bought.read(in);
        }
        return state;
    }
}
