package io.tillstream.stack.audit;

import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import java.util.EnumMap;
import java.util.Map;

/** The totals of one place: what its records add up to. */
final class Totals {

    private final Map<Measure, Long> sums = new EnumMap<>(Measure.class);

    void add(Measure measure, long amount) {
        sums.merge(measure, amount, Long::sum);
    }

    /** The total; null when this place does not have it. */
    @org.jspecify.annotations.Nullable
    Long get(Measure measure) {
        return sums.get(measure);
    }

    void customer(CustomerProfile profile) {
        add(Measure.CUSTOMERS, 1);
        add(Measure.BUYERS, profile.orders() > 0 ? 1 : 0);
        add(Measure.NET_CUSTOMERS, profile.netMicros());
        add(Measure.SESSIONS_CUSTOMERS, profile.sessions());
    }

    void sales(SalesCell cell) {
        boolean allTime = cell.period().equals("all");
        if (cell.dimension().equals("product") && allTime) {
            add(Measure.NET_PRODUCTS, cell.netMicros());
        }
        if (!cell.dimension().equals("total")) {
            return;
        }
        if (allTime) {
            add(Measure.NET_ALL_TIME, cell.netMicros());
            return;
        }
        add(Measure.ORDERS, cell.orders());
        add(Measure.GROSS, cell.grossMicros());
        add(Measure.REFUNDS, cell.refundMicros());
        add(Measure.NET, cell.netMicros());
        add(Measure.UNITS, cell.units());
    }

    void hour(SeasonalityCell cell) {
        add(Measure.SESSIONS, cell.sessions());
    }

    void funnel(FunnelCell cell) {
        if (!cell.dimension().equals("total")) {
            return;
        }
        add(Measure.VISITS, cell.visits());
        add(Measure.PURCHASES, cell.purchases());
        add(Measure.DIRECT_PURCHASES, cell.directPurchases());
        add(Measure.CARTS_OPENED, cell.cartsOpened());
        add(
                Measure.CARTS_OPEN,
                cell.cartsOpened() - cell.cartsPurchased() - cell.cartsAbandoned() - cell.cartsEmptied());
        add(Measure.CARTS_PURCHASED, cell.cartsPurchased());
        add(Measure.CARTS_LOST, cell.cartsAbandoned() - cell.cartsRecovered());
        add(Measure.CARTS_RECOVERED, cell.cartsRecovered());
        add(Measure.CARTS_EMPTIED, cell.cartsEmptied());
    }
}
