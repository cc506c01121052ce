package io.tillstream.contracts.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fast way of {@link ItemReader}: takes lines that have only the fields that the contract names. */
final class ItemScanner {

    private static final NameTable FIELDS =
            new NameTable("product_id", "title", "category", "brand", "price", "quantity", "discount", "image");

    private final JsonCursor in;
    private final @Nullable TextCache labels;
    private final @Nullable TextCache products;

    ItemScanner(JsonCursor in, @Nullable TextCache labels, @Nullable TextCache products) {
        this.in = in;
        this.labels = labels;
        this.products = products;
    }

    void read(EventDraft draft) throws UnusualEventException {
        if (in.takeNull()) {
            return;
        }
        if (!in.enter('[', ']')) {
            draft.items = List.of();
            return;
        }
        Item first = item(draft, 0);
        checkTotal(first.amountMicros());
        draft.items = in.goesOn(']') ? several(draft, first) : List.of(first);
    }

    private List<Item> several(EventDraft draft, Item first) throws UnusualEventException {
        List<Item> items = new ArrayList<>();
        items.add(first);
        long total = first.amountMicros();
        do {
            Item item = item(draft, items.size());
            items.add(item);
            total += item.amountMicros();
            checkTotal(total);
        } while (in.goesOn(']'));
        if (items.size() > EventBounds.MAX_ITEMS) {
            throw UnusualEventException.INSTANCE;
        }
        return List.copyOf(items);
    }

    private static void checkTotal(long micros) throws UnusualEventException {
        if (micros > EventBounds.MAX_TOTAL_MICROS) {
            throw UnusualEventException.INSTANCE;
        }
    }

    private Item item(EventDraft draft, int index) throws UnusualEventException {
        if (!in.enter('{', '}')) {
            throw UnusualEventException.INSTANCE;
        }
        String productId = null;
        String title = null;
        String category = null;
        String brand = null;
        String image = null;
        long price = EventDraft.NO_VALUE;
        long discount = 0;
        int quantity = 1;
        int seen = 0;
        do {
            int field = in.name(FIELDS);
            seen = EventScanner.see(seen, field);
            switch (field) {
                case 0 -> productId = in.id(TextKind.ID, products);
                case 1 -> title = in.text(TextKind.TITLE, products);
                case 2 -> category = in.text(TextKind.LABEL, labels);
                case 3 -> brand = in.text(TextKind.LABEL, labels);
                case 4 -> price = in.takeNull() ? EventDraft.NO_VALUE : in.amount(EventBounds.MAX_PRICE_MICROS);
                case 5 -> quantity = in.takeNull() ? 1 : in.integer(1, EventBounds.MAX_QUANTITY);
                case 6 -> discount = in.takeNull() ? 0 : in.amount(EventBounds.MAX_TOTAL_MICROS);
                default -> image = in.text(TextKind.URL, products);
            }
        } while (in.goesOn('}'));
        if (price == EventDraft.NO_VALUE) {
            price = 0;
            draft.firstItemWithoutPrice = draft.firstItemWithoutPrice < 0 ? index : draft.firstItemWithoutPrice;
        }
        if (productId == null || discount > price * quantity) {
            throw UnusualEventException.INSTANCE;
        }
        return new Item(productId, title, category, brand, price, quantity, discount, image);
    }
}
