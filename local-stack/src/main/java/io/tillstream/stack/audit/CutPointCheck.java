package io.tillstream.stack.audit;

import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.time.BusinessTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Whether published cut points are what they claim: order statistics of all buyers, exact or within 0.5 % in rank. */
final class CutPointCheck {

    private static final double RANK_ERROR = 0.005;
    /** Cut points follow the clock in steps; a reference time older than this means that they stopped. */
    private static final Duration MAX_AGE = Duration.ofMinutes(15);

    private final Family family;
    private final Place place;

    CutPointCheck(Family family, Place place) {
        this.family = family;
        this.place = place;
    }

    void check(@Nullable RfmCutPoints stored, RecountResult result, Instant now) {
        Instant newest = result.newestEventAt();
        RfmCutPoints right = newest == null ? null : result.cutPoints(BusinessTime.asOf(now, newest));
        if (stored == null || right == null) {
            if (stored != null || right != null) {
                family.compared(place);
                family.differs(place, RfmCutPoints.MODEL_NAME, "", right, stored);
            }
            return;
        }
        same("customers", right.customers(), stored.customers());
        same("newestEventAt", right.newestEventAt(), stored.newestEventAt());
        family.compared(place);
        if (stored.asOf().isAfter(right.asOf())
                || stored.asOf().isBefore(right.asOf().minus(MAX_AGE))) {
            family.differs(place, RfmCutPoints.MODEL_NAME, "asOf", right.asOf(), stored.asOf());
        }
        if (stored.exact()) {
            same("lastPurchaseAt", right.lastPurchaseAt(), stored.lastPurchaseAt());
            same("orders", right.orders(), stored.orders());
            same("netMicros", right.netMicros(), stored.netMicros());
            same("medianOrders", right.medianOrders(), stored.medianOrders());
            same("medianNetMicros", right.medianNetMicros(), stored.medianNetMicros());
            same("ordersPer30Days", right.ordersPer30Days(), stored.ordersPer30Days());
            return;
        }
        List<Long> times =
                stored.lastPurchaseAt().stream().map(Instant::toEpochMilli).toList();
        near("lastPurchaseAt", result, buyer -> buyer.lastPurchase, times);
        near("orders", result, buyer -> buyer.orders, stored.orders());
        near("netMicros", result, Customer::netMicros, stored.netMicros());
    }

    private void same(String field, @Nullable Object right, @Nullable Object found) {
        family.compared(place);
        if (!Objects.equals(right, found)) {
            family.differs(place, RfmCutPoints.MODEL_NAME, field, right, found);
        }
    }

    /** The rank of a cut point is a range, from the buyers below it to those not above it; the share asked for lies in it, or nearly so. */
    private void near(String field, RecountResult result, ToLongFunction<Customer> value, List<Long> cuts) {
        family.compared(place);
        if (cuts.size() != 4) {
            family.differs(place, RfmCutPoints.MODEL_NAME, field, "4 cut points", cuts);
            return;
        }
        long buyers = result.books().customers().values().stream()
                .filter(customer -> customer.orders > 0)
                .count();
        for (int fifth = 1; fifth <= 4; fifth++) {
            long cut = cuts.get(fifth - 1);
            long below = count(result, value, cut, false);
            long notAbove = count(result, value, cut, true);
            double share = fifth / 5.0;
            if ((double) below / buyers > share + RANK_ERROR || (double) notAbove / buyers < share - RANK_ERROR) {
                family.differs(
                        place,
                        RfmCutPoints.MODEL_NAME,
                        field,
                        "a rank of " + share + " ± " + RANK_ERROR,
                        cut + " of rank " + (double) below / buyers + " to " + (double) notAbove / buyers);
            }
        }
    }

    private static long count(RecountResult result, ToLongFunction<Customer> value, long cut, boolean included) {
        return result.books().customers().values().stream()
                .filter(customer -> customer.orders > 0)
                .mapToLong(value)
                .filter(v -> included ? v <= cut : v < cut)
                .count();
    }
}
