package io.tillstream.query.communication;

import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * What became of messages by how many the person had. It is what goes together: who gets more messages may be somebody else, too.
 *
 * @param windowDays 7 or 30
 * @param messages sent to the person in these days up to the message, itself included: 1, 2, 3-4, 5-7, 8-14 or 15+
 * @param sent messages
 * @param opened of these, opened
 * @param clicked of these, clicked
 * @param unsubscribed of these, those that somebody unsubscribed by
 * @param openRate opened / delivered, or sent in channels that report no deliveries
 * @param clickRate clicked / delivered
 * @param unsubscribeRate unsubscribed / delivered
 */
@Charted(
        kind = Chart.Kind.BARS,
        title = "Rates by messages had",
        x = {"window_days", "messages"},
        y = {"open_rate", "click_rate", "unsubscribe_rate"})
public record Fatigue(
        int windowDays,
        String messages,
        long sent,
        long opened,
        long clicked,
        long unsubscribed,
        @Nullable Double openRate,
        @Nullable Double clickRate,
        @Nullable Double unsubscribeRate) {

    static Fatigue of(Row row) {
        long received = Rows.number(row, "received");
        long opened = Rows.number(row, "opened");
        long clicked = Rows.number(row, "clicked");
        long unsubscribed = Rows.number(row, "unsubscribed");
        return new Fatigue(
                row.getString("dimension").equals("received_7_days") ? 7 : 30,
                row.getString("value"),
                Rows.number(row, "sent"),
                opened,
                clicked,
                unsubscribed,
                Amounts.ratio(opened, received),
                Amounts.ratio(clicked, received),
                Amounts.ratio(unsubscribed, received));
    }
}
