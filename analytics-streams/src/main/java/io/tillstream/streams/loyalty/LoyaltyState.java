package io.tillstream.streams.loyalty;

import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import org.jspecify.annotations.Nullable;

/** What one customer's loyalty follows from. Grows with the months in which something was bought, given back or redeemed. */
final class LoyaltyState {

    static final int UNKNOWN = Integer.MAX_VALUE;

    final Membership membership;
    final AccountMonths months;

    @Nullable
    FirstOrder firstOrder;

    /** Month of the first order, or of the first time that details came, whichever is earlier. */
    int customerSince = UNKNOWN;

    /** What follows, as it is booked; null until it is asked for. */
    private @Nullable Account account;

    private @Nullable TierMoves moves;

    LoyaltyState() {
        this(new Membership(), new AccountMonths());
    }

    private LoyaltyState(Membership membership, AccountMonths months) {
        this.membership = membership;
        this.months = months;
    }

    Account account(LoyaltyProgram program) {
        if (account == null) {
            account = Account.of(months, membership, program);
        }
        return account;
    }

    TierMoves moves(LoyaltyProgram program) {
        if (moves == null) {
            moves = TierMoves.of(account(program), membership, program);
        }
        return moves;
    }

    /** Something changed that these follow from. */
    void forgetWhatFollows() {
        account = null;
        moves = null;
    }

    /** Nothing is written for a visitor of whom no more is known. */
    void write(BinaryWriter out) {
        if (customerSince == UNKNOWN && months.size() == 0) {
            return;
        }
        out.writeSigned(customerSince);
        membership.write(out);
        months.write(out);
        out.writeByte(firstOrder == null ? 0 : 1);
        if (firstOrder != null) {
            firstOrder.write(out);
        }
    }

    static LoyaltyState read(BinaryReader in) {
        if (!in.hasRemaining()) {
            return new LoyaltyState();
        }
        int customerSince = (int) in.readSigned();
        LoyaltyState state = new LoyaltyState(Membership.read(in), AccountMonths.read(in));
        state.customerSince = customerSince;
        if (in.readByte() == 1) {
            state.firstOrder = FirstOrder.read(in);
        }
        return state;
    }
}
