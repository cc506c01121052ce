package io.tillstream.query.communication;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * What became of the messages of some days, as it stands now. Rates of opening, clicking and unsubscribing are of the delivered messages, and of the sent ones in
 * channels that never report a delivery.
 *
 * @param value the day, channel or campaign; {@code all} for all together
 * @param channel of a campaign; null when the rows are by something else
 * @param sent messages
 * @param delivered of these, delivered, in channels that report it; null when none does
 * @param bounced sent at least three days ago and not delivered; null when no channel reports deliveries
 * @param opened messages that were opened or clicked
 * @param clicked messages
 * @param converted messages that an order followed within 7 days of the click, as the last clicked before it
 * @param orders such orders; each counts once
 * @param grossMicros amount of these orders
 * @param unsubscribed messages that somebody unsubscribed by
 * @param deliveryRate delivered / sent, in channels that report deliveries
 * @param bounceRate bounced / sent, of messages sent at least three days ago in channels that report deliveries
 * @param openRate opened / delivered
 * @param clickRate clicked / delivered
 * @param clickToOpenRate clicked / opened
 * @param conversionRate converted / clicked
 * @param unsubscribeRate unsubscribed / delivered
 * @param grossPerMessageMicros gross / sent
 * @param people distinct people over all time; null when days, or a mix of campaigns, are asked for
 */
@Charted(
        title = "Messages from sending to order",
        x = {"value", "channel"},
        y = {"sent", "opened", "clicked", "converted"})
public record Communication(
        String value,
        @Nullable String channel,
        long sent,
        @Nullable Long delivered,
        @Nullable Long bounced,
        long opened,
        long clicked,
        long converted,
        long orders,
        @Money @JsonProperty("gross") long grossMicros,
        long unsubscribed,
        @Nullable Double deliveryRate,
        @Nullable Double bounceRate,
        @Nullable Double openRate,
        @Nullable Double clickRate,
        @Nullable Double clickToOpenRate,
        @Nullable Double conversionRate,
        @Nullable Double unsubscribeRate,

        @Nullable @Money @JsonProperty("gross_per_message") Long grossPerMessageMicros,

        @Nullable People people) {

    /**
     * Distinct people.
     *
     * @param sent to whom at least one message was sent
     * @param opened who opened at least one
     * @param clicked who clicked at least one
     * @param converted who ordered after at least one
     * @param unsubscribed who unsubscribed by at least one
     * @param openRate opened / sent
     * @param conversionRate converted / sent
     */
    public record People(
            long sent,
            long opened,
            long clicked,
            long converted,
            long unsubscribed,
            @Nullable Double openRate,
            @Nullable Double conversionRate) {

        static People of(Row row) {
            long sent = Rows.number(row, "sent");
            long opened = Rows.number(row, "opened");
            long converted = Rows.number(row, "converted");
            return new People(
                    sent,
                    opened,
                    Rows.number(row, "clicked"),
                    converted,
                    Rows.number(row, "unsubscribed"),
                    Amounts.ratio(opened, sent),
                    Amounts.ratio(converted, sent));
        }
    }

    static Communication of(Row row, @Nullable People people) {
        long sent = Rows.number(row, "sent");
        long opened = Rows.number(row, "opened");
        long clicked = Rows.number(row, "clicked");
        long converted = Rows.number(row, "converted");
        long unsubscribed = Rows.number(row, "unsubscribed");
        long received = Rows.number(row, "received");
        long gross = Rows.number(row, "gross_micros");
        Long delivered = row.getLong("reported_delivered");
        long settled = Rows.number(row, "settled_sent");
        long bounced = settled - Rows.number(row, "settled_delivered");
        return new Communication(
                row.getString("value"),
                row.getString("parent"),
                sent,
                delivered,
                delivered == null ? null : Long.valueOf(bounced),
                opened,
                clicked,
                converted,
                Rows.number(row, "orders"),
                gross,
                unsubscribed,
                delivered == null ? null : Amounts.ratio(delivered, Rows.number(row, "reported_sent")),
                delivered == null ? null : Amounts.ratio(bounced, settled),
                Amounts.ratio(opened, received),
                Amounts.ratio(clicked, received),
                Amounts.ratio(clicked, opened),
                Amounts.ratio(converted, clicked),
                Amounts.ratio(unsubscribed, received),
                Amounts.perOrder(gross, sent),
                people);
    }
}
