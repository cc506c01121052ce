package io.tillstream.simulator.history;

import io.tillstream.simulator.growth.Mailings;
import io.tillstream.simulator.visit.Shopper;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Who will come to the shop, and when; nobody after the end of the history. */
final class Agenda {

    private static final double HOURS_PER_WEEK = 168;
    private static final long BEFORE_MIDNIGHT = Duration.ofMinutes(5).toMillis();

    private final Shop shop;
    private final long end;
    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(Arrival.BY_TIME);

    Agenda(Shop shop) {
        this.shop = shop;
        this.end = shop.end().toEpochMilli();
    }

    /** When the next arrival is due; {@link Long#MAX_VALUE} when there is none. */
    long nextAt() {
        Arrival next = arrivals.peek();
        return next == null ? Long.MAX_VALUE : next.at();
    }

    /** Takes the next arrival. */
    Arrival next() {
        return arrivals.remove();
    }

    void expect(long at, Arrival.Kind kind, Shopper shopper) {
        add(at, shopper.index(), kind, shopper, null);
    }

    /** Somebody or something that is no customer. */
    void expect(long at, Arrival.Kind kind) {
        add(at, Long.MAX_VALUE, kind, null, null);
    }

    /** An ordinary visit, at the shopper's own rate. */
    void expectVisit(Shopper shopper, long from) {
        double busyHours = shopper.dice().nextExponential()
                * HOURS_PER_WEEK
                / shopper.habits().visitsPerWeek();
        expect(shop.calendar().after(from, busyHours), Arrival.Kind.VISIT, shopper);
    }

    void expectMessage(Shopper shopper, long from) {
        expect(Mailings.nextAt(shopper, from), Arrival.Kind.MESSAGE, shopper);
    }

    void expectClick(Shopper shopper, Mailings.@Nullable Click click) {
        if (click != null) {
            add(click.at(), shopper.index(), Arrival.Kind.CLICK, shopper, click);
        }
    }

    /** Advertising is paid at the end of each day of the shop. */
    void expectPayday(long from) {
        ZoneId zone = shop.settings().zone();
        long midnight = Instant.ofEpochMilli(from + BEFORE_MIDNIGHT)
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
        expect(midnight - BEFORE_MIDNIGHT, Arrival.Kind.AD_SPEND);
    }

    private void add(
            long at, long index, Arrival.Kind kind, @Nullable Shopper shopper, Mailings.@Nullable Click click) {
        if (at < end) {
            arrivals.add(new Arrival(at, index, kind, shopper, click));
        }
    }
}
