package io.tillstream.query.referrals;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * Referrals.
 *
 * @param value the month or the channel; {@code all} for all together
 * @param sent referrals sent
 * @param converted customers who came by one
 * @param bought of these, with an order by now
 * @param conversion bought / sent; above 1 when more came than were sent in the same time; null without any sent
 * @param rewards of these who came, rewarded
 * @param rewardMicros worth of the rewards
 */
@Charted(
        title = "Referrals",
        x = "value",
        y = {"sent", "converted", "bought"})
public record ReferralRow(
        String value,
        long sent,
        long converted,
        long bought,
        @Nullable Double conversion,
        long rewards,
        @Money @JsonProperty("reward_value") long rewardMicros) {

    static ReferralRow of(Row row) {
        long sent = Rows.number(row, "sent");
        long bought = Rows.number(row, "bought");
        return new ReferralRow(
                row.getString("value"),
                sent,
                Rows.number(row, "converted"),
                bought,
                Amounts.ratio(bought, sent),
                Rows.number(row, "rewards"),
                Rows.number(row, "reward_micros"));
    }
}
