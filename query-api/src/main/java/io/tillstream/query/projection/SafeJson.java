package io.tillstream.query.projection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.money.Micros;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON that PostgreSQL takes whatever a sender sent: no U+0000, no number beyond its range, no personal data at the top of the properties. */
final class SafeJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MAX_DEPTH = 32;

    /** Properties that carry personal data by their name; they stay in the log and go no further. */
    private static final Set<String> PERSONAL = Set.of(
            "name",
            "first_name",
            "last_name",
            "full_name",
            "email",
            "phone",
            "address",
            "street",
            "postal_code",
            "date_of_birth",
            "birthday",
            "ip",
            "ip_address",
            "user_agent");

    private SafeJson() {}

    /** Lines as an array; null when there are none. */
    static @Nullable String items(List<Item> items) {
        if (items.isEmpty()) {
            return null;
        }
        return write(json -> {
            json.writeStartArray();
            for (Item item : items) {
                json.writeStartObject();
                json.writeStringField("product_id", clean(item.productId()));
                text(json, "title", item.title());
                text(json, "category", item.category());
                text(json, "brand", item.brand());
                json.writeNumberField("price", Micros.toDecimal(item.priceMicros()));
                json.writeNumberField("quantity", item.quantity());
                json.writeNumberField("discount", Micros.toDecimal(item.discountMicros()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** The context without what is unknown; null when all is. */
    static @Nullable String context(Context context) {
        if (context.equals(Context.UNKNOWN)) {
            return null;
        }
        return write(json -> {
            json.writeStartObject();
            text(json, "channel", context.channel());
            text(json, "device", context.device());
            text(json, "country", context.country());
            text(json, "location", context.location());
            Campaign campaign = context.campaign();
            if (campaign != null) {
                json.writeObjectFieldStart("campaign");
                text(json, "source", campaign.source());
                text(json, "medium", campaign.medium());
                text(json, "name", campaign.name());
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    /** A sender's properties without personal data; null when nothing is left. */
    static @Nullable String properties(Map<String, Object> properties) {
        boolean nothing = properties.keySet().stream().allMatch(PERSONAL::contains);
        return nothing
                ? null
                : write(json -> {
                    json.writeStartObject();
                    for (Map.Entry<String, Object> property : properties.entrySet()) {
                        if (!PERSONAL.contains(property.getKey())) {
                            json.writeFieldName(clean(property.getKey()));
                            any(json, property.getValue(), 0);
                        }
                    }
                    json.writeEndObject();
                });
    }

    /** A map of plain values; null when it is empty. */
    static @Nullable String object(Map<String, ?> values) {
        return values.isEmpty() ? null : write(json -> any(json, values, 0));
    }

    /** A list of plain values. */
    static String array(List<?> values) {
        return write(json -> any(json, values, 0));
    }

    private static void any(JsonGenerator json, @Nullable Object value, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            json.writeString("…");
            return;
        }
        switch (value) {
            case null -> json.writeNull();
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            case BigDecimal number when CopyBuffer.isOrdinary(number) -> json.writeNumber(number);
            case BigInteger number when number.bitLength() < 256 -> json.writeNumber(number);
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(clean(String.valueOf(entry.getKey())));
                    any(json, entry.getValue(), depth + 1);
                }
                json.writeEndObject();
            }
            case Collection<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    any(json, element, depth + 1);
                }
                json.writeEndArray();
            }
            case Object other -> json.writeString(clean(other.toString()));
        }
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, clean(value));
        }
    }

    /** Without the one character that PostgreSQL cannot hold. */
    static String clean(String value) {
        return value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
    }

    private static String write(Body body) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
