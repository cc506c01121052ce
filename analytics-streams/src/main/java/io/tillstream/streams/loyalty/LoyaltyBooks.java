package io.tillstream.streams.loyalty;

import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.customer.Effects;

/** Books in the cells how one customer's account and tiers changed by an event: the differences alone. */
final class LoyaltyBooks {

    private final LoyaltyProgram program;
    private final long receivedAt;
    private final Effects effects;

    LoyaltyBooks(LoyaltyProgram program, long receivedAt, Effects effects) {
        this.program = program;
        this.receivedAt = receivedAt;
        this.effects = effects;
    }

    /** The month since which somebody is a customer was found, or found to be earlier. */
    void customer(int before, int now, int unknown) {
        if (before != now) {
            if (before != unknown) {
                total(before).add(LoyaltyCells.CUSTOMERS, -1);
            }
            total(now).add(LoyaltyCells.CUSTOMERS, 1);
        }
    }

    void account(Account before, Account now) {
        int old = 0;
        int row = 0;
        while (old < before.size() || row < now.size()) {
            int oldMonth = old < before.size() ? before.month(old) : Integer.MAX_VALUE;
            int newMonth = row < now.size() ? now.month(row) : Integer.MAX_VALUE;
            int month = Math.min(oldMonth, newMonth);
            for (int index = 0; index < Account.SUMS; index++) {
                long change = (newMonth == month ? now.sum(row, index) : 0)
                        - (oldMonth == month ? before.sum(old, index) : 0);
                if (change != 0) {
                    total(month).add(LoyaltyCells.POINTS + index, change);
                }
            }
            old += oldMonth == month ? 1 : 0;
            row += newMonth == month ? 1 : 0;
        }
    }

    void moves(TierMoves before, TierMoves now) {
        int same = 0;
        while (same < before.size() && same < now.size() && now.isLike(same, before, same)) {
            same++;
        }
        for (int move = same; move < before.size(); move++) {
            move(before.month(move), before.from(move), before.to(move), -1);
        }
        for (int move = same; move < now.size(); move++) {
            move(now.month(move), now.from(move), now.to(move), 1);
        }
    }

    private void move(int month, int from, int to, int sign) {
        boolean joins = from == TierMoves.OUTSIDE;
        boolean leaves = to == TierMoves.OUTSIDE;
        int rises = !joins && !leaves && to > from ? sign : 0;
        int falls = !joins && !leaves && to < from ? sign : 0;
        total(month)
                .add(LoyaltyCells.JOINED, joins ? sign : 0)
                .add(LoyaltyCells.LEFT, leaves ? sign : 0)
                .add(LoyaltyCells.UPGRADED, rises)
                .add(LoyaltyCells.DOWNGRADED, falls);
        if (!leaves) {
            effects.cell(LoyaltyCells.tier(month, name(to)), receivedAt)
                    .add(LoyaltyCells.JOINED, sign)
                    .add(LoyaltyCells.UPGRADED, rises)
                    .add(LoyaltyCells.DOWNGRADED, falls);
        }
        if (!joins) {
            effects.cell(LoyaltyCells.tier(month, name(from)), receivedAt).add(LoyaltyCells.LEFT, sign);
        }
        if (!joins && !leaves) {
            effects.cell(LoyaltyCells.move(month, name(from), name(to)), receivedAt)
                    .add(LoyaltyCells.JOINED, sign);
        }
    }

    private String name(int tier) {
        return program.tiers().get(tier).name();
    }

    private Cell total(int month) {
        return effects.cell(LoyaltyCells.total(month), receivedAt);
    }
}
