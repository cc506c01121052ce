package io.tillstream.benchmarks.plain;

import java.math.BigDecimal;
import java.time.Instant;

/** What RFM needs of a customer: number of orders, their sum and the newest. */
record CustomerTotals(long orders, BigDecimal spent, Instant lastOrderAt) {

    static CustomerTotals none() {
        return new CustomerTotals(0, BigDecimal.ZERO, Instant.EPOCH);
    }

    CustomerTotals plus(ShopEvent purchase) {
        return new CustomerTotals(
                orders + 1,
                spent.add(purchase.amount()),
                purchase.timestamp().isAfter(lastOrderAt) ? purchase.timestamp() : lastOrderAt);
    }
}
