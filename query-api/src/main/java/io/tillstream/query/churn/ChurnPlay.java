package io.tillstream.query.churn;

import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/**
 * A play and for how many customers it is.
 *
 * @param play what to do
 * @param customers for how many
 */
public record ChurnPlay(RetentionPlay play, long customers) {

    static List<ChurnPlay> all(List<Row> rows) {
        return RetentionPlay.ALL.stream()
                .map(play -> new ChurnPlay(
                        play,
                        rows.stream()
                                .filter(row -> play.tier().equals(row.getString("churn_tier"))
                                        && play.worth().equals(row.getString("worth")))
                                .mapToLong(row -> Rows.number(row, "customers"))
                                .sum()))
                .toList();
    }
}
