package io.tillstream.contracts.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an event in canonical JSON: what {@link EventReader} reads back to an equal event. Thread-safe. */
public final class EventWriter {

    private static final byte[] EVENT_ID = JsonOut.encoded("event_id");
    private static final byte[] ACTION = JsonOut.encoded("action");
    private static final byte[] CUSTOMER_ID = JsonOut.encoded("customer_id");
    private static final byte[] ANONYMOUS_ID = JsonOut.encoded("anonymous_id");
    private static final byte[] SESSION_ID = JsonOut.encoded("session_id");
    private static final byte[] TIMESTAMP = JsonOut.encoded("timestamp");
    private static final byte[] ORDER_ID = JsonOut.encoded("order_id");
    private static final byte[] CART_ID = JsonOut.encoded("cart_id");
    private static final byte[] CURRENCY = JsonOut.encoded("currency");
    private static final byte[] VALUE = JsonOut.encoded("value");
    private static final byte[] ITEMS = JsonOut.encoded("items");
    private static final byte[] PRODUCT_ID = JsonOut.encoded("product_id");
    private static final byte[] TITLE = JsonOut.encoded("title");
    private static final byte[] CATEGORY = JsonOut.encoded("category");
    private static final byte[] BRAND = JsonOut.encoded("brand");
    private static final byte[] PRICE = JsonOut.encoded("price");
    private static final byte[] QUANTITY = JsonOut.encoded("quantity");
    private static final byte[] DISCOUNT = JsonOut.encoded("discount");
    private static final byte[] IMAGE = JsonOut.encoded("image");
    private static final byte[] CONTEXT = JsonOut.encoded("context");
    private static final byte[] CHANNEL = JsonOut.encoded("channel");
    private static final byte[] DEVICE = JsonOut.encoded("device");
    private static final byte[] COUNTRY = JsonOut.encoded("country");
    private static final byte[] LOCATION = JsonOut.encoded("location");
    private static final byte[] CAMPAIGN = JsonOut.encoded("campaign");
    private static final byte[] SOURCE = JsonOut.encoded("source");
    private static final byte[] MEDIUM = JsonOut.encoded("medium");
    private static final byte[] NAME = JsonOut.encoded("name");
    private static final byte[] PROPERTIES = JsonOut.encoded("properties");

    /** The event as one JSON object in UTF-8, without personal data where the event topic must not carry any. */
    public byte[] write(CommerceEvent event) {
        return write(event, false);
    }

    /** The event as {@link #write} gives it, but with the personal details of {@code identify} and {@code customer_updated}: for the customers topic. */
    public byte[] writeWithPersonalData(CommerceEvent event) {
        return write(event, true);
    }

    private static byte[] write(CommerceEvent event, boolean personal) {
        JsonOut json = new JsonOut();
        Envelope envelope = event.envelope();
        json.open('{');
        json.name(EVENT_ID);
        json.text(envelope.eventId());
        json.name(ACTION);
        json.text(event.action().wireName());
        writeText(json, CUSTOMER_ID, envelope.customerId());
        writeText(json, ANONYMOUS_ID, envelope.anonymousId());
        writeText(json, SESSION_ID, envelope.sessionId());
        json.name(TIMESTAMP);
        json.text(Timestamps.format(envelope.timestamp()));
        writeOrder(json, event);
        writeText(json, CURRENCY, envelope.currency());
        writeValueAndItems(json, event);
        writeContext(json, envelope.context());
        Map<String, Object> properties = EventProperties.of(event, personal);
        if (!properties.isEmpty()) {
            json.name(PROPERTIES);
            writeAny(json, properties);
        }
        json.close('}');
        return json.toBytes();
    }

    private static void writeOrder(JsonOut json, CommerceEvent event) {
        switch (event) {
            case CommerceEvent.Purchase purchase -> writeText(json, ORDER_ID, purchase.orderId());
            case CommerceEvent.Refund refund -> writeText(json, ORDER_ID, refund.orderId());
            case CommerceEvent.FeedbackGiven feedback -> writeText(json, ORDER_ID, feedback.orderId());
            default -> {}
        }
        if (event instanceof CommerceEvent.CartEvent cart) {
            writeText(json, CART_ID, cart.cartId());
        }
    }

    private static void writeValueAndItems(JsonOut json, CommerceEvent event) {
        switch (event) {
            case CommerceEvent.CartEvent cart -> writePriced(json, cart.items());
            case CommerceEvent.ViewItem view -> writePriced(json, view.items());
            case CommerceEvent.Refund refund -> {
                writeAmount(json, VALUE, refund.amountMicros());
                writeItems(json, refund.items());
            }
            case CommerceEvent.ProductUpdated updated -> writeItems(json, List.of(updated.product()));
            default -> {}
        }
    }

    private static void writePriced(JsonOut json, List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        long total = 0;
        for (Item item : items) {
            total += item.amountMicros();
        }
        writeAmount(json, VALUE, total);
        writeItems(json, items);
    }

    private static void writeItems(JsonOut json, List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        json.name(ITEMS);
        json.open('[');
        for (Item item : items) {
            json.open('{');
            writeText(json, PRODUCT_ID, item.productId());
            writeText(json, TITLE, item.title());
            writeText(json, CATEGORY, item.category());
            writeText(json, BRAND, item.brand());
            writeAmount(json, PRICE, item.priceMicros());
            json.name(QUANTITY);
            json.number(item.quantity());
            if (item.discountMicros() != 0) {
                writeAmount(json, DISCOUNT, item.discountMicros());
            }
            writeText(json, IMAGE, item.image());
            json.close('}');
        }
        json.close(']');
    }

    private static void writeContext(JsonOut json, Context context) {
        if (context.equals(Context.UNKNOWN)) {
            return;
        }
        json.name(CONTEXT);
        json.open('{');
        writeText(json, CHANNEL, context.channel());
        writeText(json, DEVICE, context.device());
        writeText(json, COUNTRY, context.country());
        writeText(json, LOCATION, context.location());
        Campaign campaign = context.campaign();
        if (campaign != null) {
            json.name(CAMPAIGN);
            json.open('{');
            writeText(json, SOURCE, campaign.source());
            writeText(json, MEDIUM, campaign.medium());
            writeText(json, NAME, campaign.name());
            json.close('}');
        }
        json.close('}');
    }

    private static void writeText(JsonOut json, byte[] name, @Nullable String value) {
        if (value != null) {
            json.name(name);
            json.text(value);
        }
    }

    private static void writeAmount(JsonOut json, byte[] name, long micros) {
        json.name(name);
        json.amount(micros);
    }

    private static void writeAny(JsonOut json, @Nullable Object value) {
        switch (value) {
            case null -> json.nothing();
            case String text -> json.text(text);
            case Boolean flag -> json.flag(flag);
            case Long number -> json.number(number.longValue());
            case Integer number -> json.number(number.longValue());
            case Double number -> json.number(number);
            case BigDecimal number -> json.number(number);
            case BigInteger number -> json.number(number);
            case List<?> list -> {
                json.open('[');
                for (Object element : list) {
                    writeAny(json, element);
                }
                json.close(']');
            }
            case Map<?, ?> map -> {
                json.open('{');
                for (Map.Entry<?, ?> field : map.entrySet()) {
                    json.name(String.valueOf(field.getKey()));
                    writeAny(json, field.getValue());
                }
                json.close('}');
            }
            default ->
                throw new IllegalArgumentException(
                        "a property is no JSON value: " + value.getClass().getName());
        }
    }
}
