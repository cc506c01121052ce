package io.tillstream.dashboard.kpis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import io.tillstream.dashboard.customers.CustomerBook;
import io.tillstream.dashboard.funnel.FunnelBook;
import io.tillstream.dashboard.sales.SalesBook;
import io.tillstream.dashboard.status.Freshness;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Channel {@code kpis}: revenue (net), orders, average order value, customers with an order, active customers, cart rates, all over all time; and revenue
 * and orders of the last {@link #PERIOD_DAYS} business days beside those of as many days before.
 */
public final class KpisChannel implements Channel {

    private static final int PERIOD_DAYS = 30;
    private static final int SECONDS_PER_MINUTE = 60;

    private final SalesBook sales;
    private final FunnelBook funnel;
    private final CustomerBook customers;
    private final Freshness freshness;
    private final BusinessTime time;

    /** Draws from the three books. */
    public KpisChannel(
            SalesBook sales, FunnelBook funnel, CustomerBook customers, Freshness freshness, BusinessTime time) {
        this.sales = sales;
        this.funnel = funnel;
        this.customers = customers;
        this.freshness = freshness;
        this.time = time;
    }

    @Override
    public String name() {
        return "kpis";
    }

    @Override
    public long version(Instant now) {
        // customers become inactive without an event, so the figures are looked at once a minute in any case
        long minute = freshness.asOf(now).getEpochSecond() / SECONDS_PER_MINUTE;
        return sales.version() + funnel.version() + customers.version() + minute;
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        Instant asOf = freshness.asOf(now);
        SalesCell total = sales.total();
        long net = total == null ? 0 : total.netMicros();
        long orders = total == null ? 0 : total.orders();
        data.set("revenue", Figures.money(net));
        data.set("gross", Figures.money(total == null ? 0 : total.grossMicros()));
        data.set("refunds", Figures.money(total == null ? 0 : total.refundMicros()));
        data.put("orders", orders);
        Figures.putMean(data, "average_order_value", net, orders);
        data.put("customers", customers.buyers());
        data.put("customers_total", customers.known());
        data.put("active_customers", customers.active(asOf));
        funnel.all().putRates(data);
        LocalDate today = time.day(asOf);
        period(data.putObject("last_period"), today.minusDays(PERIOD_DAYS - 1), today);
        period(data.putObject("previous_period"), today.minusDays(2 * PERIOD_DAYS - 1), today.minusDays(PERIOD_DAYS));
        return data;
    }

    private void period(ObjectNode data, LocalDate from, LocalDate to) {
        long net = 0;
        long orders = 0;
        for (SalesCell day : sales.days().subMap(from, true, to, true).values()) {
            net += day.netMicros();
            orders += day.orders();
        }
        data.set("revenue", Figures.money(net));
        data.put("orders", orders);
        Figures.putMean(data, "average_order_value", net, orders);
    }
}
