package io.tillstream.streams.communication;

import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.customer.Effects;
import org.jspecify.annotations.Nullable;

/**
 * What a message counts as, in the cells of the day it was sent.
 *
 * @param day business day of the sending, in days since 1970-01-01
 * @param channel it went by
 * @param campaign it belongs to
 * @param steps a bit for each of the first {@link CommunicationCells#STEPS} sums
 * @param reported whether the delivery itself was reported
 * @param orders attributed to it
 * @param grossMicros amount of these orders
 * @param within7Days messages sent to the person in the 7 days up to this one, itself included
 * @param within30Days the same in 30 days
 */
record Outcome(
        int day,
        String channel,
        String campaign,
        int steps,
        boolean reported,
        int orders,
        long grossMicros,
        int within7Days,
        int within30Days) {

    /** Counts from which all are counted alike. */
    static final int MANY = 15;

    /** Whether a step was taken. */
    boolean took(int step) {
        return (steps >> step & 1) == 1;
    }

    /** Counts a message as what it is now, and takes back what it was counted as before; either may be null for nothing. */
    static void change(@Nullable Outcome before, @Nullable Outcome after, long receivedAt, Effects effects) {
        if (before != null && after != null && before.isBookedLike(after)) {
            after.book(1, before, receivedAt, effects);
            return;
        }
        if (after != null) {
            after.book(1, null, receivedAt, effects);
        }
        if (before != null) {
            before.book(-1, null, receivedAt, effects);
        }
    }

    /** Whether both are counted in the same cells. */
    private boolean isBookedLike(Outcome other) {
        return day == other.day
                && within7Days == other.within7Days
                && within30Days == other.within30Days
                && isOfSameCampaign(other);
    }

    /** Whether both are of the same channel and campaign. */
    boolean isOfSameCampaign(Outcome other) {
        return channel.equals(other.channel) && campaign.equals(other.campaign);
    }

    private void book(int sign, @Nullable Outcome instead, long receivedAt, Effects effects) {
        Cell all = cell(CommunicationCells.CAMPAIGN, campaign, receivedAt, effects);
        bookFully(sign, all);
        Cell week = cell(CommunicationCells.WITHIN_7_DAYS, band(within7Days), receivedAt, effects);
        bookSteps(sign, week);
        Cell month = cell(CommunicationCells.WITHIN_30_DAYS, band(within30Days), receivedAt, effects);
        bookSteps(sign, month);
        if (instead != null) {
            instead.bookFully(-sign, all);
            instead.bookSteps(-sign, week);
            instead.bookSteps(-sign, month);
        }
    }

    private Cell cell(Dimension dimension, String value, long receivedAt, Effects effects) {
        return effects.cell(CommunicationCells.day(day, dimension, channel, value), receivedAt);
    }

    private void bookFully(int sign, Cell cell) {
        bookSteps(sign, cell);
        cell.add(CommunicationCells.DELIVERY_REPORTS, reported ? sign : 0)
                .add(CommunicationCells.ORDERS, (long) sign * orders)
                .add(CommunicationCells.GROSS_MICROS, sign * grossMicros);
    }

    private void bookSteps(int sign, Cell cell) {
        for (int step = 0; step < CommunicationCells.STEPS; step++) {
            if (took(step)) {
                cell.add(step, sign);
            }
        }
    }

    /** The band of a number of messages. */
    static String band(int messages) {
        if (messages < 3) {
            return Integer.toString(messages);
        }
        if (messages < 5) {
            return "3-4";
        }
        if (messages < 8) {
            return "5-7";
        }
        return messages < MANY ? "8-14" : "15+";
    }
}
