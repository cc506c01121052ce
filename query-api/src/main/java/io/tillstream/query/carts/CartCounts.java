package io.tillstream.query.carts;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * What became of carts, by the time they were opened.
 *
 * @param opened carts that got their first item; null where only carts that changed state were counted
 * @param open of these, neither bought, given up nor emptied; null likewise
 * @param purchased bought without having been abandoned
 * @param abandoned abandoned, later recovered or not
 * @param recovered of the abandoned, bought within 7 days
 * @param emptied all items removed
 * @param abandonedMicros value of the abandoned carts when abandoned
 * @param recoveredMicros value of the recovered carts when abandoned
 * @param conversionRate (purchased + recovered) / (purchased + abandoned + emptied); null when no cart closed
 * @param abandonmentRate abandoned / (abandoned + purchased); null without either
 * @param recoveryRate recovered / abandoned; null without any
 */
public record CartCounts(
        @Nullable Long opened,
        @Nullable Long open,
        long purchased,
        long abandoned,
        long recovered,
        long emptied,
        @Money @JsonProperty("abandoned_value") long abandonedMicros,
        @Money @JsonProperty("recovered_value") long recoveredMicros,
        @Nullable Double conversionRate,
        @Nullable Double abandonmentRate,
        @Nullable Double recoveryRate) {

    static CartCounts of(Row row) {
        Long opened = row.getLong("opened");
        long purchased = Rows.number(row, "purchased");
        long abandoned = Rows.number(row, "abandoned");
        long recovered = Rows.number(row, "recovered");
        long emptied = Rows.number(row, "emptied");
        return new CartCounts(
                opened,
                opened == null ? null : Long.valueOf(opened - purchased - abandoned - emptied),
                purchased,
                abandoned,
                recovered,
                emptied,
                Rows.number(row, "abandoned_micros"),
                Rows.number(row, "recovered_micros"),
                Amounts.ratio(purchased + recovered, purchased + abandoned + emptied),
                Amounts.ratio(abandoned, abandoned + purchased),
                Amounts.ratio(recovered, abandoned));
    }
}
