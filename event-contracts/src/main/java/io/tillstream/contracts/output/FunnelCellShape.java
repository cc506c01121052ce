package io.tillstream.contracts.output;

/** {@link FunnelCell} as plain JSON. */
final class FunnelCellShape implements PlainShape<FunnelCell> {

    private static final byte[][] NAMES = PlainWriter.names(
            "hour",
            "dimension",
            "value",
            "visits",
            "views",
            "carts",
            "checkouts",
            "purchases",
            "direct_purchases",
            "carts_opened",
            "carts_purchased",
            "carts_abandoned",
            "carts_recovered",
            "carts_emptied",
            "abandoned_value",
            "recovered_value",
            "fresh_through");

    @Override
    public byte[][] names() {
        return NAMES;
    }

    @Override
    public void write(FunnelCell value, PlainWriter json) {
        json.time(value.hour());
        json.text(value.dimension());
        json.text(value.value());
        json.number(value.visits());
        json.number(value.views());
        json.number(value.carts());
        json.number(value.checkouts());
        json.number(value.purchases());
        json.number(value.directPurchases());
        json.number(value.cartsOpened());
        json.number(value.cartsPurchased());
        json.number(value.cartsAbandoned());
        json.number(value.cartsRecovered());
        json.number(value.cartsEmptied());
        json.money(value.abandonedMicros());
        json.money(value.recoveredMicros());
        json.time(value.freshThrough());
    }

    @Override
    public FunnelCell read(PlainReader json) {
        return new FunnelCell(
                json.time(),
                json.text(),
                json.text(),
                json.number(),
                json.number(),
                json.number(),
                json.number(),
                json.number(),
                json.number(),
                json.number(),
                json.number(),
                json.number(),
                json.number(),
                json.number(),
                json.money(),
                json.money(),
                json.time());
    }
}
