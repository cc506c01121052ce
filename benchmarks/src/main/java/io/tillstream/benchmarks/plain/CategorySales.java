package io.tillstream.benchmarks.plain;

import java.math.BigDecimal;

/** Units and amount of a category on a day; also the part that one line adds, which is what goes through the repartition topic. */
record CategorySales(long units, BigDecimal gross) {

    static CategorySales none() {
        return new CategorySales(0, BigDecimal.ZERO);
    }

    static CategorySales of(ShopEvent.Line line) {
        return new CategorySales(line.quantity(), line.amount());
    }

    CategorySales plus(CategorySales other) {
        return new CategorySales(units + other.units, gross.add(other.gross));
    }
}
