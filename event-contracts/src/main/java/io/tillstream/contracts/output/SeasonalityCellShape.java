package io.tillstream.contracts.output;

/** {@link SeasonalityCell} as plain JSON. */
final class SeasonalityCellShape implements PlainShape<SeasonalityCell> {

    private static final byte[][] NAMES = PlainWriter.names(
            "hour", "day", "hour_of_day", "weekday", "orders", "units", "gross", "sessions", "fresh_through");

    @Override
    public byte[][] names() {
        return NAMES;
    }

    @Override
    public void write(SeasonalityCell value, PlainWriter json) {
        json.time(value.hour());
        json.day(value.day());
        json.number(value.hourOfDay());
        json.number(value.weekday());
        json.number(value.orders());
        json.number(value.units());
        json.money(value.grossMicros());
        json.number(value.sessions());
        json.time(value.freshThrough());
    }

    @Override
    public SeasonalityCell read(PlainReader json) {
        return new SeasonalityCell(
                json.time(),
                json.dayOfField(),
                json.small(),
                json.small(),
                json.number(),
                json.number(),
                json.money(),
                json.number(),
                json.time());
    }
}
