package io.tillstream.stack.audit;

import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.stack.audit.JourneySession.Order;
import io.tillstream.stack.audit.JourneySession.Visit;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All visits of one customer, in order, and the paths that they make from channel to channel: to orders, and to nothing. */
final class ChannelPaths {

    private static final long WINDOW = 30 * Calendar.DAY;
    private static final int LONGEST = 50;

    private final List<Visit> visits;
    private final Set<Visit> ledToOrders = new HashSet<>();

    ChannelPaths(List<Visit> visits) {
        this.visits = visits;
    }

    void count(JourneyBooks books) {
        for (Visit visit : visits) {
            for (Order order : visit.orders()) {
                List<Visit> path = path(visit, order);
                ledToOrders.addAll(path);
                count(path, order, books);
            }
        }
        countLost(books);
    }

    private List<Visit> path(Visit own, Order order) {
        int to = visits.indexOf(own);
        int from = to;
        while (from > 0 && to - from + 1 < LONGEST && visits.get(from - 1).start() > order.at() - WINDOW) {
            from--;
        }
        return visits.subList(from, to + 1);
    }

    private static void count(List<Visit> path, Order order, JourneyBooks books) {
        LocalDate day = books.day(order.at());
        books.times(
                day,
                order.place(),
                (order.at() - path.getLast().start()) / 1_000,
                (order.at() - path.getFirst().start()) / 1_000);
        List<String> channels = path.stream().map(Visit::marketing).toList();
        books.credit(day, channels, order.grossMicros());
        String before = ChannelStep.START;
        for (String channel : channels) {
            before = go(day, before, channel, books);
        }
        go(day, before, ChannelStep.CONVERSION, books);
    }

    private static String go(LocalDate day, String from, String to, JourneyBooks books) {
        if (!from.equals(to)) {
            books.channelStep(day, from, to);
        }
        return to;
    }

    private void countLost(JourneyBooks books) {
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            if (!ledToOrders.contains(visit)) {
                LocalDate day = books.day(visit.start());
                go(day, continues(i) ? visits.get(i - 1).marketing() : ChannelStep.START, visit.marketing(), books);
                if (!continues(i + 1)) {
                    go(day, visit.marketing(), ChannelStep.NULL, books);
                }
            }
        }
    }

    /** Whether a visit goes on with the path to nothing of the one before it. */
    private boolean continues(int index) {
        return index > 0
                && index < visits.size()
                && !ledToOrders.contains(visits.get(index))
                && !ledToOrders.contains(visits.get(index - 1))
                && visits.get(index).start() - visits.get(index - 1).start() < WINDOW;
    }
}
