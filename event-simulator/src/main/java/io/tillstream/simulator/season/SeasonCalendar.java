package io.tillstream.simulator.season;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.simulator.random.Dice;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When visits happen between two instants: the seasons of the day, the week and the year, and the shop's campaigns. Immutable.
 *
 * <p>It maps busy time to calendar time: visits that come at a steady rate in busy time come at a seasonal rate in calendar time (the inversion method
 * for a Poisson process whose rate varies). One hour of busy time is one average hour.
 */
public final class SeasonCalendar {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private static final List<Campaign> KINDS = List.of(
            new Campaign("newsletter", "email", "weekly-picks"),
            new Campaign("google", "cpc", "search-brand"),
            new Campaign("instagram", "social", "new-season"),
            new Campaign("facebook", "social", "members-week"),
            new Campaign("partner", "affiliate", "deal-days"));

    private final long start;
    private final long end;
    private final double[] busyUntil;
    private final List<Drive> drives;

    /**
     * @param start first instant
     * @param end first instant after the calendar
     * @param zone the business time zone, whose hours the shoppers live by
     */
    public SeasonCalendar(long seed, Instant start, Instant end, ZoneId zone) {
        this.start = start.toEpochMilli();
        this.end = end.toEpochMilli();
        this.drives = drives(Dice.of(seed, -2), this.start, this.end, zone);
        int hours = (int) Math.ceilDiv(Math.max(0, this.end - this.start), HOUR);
        double[] sums = new double[hours + 1];
        for (int i = 0; i < hours; i++) {
            long at = this.start + i * HOUR;
            Drive drive = driveAt(at);
            sums[i + 1] = sums[i]
                    + Seasonality.at(Instant.ofEpochMilli(at).atZone(zone)) * (drive == null ? 1 : drive.lift());
        }
        this.busyUntil = sums;
    }

    private static List<Drive> drives(Dice dice, long start, long end, ZoneId zone) {
        List<Drive> drives = new ArrayList<>();
        long at = start + dice.between(5, 15) * DAY;
        while (at < end) {
            // campaigns start at midnight of the shop and last some days
            long from = Instant.ofEpochMilli(at)
                    .atZone(zone)
                    .toLocalDate()
                    .atStartOfDay(zone)
                    .toInstant()
                    .toEpochMilli();
            long until = from + dice.between(3, 8) * DAY;
            Campaign kind = dice.oneOf(KINDS);
            String name =
                    kind.name() + "-" + Instant.ofEpochMilli(from).atZone(zone).toLocalDate();
            drives.add(new Drive(
                    from,
                    until,
                    new Campaign(kind.source(), kind.medium(), name),
                    1.15 + 0.45 * dice.nextDouble(),
                    dice.chance(0.5) ? 0.05 * dice.between(1, 4) : 0));
            at = until + dice.between(8, 25) * DAY;
        }
        return List.copyOf(drives);
    }

    /**
     * The instant that lies the given busy time after another.
     *
     * @param from in milliseconds since 1970
     * @param busyHours how long in busy time, in hours
     * @return milliseconds since 1970; {@link Long#MAX_VALUE} when the calendar ends before
     */
    public long after(long from, double busyHours) {
        long at = Math.max(from, start);
        if (at >= end) {
            return Long.MAX_VALUE;
        }
        int hour = (int) ((at - start) / HOUR);
        double busy =
                busyUntil[hour] + (busyUntil[hour + 1] - busyUntil[hour]) * ((at - start) % HOUR) / HOUR + busyHours;
        int found = Arrays.binarySearch(busyUntil, busy);
        int index = found >= 0 ? found : -found - 2;
        if (index >= busyUntil.length - 1) {
            return Long.MAX_VALUE;
        }
        double share = (busy - busyUntil[index]) / (busyUntil[index + 1] - busyUntil[index]);
        long result = start + index * HOUR + (long) (share * HOUR);
        return result >= end ? Long.MAX_VALUE : result;
    }

    /** The whole calendar in busy hours. */
    public double busyHours() {
        return busyUntil[busyUntil.length - 1];
    }

    /** The campaign that runs at an instant, or null. */
    public @Nullable Drive driveAt(long at) {
        for (Drive drive : drives) {
            if (at >= drive.from() && at < drive.until()) {
                return drive;
            }
        }
        return null;
    }

    /** All campaigns in the order of time. */
    public List<Drive> drives() {
        return drives;
    }
}
