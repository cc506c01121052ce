package io.tillstream.query.referrals;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.matching.MatchedEffect;
import io.tillstream.query.matching.Stratum;
import io.tillstream.query.table.Amounts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Customers who were referred beside those who were not.
 *
 * @param asOf reference time
 * @param referred customers with an order who were referred
 * @param other all others with an order
 * @param alikeReferredMicros net per referred customer, of those in whose month and channel there are others; null without any
 * @param alikeOtherMicros net per other customer of the same months and channels, weighted as the referred are; null without any
 * @param retention who came back within 90 days, among customers with the same month and channel of the first order
 */
public record ReferredCustomers(
        Instant asOf,
        Group referred,
        Group other,

        @Money @JsonProperty("net_per_customer_alike_referred") @Nullable
        Long alikeReferredMicros,

        @Money @JsonProperty("net_per_customer_alike_other") @Nullable
        Long alikeOtherMicros,

        MatchedEffect retention) {

    /**
     * Some customers.
     *
     * @param customers with an order
     * @param orders their orders to date
     * @param netMicros their orders less refunds to date
     * @param netPerCustomerMicros net / customers, rounded half up; null without any
     * @param ordersPerCustomer orders / customers; null without any
     */
    public record Group(
            long customers,
            long orders,
            @Money @JsonProperty("net") long netMicros,

            @Money @JsonProperty("net_per_customer") @Nullable
            Long netPerCustomerMicros,

            @Nullable Double ordersPerCustomer) {

        static Group of(long customers, long orders, long netMicros) {
            return new Group(
                    customers,
                    orders,
                    netMicros,
                    Amounts.perOrder(netMicros, customers),
                    Amounts.ratio(orders, customers));
        }
    }

    /**
     * Customers with the same month and channel of the first order.
     *
     * @param finished whether the 90 days after the month are over
     */
    record Stored(
            boolean finished,
            long customers,
            long returned,
            long orders,
            long netMicros,
            long others,
            long othersReturned,
            long othersOrders,
            long othersNetMicros) {}

    static ReferredCustomers of(Instant asOf, List<Stored> stored) {
        long[] referred = new long[3];
        long[] other = new long[3];
        long alike = 0;
        double alikeNet = 0;
        double othersNet = 0;
        for (Stored each : stored) {
            add(referred, each.customers, each.orders, each.netMicros);
            add(other, each.others, each.othersOrders, each.othersNetMicros);
            if (each.customers > 0 && each.others > 0) {
                alike += each.customers;
                alikeNet += each.netMicros;
                othersNet += each.customers * ((double) each.othersNetMicros / each.others);
            }
        }
        List<Stratum> strata = stored.stream()
                .filter(Stored::finished)
                .map(each -> new Stratum(each.customers, each.returned, each.others, each.othersReturned))
                .toList();
        return new ReferredCustomers(
                asOf,
                Group.of(referred[0], referred[1], referred[2]),
                Group.of(other[0], other[1], other[2]),
                alike == 0 ? null : Long.valueOf(Math.round(alikeNet / alike)),
                alike == 0 ? null : Long.valueOf(Math.round(othersNet / alike)),
                MatchedEffect.of(strata));
    }

    private static void add(long[] sums, long customers, long orders, long netMicros) {
        sums[0] += customers;
        sums[1] += orders;
        sums[2] += netMicros;
    }
}
