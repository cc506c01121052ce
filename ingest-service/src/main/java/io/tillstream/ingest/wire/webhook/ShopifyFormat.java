package io.tillstream.ingest.wire.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.keys.SigningSecrets;
import io.tillstream.ingest.wire.CanonicalEvent;
import io.tillstream.ingest.wire.Devices;
import io.tillstream.ingest.wire.Json;
import io.tillstream.ingest.wire.Mapped;
import io.tillstream.ingest.wire.PersonalDetails;
import io.tillstream.ingest.wire.SenderClock;
import io.tillstream.ingest.wire.vocabulary.ShopVocabularies;
import io.tillstream.ingest.wire.vocabulary.Term;
import io.tillstream.ingest.wire.vocabulary.Vocabulary;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Shopify's webhooks. A guest is known by the cart. A refund has no customer of its own, so it is taken from the order that holds it, when that is updated within a
 * day after; the id of the refund makes it count once.
 */
public final class ShopifyFormat extends SignedFormat {

    private static final Vocabulary TABLE = ShopVocabularies.SHOPIFY;
    private static final Duration FRESH = Duration.ofDays(1);
    private static final List<String> LINE =
            List.of("product_id", "variant_id", "sku", "title", "name", "vendor", "price", "quantity");

    /** Checks signatures with these secrets. */
    public ShopifyFormat(SigningSecrets secrets) {
        super(secrets, TABLE, "X-Shopify-Hmac-Sha256", "X-Shopify-Topic");
    }

    @Override
    public String name() {
        return "shopify";
    }

    @Override
    Mapped map(Term term, JsonNode document, Instant receivedAt) {
        Action action = term.action();
        if (document.path("test").asBoolean(false)) {
            return Mapped.ignored("an order that is a test");
        }
        return switch (action == null ? Action.ABANDON : action) {
            case PURCHASE -> order(term, document, receivedAt);
            case REFUND -> refunds(term, document, receivedAt);
            case BEGIN_CHECKOUT -> checkout(term, document, receivedAt);
            case CUSTOMER_UPDATED -> customer(document, receivedAt);
            default -> product(term, document, receivedAt);
        };
    }

    private static Mapped order(Term term, JsonNode order, Instant receivedAt) {
        CanonicalEvent event =
                event("order:" + order.path("id").asText(), order, receivedAt, "processed_at", "created_at");
        ObjectNode fields =
                ShopLines.only(order, List.of("id", "currency", "total_tax", "subtotal_price", "total_price"));
        if (order.path("payment_gateway_names").path(0).isTextual()) {
            fields.put(
                    "payment_method",
                    order.path("payment_gateway_names").path(0).asText());
        }
        fields.set("line_items", lines(order));
        TABLE.fill(term, fields, event);
        return withCustomer(order, event);
    }

    private static Mapped checkout(Term term, JsonNode checkout, Instant receivedAt) {
        CanonicalEvent event =
                event("checkout:" + Json.text(checkout, "token", "id"), checkout, receivedAt, "created_at");
        ObjectNode fields = ShopLines.only(checkout, List.of("currency"));
        fields.set("line_items", lines(checkout));
        TABLE.fill(term, fields, event);
        return withCustomer(checkout, event);
    }

    private static Mapped withCustomer(JsonNode order, CanonicalEvent event) {
        ObjectNode customer = Json.object(order, "customer");
        return Json.text(customer, "id") == null
                ? Mapped.to(event)
                : Mapped.to(event, event.details(details(customer)));
    }

    private static Mapped refunds(Term term, JsonNode order, Instant receivedAt) {
        List<CanonicalEvent> events = new ArrayList<>();
        Instant updated = time(order, "updated_at");
        if (order.path("refunds") instanceof ArrayNode refunds) {
            for (JsonNode refund : refunds) {
                Instant made = time(refund, "created_at");
                BigDecimal value = refunded(refund);
                boolean fresh = made == null
                        || updated == null
                        || Duration.between(made, updated).compareTo(FRESH) <= 0;
                if (fresh && value.signum() > 0) {
                    events.add(refund(term, order, refund, value, receivedAt));
                }
            }
        }
        return events.isEmpty()
                ? Mapped.ignored("the order was taken when it was created, and no money went back lately")
                : Mapped.to(events);
    }

    private static CanonicalEvent refund(
            Term term, JsonNode order, JsonNode refund, BigDecimal value, Instant receivedAt) {
        CanonicalEvent event = new CanonicalEvent(
                "shopify:refund:" + refund.path("id").asText(),
                Action.REFUND.wireName(),
                SenderClock.corrected(Json.text(refund, "processed_at", "created_at"), null, receivedAt));
        who(order, event);
        ObjectNode fields = ShopLines.only(order, List.of("id", "currency"));
        String currency = currency(refund);
        boolean ofTheShop = currency == null || currency.equals(Json.text(order, "currency"));
        if (!ofTheShop) {
            fields.put("currency", currency);
        }
        fields.set("refund_value", DecimalNode.valueOf(value));
        ArrayNode lines = ShopLines.each(refund, "refund_line_items", ShopifyFormat::returned);
        BigDecimal goods = BigDecimal.ZERO;
        for (JsonNode line : Json.at(refund, "refund_line_items") instanceof ArrayNode list ? list : lines) {
            goods = goods.add(ShopLines.orZero(Json.decimal(line, "subtotal")));
        }
        if (ofTheShop && goods.compareTo(value) <= 0) {
            fields.set("line_items", lines);
        }
        TABLE.fill(term, fields, event);
        return event;
    }

