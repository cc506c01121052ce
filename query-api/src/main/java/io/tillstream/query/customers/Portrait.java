package io.tillstream.query.customers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is like beyond the figures of the profile.
 *
 * @param purchasing how the customer buys
 * @param topProducts what most was spent on, at most five
 * @param topCategories likewise
 * @param carts carts that are open or were left, newest first, at most ten
 * @param experience what the customer answered, wrote and needed help with
 * @param memberOf custom segments
 */
public record Portrait(
        Purchasing purchasing,
        List<Top> topProducts,
        List<Top> topCategories,
        List<OpenCart> carts,
        Experience experience,
        List<Membership> memberOf) {

    /**
     * How the customer buys; before refunds.
     *
     * @param unitsPerOrder null without orders
     * @param categories distinct known categories bought
     * @param crossCategoryShare share of orders with two or more known categories; null without orders
     * @param discountMicros Σ discounts
     * @param discountShare discounts / (gross + discounts); null when nothing was to be paid
     * @param channel of most orders; null without orders
     * @param device of most orders; null without orders
     */
    public record Purchasing(
            @Nullable Double unitsPerOrder,
            long categories,
            @Nullable Double crossCategoryShare,
            @Money @JsonProperty("discounts") long discountMicros,
            @Nullable Double discountShare,
            @Nullable String channel,
            @Nullable String device) {

        static Purchasing of(Row row) {
            long orders = Rows.number(row, "orders");
            long gross = Rows.number(row, "gross_micros");
            long discounts = Rows.number(row, "discount_micros");
            return new Purchasing(
                    Amounts.ratio(Rows.number(row, "units"), orders),
                    Rows.number(row, "categories"),
                    Amounts.ratio(Rows.number(row, "cross_category"), orders),
                    discounts,
                    Amounts.ratio(discounts, gross + discounts),
                    row.getString("channel"),
                    row.getString("device"));
        }
    }

    /**
     * A product or category.
     *
     * @param value its id or name
     * @param title of a product, if known
     * @param orders distinct orders with it
     * @param units units bought
     * @param grossMicros their amount
     */
    public record Top(
            String value,
            @Nullable String title,
            long orders,
            long units,
            @Money @JsonProperty("gross") long grossMicros) {

        static Top of(Row row) {
            return new Top(
                    row.getString("value"),
                    row.getString("title"),
                    Rows.number(row, "orders"),
                    Rows.number(row, "units"),
                    Rows.number(row, "gross_micros"));
        }
    }

    /**
     * @param state open or abandoned
     * @param items its lines
     */
    public record OpenCart(
            String cartKey,
            String state,
            Instant openedAt,
            Instant changedAt,
            @Money @JsonProperty("value") long valueMicros,
            @JsonRawValue String items) {

        static OpenCart of(Row row) {
            return new OpenCart(
                    row.getString("cart_key"),
                    row.getString("state"),
                    Rows.instant(row, "opened_at"),
                    Rows.instant(row, "changed_at"),
                    Rows.number(row, "value_micros"),
                    row.getString("items"));
        }
    }

    /**
     * What the customer thinks of the shop.
     *
     * @param npsScore newest answer of 0–10; null without one
     * @param csatScore newest answer of 1–5; null without one
     * @param satisfactionScore newest answer of 0–10; null without one
     * @param answers all answers
     * @param feedback reviews, complaints, suggestions and compliments
     * @param ratingMean mean stars; null without any
     * @param sentimentMean mean compound score of what was written, −1 to 1; null without texts
     * @param ticketsOpened tickets opened, as far as events are kept
     * @param ticketsResolved of these, resolved at least once
     */
    public record Experience(
            @Nullable Integer npsScore,
            @Nullable Integer csatScore,
            @Nullable Integer satisfactionScore,
            long answers,
            long feedback,
            @Nullable Double ratingMean,
            @Nullable Double sentimentMean,
            long ticketsOpened,
            long ticketsResolved) {

        static Experience of(Row row) {
            return new Experience(
                    row.getInteger("nps"),
                    row.getInteger("csat"),
                    row.getInteger("satisfaction"),
                    Rows.number(row, "answers"),
                    Rows.number(row, "feedback"),
                    row.getDouble("rating"),
                    row.getDouble("sentiment"),
                    Rows.number(row, "tickets_opened"),
                    Rows.number(row, "tickets_resolved"));
        }
    }

    /** A custom segment the customer is in. */
    public record Membership(String id, String name) {}
}
