package io.tillstream.streams.experience;

import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.customer.Effects;

/**
 * What a ticket counts as, in the cells of the day it was opened.
 *
 * @param day business day of the opening, in days since 1970-01-01
 * @param channel of the opening, or {@code unknown}
 * @param category of the opening, or {@code unknown}
 * @param responseSeconds from the opening to the first time the shop did something, or {@link #NOT_YET}
 * @param resolutionSeconds from the opening to the resolution that holds now, or {@link #NOT_YET}
 * @param reopened whether it was opened again after a resolution, ever
 * @param satisfaction the newest, 1–5; 0 for none
 */
record TicketOutcome(
        int day,
        String channel,
        String category,
        long responseSeconds,
        long resolutionSeconds,
        boolean reopened,
        int satisfaction) {

    /** Stands for a time that has not come. */
    static final long NOT_YET = -1;

    private static final int SATISFIED = 4;

    /**
     * Counts the ticket, or takes it back.
     *
     * @param sign 1 or −1
     */
    void book(int sign, long receivedAt, Effects effects) {
        book(sign, effects.cell(ExperienceCells.day(day, Dimension.CHANNEL, channel), receivedAt));
        book(sign, effects.cell(ExperienceCells.day(day, Dimension.CATEGORY, category), receivedAt));
    }

    private void book(int sign, Cell cell) {
        cell.add(ExperienceCells.TICKETS_OPENED, sign);
        if (responseSeconds != NOT_YET) {
            cell.add(ExperienceCells.TICKETS_RESPONDED, sign)
                    .addValues(ExperienceCells.FIRST_RESPONSE, responseSeconds, sign);
        }
        if (resolutionSeconds != NOT_YET) {
            cell.add(ExperienceCells.TICKETS_RESOLVED, sign)
                    .addValues(ExperienceCells.RESOLUTION, resolutionSeconds, sign);
        }
        cell.add(ExperienceCells.TICKETS_REOPENED, reopened ? sign : 0);
        if (satisfaction > 0) {
            cell.add(ExperienceCells.TICKET_ANSWERS, sign)
                    .add(ExperienceCells.TICKETS_SATISFIED, satisfaction >= SATISFIED ? sign : 0)
                    .add(ExperienceCells.TICKET_SATISFACTION_SUM, (long) sign * satisfaction);
        }
    }
}
