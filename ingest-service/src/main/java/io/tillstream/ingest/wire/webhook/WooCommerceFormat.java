package io.tillstream.ingest.wire.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.keys.SigningSecrets;
import io.tillstream.ingest.wire.CanonicalEvent;
import io.tillstream.ingest.wire.Json;
import io.tillstream.ingest.wire.JsonBody;
import io.tillstream.ingest.wire.Mapped;
import io.tillstream.ingest.wire.PersonalDetails;
import io.tillstream.ingest.wire.WireBatch;
import io.tillstream.ingest.wire.WireRequest;
import io.tillstream.ingest.wire.vocabulary.ShopVocabularies;
import io.tillstream.ingest.wire.vocabulary.Term;
import io.tillstream.ingest.wire.vocabulary.Vocabulary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * WooCommerce's webhooks. An order counts when its status says that it is paid for, or to be paid on delivery, up to six days after it was made: its id makes it count once
 * as long as repetitions are known. Refunds stand in the order, without a time of their own.
 */
public final class WooCommerceFormat extends SignedFormat {

    private static final Vocabulary TABLE = ShopVocabularies.WOOCOMMERCE;
    private static final Set<String> ORDERED = Set.of("processing", "completed", "refunded");
    private static final Duration REPETITIONS_KNOWN = Duration.ofDays(6);
    // sent without a signature when a webhook is made
    private static final Pattern PING = Pattern.compile("webhook_id=[0-9]{1,19}");
    private static final int PING_BYTES = 40;
    private static final String SIGNATURE = "X-WC-Webhook-Signature";
    private static final int PRICE_DIGITS = 6;

    /** Checks signatures with these secrets. */
    public WooCommerceFormat(SigningSecrets secrets) {
        super(secrets, TABLE, SIGNATURE, "X-WC-Webhook-Topic");
    }

    @Override
    public String name() {
        return "woocommerce";
    }

    @Override
    public String signer(WireRequest request) throws BodyException {
        String source = source(request);
        return isPing(request) && knows(source) ? source : super.signer(request);
    }

    @Override
    public WireBatch open(WireRequest request) throws BodyException {
        if (isPing(request)) {
            JsonBody nothing = JsonBody.batch("[]".getBytes(StandardCharsets.UTF_8), "", 0);
            return new WireBatch(null, nothing, (document, index, receivedAt) -> Mapped.ignored("a ping"));
        }
        return super.open(request);
    }

    private static boolean isPing(WireRequest request) {
        return request.sent().length < PING_BYTES
                && request.header(SIGNATURE) == null
                && PING.matcher(new String(request.sent(), StandardCharsets.US_ASCII))
                        .matches();
    }

    @Override
    Mapped map(Term term, JsonNode document, Instant receivedAt) {
        Action action = term.action();
        return switch (action == null ? Action.ABANDON : action) {
            case PURCHASE -> order(term, document, receivedAt);
            case CUSTOMER_UPDATED -> customer(document, receivedAt);
            default -> product(term, document, receivedAt);
        };
    }

    private static Mapped order(Term term, JsonNode order, Instant receivedAt) {
        if (!ORDERED.contains(order.path("status").asText())) {
            return Mapped.ignored("an order that is not paid for");
        }
        List<CanonicalEvent> events = new ArrayList<>();
        Instant made = time(order, "date_created_gmt");
        Instant changed = time(order, "date_modified_gmt");
        if (made == null || changed == null || Duration.between(made, changed).compareTo(REPETITIONS_KNOWN) <= 0) {
            purchase(term, order, receivedAt, events);
        }
        if (order.path("refunds") instanceof ArrayNode refunds) {
            for (JsonNode refund : refunds) {
                refund(order, refund, changed == null ? receivedAt : changed, events);
            }
        }
        return events.isEmpty() ? Mapped.ignored("an order that was counted days ago") : Mapped.to(events);
    }

    private static void purchase(Term term, JsonNode order, Instant receivedAt, List<CanonicalEvent> events) {
        CanonicalEvent event = new CanonicalEvent(
                "woocommerce:order:" + order.path("id").asText(),
                "unknown",
                text(time(order, "date_created_gmt"), receivedAt));
        who(order, event);
        event.context("channel", "web");
        event.context("country", Json.text(order, "shipping.country", "billing.country"));
        event.context("location", Json.text(order, "shipping.city", "billing.city"));
        ObjectNode fields = ShopLines.only(
                order, List.of("id", "currency", "payment_method", "total", "total_tax", "shipping_total"));
        fields.set("line_items", ShopLines.each(order, "line_items", WooCommerceFormat::line));
        TABLE.fill(term, fields, event);
        events.add(event);
        if (event.get("customer_id") != null) {
            ObjectNode details = ShopLines.only(
                    Json.object(order, "billing"),
                    List.of("email", "phone", "first_name", "last_name", "city", "country"));
            events.add(event.details(details));
        }
    }

