package io.tillstream.query.segments;

import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * Moves from one RFM segment to another.
 *
 * @param fromSegment null for customers scored for the first time
 * @param moves how many
 * @param customers distinct customers who moved so
 * @param byPurchase of the moves, those that a purchase caused; others come by refunds and by cut points that roll
 */
@Charted(
        kind = Chart.Kind.MATRIX,
        title = "Moves between RFM segments",
        x = "to_segment",
        y = "from_segment",
        z = "moves")
public record MoveRow(@Nullable String fromSegment, String toSegment, long moves, long customers, long byPurchase) {

    static MoveRow of(Row row) {
        return new MoveRow(
                row.getString("from_segment"),
                row.getString("to_segment"),
                Rows.number(row, "moves"),
                Rows.number(row, "customers"),
                Rows.number(row, "by_purchase"));
    }
}
