package io.tillstream.query.acquisition;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Charted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where customers come from, what that costs and what they bring.
 *
 * @param asOf reference time; months that it has not passed are unfinished
 * @param by what the rows are by: {@code total}, {@code channel}, {@code campaign} or {@code month}
 * @param rows by value
 */
public record Acquisition(Instant asOf, String by, List<Row> rows) {

    /**
     * One channel, campaign or month, or all.
     *
     * @param value the channel, campaign or month; {@code all} for total
     * @param channel first-touch channel of a campaign; null when the rows are by something else
     * @param visitors people whose first visit the months have
     * @param converted of these, those who have bought so far
     * @param conversion converted / visitors; null without visitors
     * @param customers people whose first purchase the months have
     * @param spendMicros spent on advertising in the months; null of a segment, since it is spent on all
     * @param cacMicros spend / customers; null without customers or spending that is known
     * @param revenueMicros net amount of all orders of these customers, up to now
     * @param roi (revenue − spend) / spend; null without spend
     * @param lifetimeValueMicros mean of what these customers are expected to spend in the next 12 months, or of what they have spent; see {@code basis}
     * @param lifetimeValueBasis {@code predicted}, or {@code historical} while no value model serves; null without customers
     * @param ltvToCac lifetime value / CAC; null without customers or without spend
     * @param paybackMonths the first month since the first purchase, from 1, by whose end a customer has brought the CAC; null when that is not yet so, or without
     *     spend
     * @param revenuePerCustomer net amount that a customer has brought by the end of month 1, 2, 3 … since the first purchase, in currency units; only of months that
     *     are over, and of customers whose month is over
     */
    @Charted(
            title = "Spend and revenue by first touch",
            x = {"value", "channel"},
            y = {"spend", "revenue"})
    public record Row(
            String value,
            @Nullable String channel,
            long visitors,
            long converted,
            @Nullable Double conversion,
            long customers,
            @Nullable @Money @JsonProperty("spend") Long spendMicros,
            @Nullable @Money @JsonProperty("cac") Long cacMicros,
            @Money @JsonProperty("revenue") long revenueMicros,
            @Nullable Double roi,

            @Nullable @Money @JsonProperty("lifetime_value") Long lifetimeValueMicros,

            @Nullable String lifetimeValueBasis,
            @Nullable Double ltvToCac,
            @Nullable Integer paybackMonths,
            List<Number> revenuePerCustomer) {}
}
