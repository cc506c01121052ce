package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one ticket. Times are milliseconds since 1970.
 *
 * @param openedAt the earliest opening
 * @param respondedAt the first thing the shop did; null before
 * @param resolvedAt the first resolution since it was opened last; null when it is open
 * @param reopened whether it was open again after a resolution
 * @param satisfaction as said last, 1–5; null when never
 */
record TicketStory(
        long openedAt,
        String channel,
        String category,
        @Nullable Long respondedAt,
        @Nullable Long resolvedAt,
        boolean reopened,
        @Nullable Integer satisfaction) {

    /** Null when its opening is nowhere in the log. */
    static @Nullable TicketStory of(List<CommerceEvent> events) {
        TicketStory opening = events.stream()
                .filter(event -> event instanceof CommerceEvent.TicketOpened)
                .map(event -> opened((CommerceEvent.TicketOpened) event))
                .min(Comparator.comparingLong(TicketStory::openedAt)
                        .thenComparing(story -> story.channel + '|' + story.category))
                .orElse(null);
        if (opening == null) {
            return null;
        }
        Long responded = null;
        Long resolved = null;
        boolean reopened = false;
        Integer satisfaction = null;
        List<CommerceEvent> steps = events.stream()
                .filter(event -> !(event instanceof CommerceEvent.TicketOpened) && at(event) >= opening.openedAt)
                .sorted(Comparator.comparingLong(TicketStory::at)
                        .thenComparing(TicketStory::isResolution)
                        .thenComparing(TicketStory::isReopening)
                        .thenComparingInt(TicketStory::satisfactionOf))
                .toList();
        for (CommerceEvent step : steps) {
            if (isReopening(step)) {
                reopened = reopened || resolved != null;
                resolved = null;
                continue;
            }
            responded = responded == null ? Long.valueOf(at(step)) : responded;
            if (isResolution(step) && resolved == null) {
                resolved = at(step);
            }
            int said = satisfactionOf(step);
            satisfaction = said == 0 ? satisfaction : Integer.valueOf(said);
        }
        return new TicketStory(
                opening.openedAt, opening.channel, opening.category, responded, resolved, reopened, satisfaction);
    }

    private static TicketStory opened(CommerceEvent.TicketOpened ticket) {
        return new TicketStory(
                at(ticket),
                Visitor.known(ticket.envelope().context().channel(), null),
                Visitor.known(ticket.category(), null),
                null,
                null,
                false,
                null);
    }

    private static long at(CommerceEvent event) {
        return event.timestamp().toEpochMilli();
    }

    private static boolean isResolution(CommerceEvent event) {
        return event instanceof CommerceEvent.TicketResolved
                || event instanceof CommerceEvent.TicketUpdated updated
                        && ("resolved".equals(updated.status()) || "closed".equals(updated.status()));
    }

    private static boolean isReopening(CommerceEvent event) {
        return event instanceof CommerceEvent.TicketUpdated updated
                && ("reopened".equals(updated.status()) || "open".equals(updated.status()));
    }

    private static int satisfactionOf(CommerceEvent event) {
        Integer said = event instanceof CommerceEvent.TicketResolved resolved ? resolved.satisfaction() : null;
        return said == null ? 0 : said;
    }
}
