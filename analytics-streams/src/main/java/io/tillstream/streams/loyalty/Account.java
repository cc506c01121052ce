package io.tillstream.streams.loyalty;

import io.tillstream.contracts.loyalty.LoyaltyProgram;
import java.util.Arrays;

/**
 * A member's points by month, past and to come, as they follow from the months of {@link AccountMonths}.
 *
 * <p>A month goes like this: what is older than the programme allows expires; the month's orders earn, if the customer is a member at its end; its refunds take
 * back; its redemptions are paid. Points that are taken or paid are the oldest ones. What is taken or paid beyond the open points is owed, and the next points
 * that are earned go there first.
 *
 * <p>Points are the whole units of net spend since joining: spend below a unit is carried over to the next month. Refunds of orders from before count too, down
 * to zero.
 */
final class Account {

    static final int EARNED = 0;
    static final int TAKEN_BACK = 1;
    static final int REDEEMED = 2;
    static final int EXPIRED = 3;
    static final int OPEN_CHANGE = 4;
    static final int SUMS = 5;

    static final Account NONE = new Account(new int[0]);

    /** Rising: the months of the customer, and those in which their points expire. */
    private final int[] months;

    private final long[] sums;

    private Account(int[] months) {
        this.months = months;
        this.sums = new long[months.length * SUMS];
    }

    static Account of(AccountMonths spent, Membership membership, LoyaltyProgram program) {
        if (membership.isNever()) {
            return NONE;
        }
        Account account = new Account(monthsOf(spent, program.expiryMonths() + 1));
        account.count(spent, membership, program);
        return account;
    }

    private static int[] monthsOf(AccountMonths spent, int goodFor) {
        int[] all = new int[2 * spent.size()];
        for (int i = 0; i < spent.size(); i++) {
            all[2 * i] = spent.month(i);
            all[2 * i + 1] = spent.month(i) + goodFor;
        }
        return distinct(all);
    }

    /** The numbers in rising order, each once. */
    static int[] distinct(int[] numbers) {
        Arrays.sort(numbers);
        int size = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (i == 0 || numbers[i] != numbers[i - 1]) {
                numbers[size++] = numbers[i];
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    private void count(AccountMonths spent, Membership membership, LoyaltyProgram program) {
        PointLots lots = new PointLots(spent.size());
        long unit = program.unitMicros();
        long netMicros = 0;
        long openBefore = 0;
        int next = 0;
        for (int row = 0; row < months.length; row++) {
            int month = months[row];
            add(row, EXPIRED, lots.expire(month - program.expiryMonths()));
            if (next < spent.size() && spent.month(next) == month) {
                long ordered = netMicros + (membership.isOn(Months.lastDay(month)) ? spent.grossMicros(next) : 0);
                long kept = Math.max(0, ordered - spent.refundMicros(next));
                long earned = ordered / unit - netMicros / unit;
                long takenBack = ordered / unit - kept / unit;
                long redeemed = spent.redeemed(next);
                lots.earn(month, earned);
                lots.take(takenBack + redeemed);
                add(row, EARNED, earned);
                add(row, TAKEN_BACK, takenBack);
                add(row, REDEEMED, redeemed);
                netMicros = kept;
                next++;
            }
            add(row, OPEN_CHANGE, lots.open() - openBefore);
            openBefore = lots.open();
        }
    }

    private void add(int row, int index, long points) {
        sums[row * SUMS + index] += points;
    }

    int size() {
        return months.length;
    }

    int month(int row) {
        return months[row];
    }

    long sum(int row, int index) {
        return sums[row * SUMS + index];
    }

    /** Points at the end of a month; below 0 when something is owed. */
    long balance(int month) {
        long balance = 0;
        for (int row = 0; row < months.length && months[row] <= month; row++) {
            balance += sum(row, EARNED) - sum(row, TAKEN_BACK) - sum(row, REDEEMED) - sum(row, EXPIRED);
        }
        return balance;
    }

    /** Points earned in a month and those before it that a tier goes by, less what was taken back. */
    long earnedLately(int month) {
        long points = 0;
        for (int row = 0; row < months.length && months[row] <= month; row++) {
            if (months[row] > month - LoyaltyProgram.TIER_MONTHS) {
                points += sum(row, EARNED) - sum(row, TAKEN_BACK);
            }
        }
        return points;
    }

    /** The row of the first month after the given one in which points expire; −1 for none. */
    int nextExpiry(int month) {
        for (int row = 0; row < months.length; row++) {
            if (months[row] > month && sum(row, EXPIRED) > 0) {
                return row;
            }
        }
        return -1;
    }
}
