package io.tillstream.contracts.output;

/** {@link SalesCell} as plain JSON. */
final class SalesCellShape implements PlainShape<SalesCell> {

    private static final byte[][] NAMES = PlainWriter.names(
            "period",
            "day",
            "dimension",
            "value",
            "title",
            "category",
            "orders",
            "units",
            "gross",
            "refunds_value",
            "net",
            "refunds",
            "units_returned",
            "buyers",
            "views",
            "cart_adds",
            "stock_on_hand",
            "fresh_through");

    @Override
    public byte[][] names() {
        return NAMES;
    }

    @Override
    public void write(SalesCell value, PlainWriter json) {
        json.text(value.period());
        json.day(value.day());
        json.text(value.dimension());
        json.text(value.value());
        json.text(value.title());
        json.text(value.category());
        json.number(value.orders());
        json.number(value.units());
        json.money(value.grossMicros());
        json.money(value.refundMicros());
        json.money(value.netMicros());
        json.number(value.refunds());
        json.number(value.unitsReturned());
        json.number(value.buyers());
        json.number(value.views());
        json.number(value.cartAdds());
        json.number(value.stockOnHand());
        json.time(value.freshThrough());
    }

    @Override
    public SalesCell read(PlainReader json) {
        return new SalesCell(
                json.text(),
                json.dayOrNull(),
                json.text(),
                json.text(),
                json.textOrNull(),
                json.textOrNull(),
                json.number(),
                json.number(),
                json.money(),
                json.money(),
                json.money(),
                json.number(),
                json.number(),
                json.number(),
                json.number(),
                json.number(),
                json.numberOrNull(),
                json.time());
    }
}
