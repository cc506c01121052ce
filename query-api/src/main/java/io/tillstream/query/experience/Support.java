package io.tillstream.query.experience;

import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * Tickets by the day they were opened, as they stand now.
 *
 * @param value the day, channel or category; {@code all} for all together
 * @param opened tickets
 * @param open of these, not resolved: the backlog
 * @param resolved of these, resolved
 * @param reopened share of all tickets that were open again after a resolution
 * @param responded tickets the shop did something about
 * @param firstResponseMedianSeconds half of these waited at most so long for it, known to 1.6 %; null without any
 * @param firstResponseP90Seconds nine in ten did
 * @param resolutionMedianSeconds half of the resolved took at most so long, known to 1.6 %; null without any
 * @param resolutionP90Seconds nine in ten did
 * @param satisfied share of 4 and 5 among tickets with a satisfaction of 1–5
 * @param satisfactionMean their mean; null without any
 */
@Charted(
        title = "Tickets",
        x = "value",
        y = {"opened", "resolved"})
public record Support(
        String value,
        long opened,
        long open,
        long resolved,
        Share reopened,
        long responded,
        @Nullable Long firstResponseMedianSeconds,
        @Nullable Long firstResponseP90Seconds,
        @Nullable Long resolutionMedianSeconds,
        @Nullable Long resolutionP90Seconds,
        Share satisfied,
        @Nullable Double satisfactionMean) {

    static Support of(Row row) {
        long opened = Rows.number(row, "tickets_opened");
        long resolved = Rows.number(row, "tickets_resolved");
        long answers = Rows.number(row, "ticket_answers");
        return new Support(
                row.getString("value"),
                opened,
                opened - resolved,
                resolved,
                Share.of(Rows.number(row, "tickets_reopened"), opened),
                Rows.number(row, "tickets_responded"),
                row.getLong("response_median"),
                row.getLong("response_p90"),
                row.getLong("resolution_median"),
                row.getLong("resolution_p90"),
                Share.of(Rows.number(row, "tickets_satisfied"), answers),
                Amounts.ratio(Rows.number(row, "ticket_satisfaction_sum"), answers));
    }
}
