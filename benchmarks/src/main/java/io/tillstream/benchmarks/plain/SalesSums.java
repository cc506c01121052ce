package io.tillstream.benchmarks.plain;

import java.math.BigDecimal;

/** The sums of a sales cell; also what one event adds to them. */
record SalesSums(
        long orders, long units, BigDecimal gross, long refunds, BigDecimal refunded, long views, long cartAdds) {

    static SalesSums none() {
        return new SalesSums(0, 0, BigDecimal.ZERO, 0, BigDecimal.ZERO, 0, 0);
    }

    static SalesSums sold(long units, BigDecimal gross) {
        return new SalesSums(1, units, gross, 0, BigDecimal.ZERO, 0, 0);
    }

    static SalesSums returned(BigDecimal amount) {
        return new SalesSums(0, 0, BigDecimal.ZERO, 1, amount, 0, 0);
    }

    static SalesSums viewed() {
        return new SalesSums(0, 0, BigDecimal.ZERO, 0, BigDecimal.ZERO, 1, 0);
    }

    static SalesSums addedToCart() {
        return new SalesSums(0, 0, BigDecimal.ZERO, 0, BigDecimal.ZERO, 0, 1);
    }

    SalesSums plus(SalesSums other) {
        return new SalesSums(
                orders + other.orders,
                units + other.units,
                gross.add(other.gross),
                refunds + other.refunds,
                refunded.add(other.refunded),
                views + other.views,
                cartAdds + other.cartAdds);
    }
}
