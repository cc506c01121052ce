package io.tillstream.dashboard.testing;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.output.SalesCell;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records with few parts to fill in. */
public final class Figures {

    public static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    public static final long UNIT = 1_000_000;

    private Figures() {}

    public static SalesCell total(long orders, long netMicros) {
        return sales("all", null, "total", "all", orders, netMicros);
    }

    public static SalesCell day(String day, long orders, long netMicros) {
        return sales("day", LocalDate.parse(day), "total", "all", orders, netMicros);
    }

    public static SalesCell sales(
            String period, @Nullable LocalDate day, String dimension, String value, long orders, long netMicros) {
        return new SalesCell(
                period, day, dimension, value, null, null, orders, orders, netMicros, 0, netMicros, 0, 0, orders, 0, 0,
                null, NOON);
    }

    /** A customer with that many orders, the last so many days before {@link #NOON}. */
    public static CustomerProfile customer(
            String id,
            long orders,
            long netMicros,
            int recencyDays,
            @Nullable RfmScore rfm,
            @Nullable String segment,
            @Nullable String tier) {
        Instant last = orders == 0 ? null : NOON.minus(Duration.ofDays(recencyDays));
        return new CustomerProfile(
                id,
                NOON.minus(Duration.ofDays(500)),
                last == null ? NOON : last,
                last,
                last,
                orders,
                orders,
                netMicros,
                0,
                netMicros,
                orders == 0 ? null : netMicros / orders,
                rfm == null ? null : recencyDays,
                0,
                null,
                (int) orders,
                1,
                1.0,
                1,
                rfm,
                segment,
                tier,
                tier == null ? null : "rule",
                null,
                null,
                null,
                null,
                null,
                rfm == null ? null : NOON,
                NOON);
    }

    public static CartChange cart(String key, String state, Instant changedAt, long valueMicros) {
        List<CartChange.Line> lines = List.of(new CartChange.Line("p-1", "Lamp", "Home", 1, valueMicros));
        return new CartChange(
                key, "c-1", null, state, changedAt.minusSeconds(1_900), changedAt, valueMicros, lines, null);
    }

    /** An hour whose carts ended so; the steps are 100, 60, 30, 20 and 10. */
    public static FunnelCell carts(Instant hour, long purchased, long abandoned, long recovered, long emptied) {
        long opened = purchased + abandoned + emptied;
        return new FunnelCell(
                hour, "total", "all", 100, 60, 30, 20, 10, 1, opened, purchased, abandoned, recovered, emptied, 0, 0,
                NOON);
    }
}