    private static @Nullable ObjectNode returned(ObjectNode refunded) {
        ObjectNode line = ShopLines.only(Json.object(refunded, "line_item"), LINE);
        JsonNode quantity = refunded.get("quantity");
        BigDecimal count = Json.decimal(refunded, "quantity");
        BigDecimal price = Json.decimal(line, "price");
        BigDecimal subtotal = Json.decimal(refunded, "subtotal");
        if (quantity == null || count == null || price == null) {
            return null;
        }
        line.set("quantity", quantity);
        if (subtotal != null) {
            ShopLines.discount(line, price.multiply(count).subtract(subtotal));
        }
        return line;
    }

    /** What went back by the payments of a refund. */
    private static BigDecimal refunded(JsonNode refund) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode payment : refund.path("transactions")) {
            if (wentBack(payment)) {
                sum = sum.add(ShopLines.orZero(Json.decimal(payment, "amount")));
            }
        }
        return sum;
    }

    /** The currency of those payments, which is the buyer's where a shop sells in several; null when they name none, both when they are not of one. */
    private static @Nullable String currency(JsonNode refund) {
        Set<String> currencies = new TreeSet<>();
        for (JsonNode payment : refund.path("transactions")) {
            String currency = Json.text(payment, "currency");
            if (wentBack(payment) && currency != null) {
                currencies.add(currency);
            }
        }
        return currencies.isEmpty() ? null : String.join(" and ", currencies);
    }

    private static boolean wentBack(JsonNode payment) {
        return "refund".equals(payment.path("kind").asText())
                && "success".equals(payment.path("status").asText());
    }

    private static ArrayNode lines(JsonNode order) {
        return ShopLines.each(order, "line_items", item -> {
            ObjectNode line = ShopLines.only(item, LINE);
            BigDecimal discount = BigDecimal.ZERO;
            for (JsonNode allocation : item.path("discount_allocations")) {
                discount = discount.add(ShopLines.orZero(Json.decimal(allocation, "amount")));
            }
            ShopLines.discount(line, discount);
            return line;
        });
    }

    private static CanonicalEvent event(String id, JsonNode order, Instant receivedAt, String... times) {
        CanonicalEvent event = new CanonicalEvent(
                "shopify:" + id, "unknown", SenderClock.corrected(Json.text(order, times), null, receivedAt));
        who(order, event);
        event.context("channel", Devices.channel(Json.text(order, "source_name"), null));
        event.context("country", Json.text(order, "shipping_address.country_code", "billing_address.country_code"));
        event.context("location", Json.text(order, "shipping_address.city", "billing_address.city"));
        return event;
    }

    private static void who(JsonNode order, CanonicalEvent event) {
        String customer = Json.text(order, "customer.id");
        String cart = Json.text(order, "cart_token", "checkout_token", "token", "id");
        event.by(customer, customer == null && cart != null ? "shopify-cart:" + cart : null);
    }

    private static Mapped customer(JsonNode customer, Instant receivedAt) {
        String id = Json.text(customer, "id");
        String updated = Json.text(customer, "updated_at", "created_at");
        CanonicalEvent event = new CanonicalEvent(
                "shopify:customer:" + id + ":" + updated,
                Action.CUSTOMER_UPDATED.wireName(),
                SenderClock.corrected(updated, null, receivedAt));
        event.by(id, null);
        PersonalDetails.put(details(customer), event);
        return Mapped.to(event);
    }

    private static ObjectNode details(JsonNode customer) {
        ObjectNode details =
                ShopLines.only(customer, List.of("email", "phone", "first_name", "last_name", "created_at"));
        ObjectNode address = Json.object(customer, "default_address");
        details.setAll(ShopLines.only(address, List.of("city")));
        if (Json.at(address, "country_code") != null) {
            details.set("country", address.get("country_code"));
        }
        return details;
    }

    private static Mapped product(Term term, JsonNode product, Instant receivedAt) {
        String updated = Json.text(product, "updated_at", "created_at");
        CanonicalEvent event = new CanonicalEvent(
                "shopify:product:" + Json.text(product, "id") + ":" + updated,
                "unknown",
                SenderClock.corrected(updated, null, receivedAt));
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("product_id", Json.text(product, "id"));
        line.put("title", Json.text(product, "title"));
        line.put("vendor", Json.text(product, "vendor"));
        line.put("category", Json.text(product, "product_type"));
        line.put("image", Json.text(product, "image.src"));
        line.set("price", product.path("variants").path(0).get("price"));
        long stock = 0;
        for (JsonNode variant : product.path("variants")) {
            stock += Math.max(0, variant.path("inventory_quantity").asLong(0));
        }
        ObjectNode fields = Json.MAPPER.createObjectNode();
        fields.putArray("line_items").add(line);
        fields.put("stock_on_hand", stock);
        TABLE.fill(term, fields, event);
        return Mapped.to(event);
    }

    private static @Nullable Instant time(JsonNode document, String field) {
        String text = Json.text(document, field);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
