package io.tillstream.contracts.event;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the lines of an event. Fields of a line that the contract does not name are kept beside it, by position. */
final class ItemReader {

    private final JsonFields in;
    private final PropertyReader properties;

    private @Nullable List<Map<String, Object>> unnamed;
    private int firstWithoutPrice = EventDraft.NO_ITEM;

    ItemReader(JsonFields in, PropertyReader properties) {
        this.in = in;
        this.properties = properties;
    }

    /** Index of the first line that was sent without a price, or {@link EventDraft#NO_ITEM}. */
    int firstWithoutPrice() {
        return firstWithoutPrice;
    }

    /** The fields that the contract does not name, one map per line; null when no line has any. */
    @Nullable
    List<Map<String, Object>> unnamed() {
        return unnamed;
    }

    /** Reads the current value; null when it is null. */
    @Nullable
    List<Item> read() throws IOException, InvalidEventException {
        unnamed = null; // a document that names its lines twice is refused after both are read
        if (!in.enterArray()) {
            return null;
        }
        List<Item> items = new ArrayList<>(4);
        long total = 0;
        while (in.nextElement()) {
            if (items.size() == EventBounds.MAX_ITEMS) {
                throw new InvalidEventException("items", tooMany());
            }
            if (!in.enterObject()) {
                throw in.wrong("must be an object, not null");
            }
            Item item = readItem(items.size());
            items.add(item);
            total += item.amountMicros();
            checkTotal(total);
        }
        List<Map<String, Object>> rest = unnamed;
        while (rest != null && rest.size() < items.size()) {
            rest.add(Map.of());
        }
        return List.copyOf(items);
    }

    private static String tooMany() {
        return String.format(Locale.ROOT, "holds too many lines; at most %,d are allowed", EventBounds.MAX_ITEMS);
    }

    static void checkTotal(long totalMicros) throws InvalidEventException {
        String problem = JsonFields.amountProblem(totalMicros, EventBounds.MAX_TOTAL_MICROS);
        if (problem != null) {
            throw new InvalidEventException("items", "their total " + problem);
        }
    }

    private Item readItem(int index) throws IOException, InvalidEventException {
        String productId = null;
        String title = null;
        String category = null;
        String brand = null;
        String image = null;
        long price = 0;
        long discount = 0;
        int quantity = 1;
        int seen = 0;
        while (in.nextField()) {
            int bit;
            switch (in.name()) {
                case "product_id" -> {
                    bit = 1;
                    productId = in.id(TextKind.ID);
                }
                case "title" -> {
                    bit = 1 << 1;
                    title = in.text(TextKind.TITLE);
                }
                case "category" -> {
                    bit = 1 << 2;
                    category = in.text(TextKind.LABEL);
                }
                case "brand" -> {
                    bit = 1 << 3;
                    brand = in.text(TextKind.LABEL);
                }
                case "price" -> {
                    bit = 1 << 4;
                    if (in.isNull()) {
                        noteMissingPrice(index);
                    } else {
                        price = in.amount(EventBounds.MAX_PRICE_MICROS);
                    }
                }
                case "quantity" -> {
                    bit = 1 << 5;
                    quantity = in.isNull() ? 1 : in.integer(1, EventBounds.MAX_QUANTITY);
                }
                case "discount" -> {
                    bit = 1 << 6;
                    discount = in.isNull() ? 0 : in.amount(EventBounds.MAX_TOTAL_MICROS);
                }
                case "image" -> {
                    bit = 1 << 7;
                    image = in.text(TextKind.URL);
                }
                default -> {
                    bit = 0;
                    properties.readInto(unnamedOf(index));
                }
            }
            if ((seen & bit) != 0) {
                throw in.givenTwice();
            }
            seen |= bit;
        }
        if ((seen & (1 << 4)) == 0) {
            noteMissingPrice(index);
        }
        if (productId == null) {
            throw new InvalidEventException("items[" + index + "].product_id", "must be given");
        }
        checkDiscount(discount, price, quantity, "items[" + index + "].discount");
        return new Item(productId, title, category, brand, price, quantity, discount, image);
    }

    static void checkDiscount(long discount, long price, int quantity, String path) throws InvalidEventException {
        if (discount > price * quantity) {
            throw new InvalidEventException(path, "must not be above price × quantity of its line");
        }
    }

    private void noteMissingPrice(int index) {
        if (firstWithoutPrice < 0) {
            firstWithoutPrice = index;
        }
    }

    private Map<String, Object> unnamedOf(int index) {
        List<Map<String, Object>> all = unnamed;
        if (all == null) {
            all = new ArrayList<>();
            unnamed = all;
        }
        while (all.size() < index) {
            all.add(Map.of());
        }
        if (all.size() == index) {
            all.add(new LinkedHashMap<>());
        }
        return all.get(index);
    }
}
