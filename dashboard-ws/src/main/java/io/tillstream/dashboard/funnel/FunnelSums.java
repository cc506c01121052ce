package io.tillstream.dashboard.funnel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.dashboard.channel.Figures;
import java.util.Collection;

/** Funnel steps and cart outcomes of several hours together; counts, and micros for the values. */
public record FunnelSums(
        long visits,
        long views,
        long carts,
        long checkouts,
        long purchases,
        long directPurchases,
        long cartsOpened,
        long cartsPurchased,
        long cartsAbandoned,
        long cartsRecovered,
        long cartsEmptied,
        long abandonedMicros,
        long recoveredMicros) {

    private static final FunnelSums NOTHING = new FunnelSums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static FunnelSums of(Collection<FunnelCell> cells) {
        FunnelSums sums = NOTHING;
        for (FunnelCell cell : cells) {
            sums = sums.plus(cell);
        }
        return sums;
    }

    private FunnelSums plus(FunnelCell cell) {
        return new FunnelSums(
                visits + cell.visits(),
                views + cell.views(),
                carts + cell.carts(),
                checkouts + cell.checkouts(),
                purchases + cell.purchases(),
                directPurchases + cell.directPurchases(),
                cartsOpened + cell.cartsOpened(),
                cartsPurchased + cell.cartsPurchased(),
                cartsAbandoned + cell.cartsAbandoned(),
                cartsRecovered + cell.cartsRecovered(),
                cartsEmptied + cell.cartsEmptied(),
                abandonedMicros + cell.abandonedMicros(),
                recoveredMicros + cell.recoveredMicros());
    }

    /**
     * Writes the three rates of carts, each absent while there is nothing to divide by: conversion = bought, recovered or not, of all that closed;
     * abandonment = abandoned of abandoned and bought directly; recovery = recovered of abandoned.
     */
    public void putRates(ObjectNode object) {
        Figures.putRatio(
                object,
                "conversion_rate",
                cartsPurchased + cartsRecovered,
                cartsPurchased + cartsAbandoned + cartsEmptied);
        Figures.putRatio(object, "abandonment_rate", cartsAbandoned, cartsAbandoned + cartsPurchased);
        Figures.putRatio(object, "recovery_rate", cartsRecovered, cartsAbandoned);
    }

    void writeTo(ObjectNode object) {
        object.put("visits", visits);
        object.put("views", views);
        object.put("carts", carts);
        object.put("checkouts", checkouts);
        object.put("purchases", purchases);
        object.put("direct_purchases", directPurchases);
        object.put("carts_opened", cartsOpened);
        object.put("carts_purchased", cartsPurchased);
        object.put("carts_abandoned", cartsAbandoned);
        object.put("carts_recovered", cartsRecovered);
        object.put("carts_emptied", cartsEmptied);
        object.set("abandoned_value", Figures.money(abandonedMicros));
        object.set("recovered_value", Figures.money(recoveredMicros));
        putRates(object);
    }
}
