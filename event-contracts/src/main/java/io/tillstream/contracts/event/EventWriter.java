package io.tillstream.contracts.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tillstream.contracts.money.Micros;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an event in canonical JSON: what {@link EventReader} reads back to an equal event. Thread-safe. */
public final class EventWriter {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final int USUAL_BYTES = 512;

    /** The event as one JSON object in UTF-8, without personal data where the event topic must not carry any. */
    public byte[] write(CommerceEvent event) {
        return write(event, false);
    }

    /** The event as {@link #write} gives it, but with the personal details of {@code identify} and {@code customer_updated}: for the customers topic. */
    public byte[] writeWithPersonalData(CommerceEvent event) {
        return write(event, true);
    }

    private static byte[] write(CommerceEvent event, boolean personal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            writeEvent(json, event, personal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeEvent(JsonGenerator json, CommerceEvent event, boolean personal) throws IOException {
        Envelope envelope = event.envelope();
        json.writeStartObject();
        json.writeStringField("event_id", envelope.eventId());
        json.writeStringField("action", event.action().wireName());
        writeText(json, "customer_id", envelope.customerId());
        writeText(json, "anonymous_id", envelope.anonymousId());
        writeText(json, "session_id", envelope.sessionId());
        writeTime(json, envelope.timestamp());
        writeOrder(json, event);
        writeText(json, "currency", envelope.currency());
        writeValueAndItems(json, event);
        writeContext(json, envelope.context());
        Map<String, Object> properties = EventProperties.of(event, personal);
        if (!properties.isEmpty()) {
            json.writeFieldName("properties");
            writeAny(json, properties);
        }
        json.writeEndObject();
    }

    private static void writeTime(JsonGenerator json, Instant time) throws IOException {
        char[] buffer = new char[Timestamps.MAX_CHARS];
        int length = Timestamps.format(time, buffer);
        json.writeFieldName("timestamp");
        if (length == 0) {
            json.writeString(time.toString());
        } else {
            json.writeString(buffer, 0, length);
        }
    }

    private static void writeOrder(JsonGenerator json, CommerceEvent event) throws IOException {
        switch (event) {
            case CommerceEvent.Purchase purchase -> json.writeStringField("order_id", purchase.orderId());
            case CommerceEvent.Refund refund -> json.writeStringField("order_id", refund.orderId());
            case CommerceEvent.FeedbackGiven feedback -> writeText(json, "order_id", feedback.orderId());
            default -> {}
        }
        if (event instanceof CommerceEvent.CartEvent cart) {
            writeText(json, "cart_id", cart.cartId());
        }
    }

    private static void writeValueAndItems(JsonGenerator json, CommerceEvent event) throws IOException {
        switch (event) {
            case CommerceEvent.CartEvent cart -> writePriced(json, cart.items());
            case CommerceEvent.ViewItem view -> writePriced(json, view.items());
            case CommerceEvent.Refund refund -> {
                writeAmount(json, "value", refund.amountMicros());
                writeItems(json, refund.items());
            }
            case CommerceEvent.ProductUpdated updated -> writeItems(json, List.of(updated.product()));
            default -> {}
        }
    }

    private static void writePriced(JsonGenerator json, List<Item> items) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        long total = 0;
        for (Item item : items) {
            total += item.amountMicros();
        }
        writeAmount(json, "value", total);
        writeItems(json, items);
    }

    private static void writeItems(JsonGenerator json, List<Item> items) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("items");
        for (Item item : items) {
            json.writeStartObject();
            json.writeStringField("product_id", item.productId());
            writeText(json, "title", item.title());
            writeText(json, "category", item.category());
            writeText(json, "brand", item.brand());
            writeAmount(json, "price", item.priceMicros());
            json.writeNumberField("quantity", item.quantity());
            if (item.discountMicros() != 0) {
                writeAmount(json, "discount", item.discountMicros());
            }
            writeText(json, "image", item.image());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeContext(JsonGenerator json, Context context) throws IOException {
        if (context.equals(Context.UNKNOWN)) {
            return;
        }
        json.writeObjectFieldStart("context");
        writeText(json, "channel", context.channel());
        writeText(json, "device", context.device());
        writeText(json, "country", context.country());
        writeText(json, "location", context.location());
        Campaign campaign = context.campaign();
        if (campaign != null) {
            json.writeObjectFieldStart("campaign");
            writeText(json, "source", campaign.source());
            writeText(json, "medium", campaign.medium());
            writeText(json, "name", campaign.name());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void writeAmount(JsonGenerator json, String name, long micros) throws IOException {
        json.writeFieldName(name);
        if (micros % Micros.PER_UNIT == 0) {
            json.writeNumber(micros / Micros.PER_UNIT);
        } else {
            json.writeNumber(Micros.toDecimal(micros).toPlainString());
        }
    }

    private static void writeAny(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            case BigInteger number -> json.writeNumber(number);
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    writeAny(json, element);
                }
                json.writeEndArray();
            }
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> field : map.entrySet()) {
                    json.writeFieldName(String.valueOf(field.getKey()));
                    writeAny(json, field.getValue());
                }
                json.writeEndObject();
            }
            default ->
                throw new IllegalArgumentException(
                        "a property is no JSON value: " + value.getClass().getName());
        }
    }
}
