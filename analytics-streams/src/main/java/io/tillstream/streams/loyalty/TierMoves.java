package io.tillstream.streams.loyalty;

import io.tillstream.contracts.loyalty.LoyaltyProgram;
import java.util.Arrays;

/**
 * In which months a customer moves from which tier to which, past and to come. A tier is its place in the programme; {@link #OUTSIDE} is no member. At the end of
 * a month a member's tier is that of the points of twelve months.
 */
final class TierMoves {

    static final int OUTSIDE = -1;
    static final TierMoves NONE = new TierMoves(new int[0]);

    private static final int PARTS = 3;

    /** Month, from, to; of each move in turn. */
    private final int[] moves;

    private TierMoves(int[] moves) {
        this.moves = moves;
    }

    static TierMoves of(Account account, Membership membership, LoyaltyProgram program) {
        if (membership.isNever()) {
            return NONE;
        }
        int[] months = monthsOf(account, membership.months());
        int[] moves = new int[months.length * PARTS];
        int size = 0;
        int tier = OUTSIDE;
        long points = 0;
        int entering = 0;
        int leaving = 0;
        for (int month : months) {
            for (; entering < account.size() && account.month(entering) <= month; entering++) {
                points += earned(account, entering);
            }
            for (;
                    leaving < account.size() && account.month(leaving) <= month - LoyaltyProgram.TIER_MONTHS;
                    leaving++) {
                points -= earned(account, leaving);
            }
            int now = membership.isOn(Months.lastDay(month)) ? program.tierOf(points) : OUTSIDE;
            if (now != tier) {
                moves[size++] = month;
                moves[size++] = tier;
                moves[size++] = now;
                tier = now;
            }
        }
        return new TierMoves(Arrays.copyOf(moves, size));
    }

    private static long earned(Account account, int row) {
        return account.sum(row, Account.EARNED) - account.sum(row, Account.TAKEN_BACK);
    }

    private static int[] monthsOf(Account account, int[] own) {
        int[] all = Arrays.copyOf(own, own.length + 2 * account.size());
        int end = own.length;
        for (int row = 0; row < account.size(); row++) {
            if (earned(account, row) != 0) {
                all[end++] = account.month(row);
                all[end++] = account.month(row) + LoyaltyProgram.TIER_MONTHS;
            }
        }
        return Account.distinct(Arrays.copyOf(all, end));
    }

    int size() {
        return moves.length / PARTS;
    }

    int month(int move) {
        return moves[move * PARTS];
    }

    int from(int move) {
        return moves[move * PARTS + 1];
    }

    int to(int move) {
        return moves[move * PARTS + 2];
    }

    /** The tier at the end of a month. */
    int at(int month) {
        int tier = OUTSIDE;
        for (int move = 0; move < size() && month(move) <= month; move++) {
            tier = to(move);
        }
        return tier;
    }

    /** Whether one move is like one of others. */
    boolean isLike(int move, TierMoves others, int other) {
        return month(move) == others.month(other) && from(move) == others.from(other) && to(move) == others.to(other);
    }
}
