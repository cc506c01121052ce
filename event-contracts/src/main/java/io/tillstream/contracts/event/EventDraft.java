package io.tillstream.contracts.event;

import io.tillstream.contracts.money.Micros;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event's fields as they were read, before it is known that they make an event. Each value is right by itself. A builder takes what its action names;
 * what remains goes into the event's properties, so that nothing is lost.
 */
final class EventDraft {

    static final long NO_VALUE = -1;
    static final int NO_ITEM = -1;
    static final int FLAT = -2;

    @Nullable
    String eventId;

    @Nullable
    Action action;

    @Nullable
    String customerId;

    @Nullable
    String anonymousId;

    @Nullable
    String sessionId;

    @Nullable
    String timestamp;

    /** The event's time, when it was read already; then {@link #timestamp} is null. */
    @Nullable
    Instant time;

    @Nullable
    String orderId;

    @Nullable
    String cartId;

    @Nullable
    String currency;

    long value = NO_VALUE;

    @Nullable
    List<Item> items;

    Context context = Context.UNKNOWN;

    /** Index of the first line without a price, {@link #FLAT} for that of the flat form, {@link #NO_ITEM} when all have one. */
    int firstItemWithoutPrice = NO_ITEM;

    @Nullable
    String personalPath;

    /** When the event reached the server. */
    Instant receivedAt = Instant.EPOCH;

    private @Nullable Map<String, Object> properties;
    private @Nullable Map<String, Object> unnamed;

    /** What the sender put into {@code properties}. */
    Map<String, Object> properties() {
        Map<String, Object> map = properties;
        if (map == null) {
            map = new LinkedHashMap<>();
            properties = map;
        }
        return map;
    }

    /** Fields on the top level that all actions together do not name. */
    Map<String, Object> unnamed() {
        Map<String, Object> map = unnamed;
        if (map == null) {
            map = new LinkedHashMap<>();
            unnamed = map;
        }
        return map;
    }

    /** Whether the top level has a field that the canonical form does not name. */
    boolean hasUnnamed(String name) {
        return unnamed != null && unnamed.containsKey(name);
    }

    /** Takes a value out of {@code properties} or the top level; null when neither has it. */
    DraftValue take(String name) throws InvalidEventException {
        Object fromProperties = properties == null ? null : properties.remove(name);
        DraftValue fromTop = takeUnnamed(name);
        if (fromTop.isGiven() && fromProperties != null) {
            throw givenInBoth(name);
        }
        return fromTop.isGiven() ? fromTop : new DraftValue("properties.", name, fromProperties, receivedAt);
    }

    /** Takes a value from the top level only. */
    DraftValue takeUnnamed(String name) {
        return new DraftValue("", name, unnamed == null ? null : unnamed.remove(name), receivedAt);
    }

    /** Puts a value into the event's properties. */
    void keep(String name, @Nullable Object value) throws InvalidEventException {
        if (value != null && properties().putIfAbsent(name, value) != null) {
            throw givenInBoth(name);
        }
    }

    private static InvalidEventException givenInBoth(String name) {
        return new InvalidEventException(
                "properties." + name, "is given on the top level and in properties; send it once");
    }

    /** Path of the price that is missing, or null when none is. */
    @Nullable
    String missingPrice() {
        return switch (firstItemWithoutPrice) {
            case NO_ITEM -> null;
            case FLAT -> "product_price";
            default -> "items[" + firstItemWithoutPrice + "].price";
        };
    }

    /** Takes the order id. */
    @Nullable
    String takeOrderId() {
        String taken = orderId;
        orderId = null;
        return taken;
    }

    /** Takes the cart id. */
    @Nullable
    String takeCartId() {
        String taken = cartId;
        cartId = null;
        return taken;
    }

    /** Takes the value in micros, {@link #NO_VALUE} when none was sent. */
    long takeValue() {
        long taken = value;
        value = NO_VALUE;
        return taken;
    }

    /** Takes the lines, null when none were sent. */
    @Nullable
    List<Item> takeItems() {
        List<Item> taken = items;
        items = null;
        return taken;
    }

    /** All that nobody took. */
    Map<String, Object> rest() throws InvalidEventException {
        if (unnamed != null) {
            for (Map.Entry<String, Object> field : unnamed.entrySet()) {
                keep(field.getKey(), field.getValue());
            }
        }
        keep("order_id", orderId);
        keep("cart_id", cartId);
        if (value != NO_VALUE) {
            keep("value", Micros.toDecimal(value));
        }
        if (items != null) {
            keep("items", items.stream().map(EventDraft::asMap).toList());
        }
        return properties == null || properties.isEmpty() ? Map.of() : Collections.unmodifiableMap(properties);
    }

    private static Map<String, Object> asMap(Item item) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("product_id", item.productId());
        putIfGiven(map, "title", item.title());
        putIfGiven(map, "category", item.category());
        putIfGiven(map, "brand", item.brand());
        map.put("price", Micros.toDecimal(item.priceMicros()));
        map.put("quantity", (long) item.quantity());
        map.put("discount", Micros.toDecimal(item.discountMicros()));
        putIfGiven(map, "image", item.image());
        return map;
    }

    private static void putIfGiven(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