    private static ObjectNode line(ObjectNode item) {
        ObjectNode line = ShopLines.only(item, List.of("product_id", "variation_id", "sku", "name", "quantity"));
        BigDecimal quantity = Json.decimal(item, "quantity");
        BigDecimal total = Json.decimal(item, "total");
        BigDecimal subtotal = Json.decimal(item, "subtotal");
        BigDecimal after = total == null ? subtotal : total;
        BigDecimal before = subtotal == null || (total != null && total.compareTo(subtotal) > 0) ? total : subtotal;
        if (quantity != null && before != null && after != null && quantity.signum() > 0) {
            // rounded up, so that the discount takes what rounding adds, and the line comes to its total exactly
            BigDecimal price = before.divide(quantity, PRICE_DIGITS, RoundingMode.UP);
            line.set("unit_price", DecimalNode.valueOf(price));
            ShopLines.discount(line, price.multiply(quantity).subtract(after));
        }
        if (Json.at(item, "image.src") != null) {
            line.put("image_src", Json.text(item, "image.src"));
        }
        return line;
    }

    private static void refund(JsonNode order, JsonNode refund, Instant at, List<CanonicalEvent> events) {
        BigDecimal total = Json.decimal(refund, "total");
        if (total == null || total.signum() == 0) {
            return;
        }
        CanonicalEvent event = new CanonicalEvent(
                "woocommerce:refund:" + refund.path("id").asText(), Action.REFUND.wireName(), at.toString());
        who(order, event);
        event.put("order_id", Json.text(order, "id"));
        event.put("currency", order.get("currency"));
        event.put("value", DecimalNode.valueOf(total.abs()));
        events.add(event);
    }

    private static void who(JsonNode order, CanonicalEvent event) {
        String customer = Json.text(order, "customer_id");
        boolean guest = customer == null || customer.equals("0");
        String cart = Json.text(order, "cart_hash", "order_key", "id");
        event.by(guest ? null : customer, guest && cart != null ? "woocommerce-cart:" + cart : null);
    }

    private static Mapped customer(JsonNode customer, Instant receivedAt) {
        Instant changed = time(customer, "date_modified_gmt");
        CanonicalEvent event = new CanonicalEvent(
                "woocommerce:customer:" + Json.text(customer, "id") + ":" + changed,
                Action.CUSTOMER_UPDATED.wireName(),
                text(changed, receivedAt));
        event.by(Json.text(customer, "id"), null);
        ObjectNode details = ShopLines.only(customer, List.of("email", "first_name", "last_name"));
        details.setAll(ShopLines.only(Json.object(customer, "billing"), List.of("phone", "city", "country")));
        Instant registered = time(customer, "date_created_gmt");
        if (registered != null) {
            details.put("created_at", registered.toString());
        }
        PersonalDetails.put(details, event);
        return Mapped.to(event);
    }

    private static Mapped product(Term term, JsonNode product, Instant receivedAt) {
        Instant changed = time(product, "date_modified_gmt");
        CanonicalEvent event = new CanonicalEvent(
                "woocommerce:product:" + Json.text(product, "id") + ":" + changed,
                "unknown",
                text(changed, receivedAt));
        ObjectNode line = ShopLines.only(product, List.of("name"));
        line.set("product_id", product.get("id"));
        line.set("unit_price", product.get("price"));
        line.put("category", product.path("categories").path(0).path("name").asText(""));
        line.put("image_src", product.path("images").path(0).path("src").asText(""));
        ObjectNode fields = Json.MAPPER.createObjectNode();
        fields.putArray("line_items").add(line);
        if (product.path("stock_quantity").isNumber()) {
            fields.put(
                    "stock_on_hand", Math.max(0, product.path("stock_quantity").asLong()));
        }
        TABLE.fill(term, fields, event);
        return Mapped.to(event);
    }

    private static String text(@Nullable Instant time, Instant otherwise) {
        return (time == null ? otherwise : time).toString();
    }

    /** A time in UTC without a zone, as WooCommerce writes its {@code _gmt} fields. */
    private static @Nullable Instant time(JsonNode document, String field) {
        String text = Json.text(document, field);
        try {
            return text == null ? null : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
