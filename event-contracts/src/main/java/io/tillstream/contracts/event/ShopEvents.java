package io.tillstream.contracts.event;

import io.tillstream.contracts.money.Micros;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shopping and catalogue: the actions with pages, products and money. */
final class ShopEvents {

    private static final long CENT = Micros.PER_UNIT / 100;

    private final EventDraft draft;

    ShopEvents(EventDraft draft) {
        this.draft = draft;
    }

    CommerceEvent build(Action action) throws InvalidEventException {
        return switch (action) {
            case PAGE_VIEW -> {
                String url = draft.take("url").text(TextKind.URL);
                String title = draft.take("title").text(TextKind.TITLE);
                yield new CommerceEvent.PageView(envelope(), url, title);
            }
            case SEARCH -> {
                String query = draft.take("query").text(TextKind.TITLE);
                yield new CommerceEvent.Search(envelope(), query);
            }
            case VIEW_ITEM -> {
                List<Item> items = requiredItems();
                settleValue(items);
                yield new CommerceEvent.ViewItem(envelope(), items);
            }
            case ADD_TO_CART -> {
                List<Item> items = requiredItemsWithPrice();
                settleValue(items);
                String cartId = draft.takeCartId();
                yield new CommerceEvent.AddToCart(envelope(), cartId, items);
            }
            case REMOVE_FROM_CART -> {
                List<Item> items = requiredItems();
                settleValue(items);
                String cartId = draft.takeCartId();
                yield new CommerceEvent.RemoveFromCart(envelope(), cartId, items);
            }
            case BEGIN_CHECKOUT -> {
                List<Item> items = items();
                settleValue(items);
                String cartId = draft.takeCartId();
                yield new CommerceEvent.BeginCheckout(envelope(), cartId, items);
            }
            case ABANDON -> {
                List<Item> items = items();
                settleValue(items);
                String cartId = draft.takeCartId();
                yield new CommerceEvent.Abandon(envelope(), cartId, items);
            }
            case PURCHASE -> purchase();
            case REFUND -> refund();
            case PRODUCT_UPDATED -> productUpdated();
            default -> throw new IllegalArgumentException(action.wireName());
        };
    }

    private Envelope envelope() throws InvalidEventException {
        return EventBuilder.envelope(draft);
    }

    private CommerceEvent purchase() throws InvalidEventException {
        boolean flat = draft.items == null;
        List<Item> items = requiredItemsWithPrice();
        String orderId = draft.takeOrderId();
        if (orderId == null && flat) {
            orderId = draft.eventId;
        }
        if (orderId == null) {
            throw missingOrder();
        }
        long total = total(items);
        if (draft.value != EventDraft.NO_VALUE && Math.abs(draft.value - total) > CENT) {
            throw new InvalidEventException(
                    "value", "must be what the items come to: the sum of price × quantity − discount");
        }
        settleValue(items);
        String cartId = draft.takeCartId();
        return new CommerceEvent.Purchase(envelope(), orderId, cartId, items);
    }

    private CommerceEvent refund() throws InvalidEventException {
        String orderId = draft.takeOrderId();
        if (orderId == null) {
            throw missingOrder();
        }
        List<Item> items = items();
        requirePrice();
        long value = draft.takeValue();
        if (value == EventDraft.NO_VALUE) {
            throw new InvalidEventException("value", "must be given: the amount that went back");
        }
        if (value == 0) {
            throw new InvalidEventException("value", "must be above 0: the amount that went back");
        }
        if (value < total(items)) {
            throw new InvalidEventException("value", "must not be below what the items that came back come to");
        }
        return new CommerceEvent.Refund(envelope(), orderId, value, items);
    }

    private CommerceEvent productUpdated() throws InvalidEventException {
        List<Item> items = draft.takeItems();
        Item product;
        if (items == null) {
            product = flatItem("title", "category", "brand", "price", "image");
        } else if (items.size() == 1) {
            product = items.getFirst();
        } else {
            throw new InvalidEventException("items", "must hold exactly one product");
        }
        requirePrice();
        Long stock = draft.take("stock_on_hand").integer(0, DraftValue.MAX_COUNT);
        return new CommerceEvent.ProductUpdated(envelope(), product, stock);
    }

    private static InvalidEventException missingOrder() {
        return new InvalidEventException("order_id", "must be given: the order that this is about");
    }

    private List<Item> requiredItemsWithPrice() throws InvalidEventException {
        List<Item> items = requiredItems();
        requirePrice();
        return items;
    }

    private List<Item> requiredItems() throws InvalidEventException {
        List<Item> items = items();
        if (items.isEmpty()) {
            throw new InvalidEventException(
                    "items", "must hold at least one product, or send product_title and product_price instead");
        }
        return items;
    }

    private void requirePrice() throws InvalidEventException {
        String path = draft.missingPrice();
        if (path != null) {
            throw new InvalidEventException(path, "must be given");
        }
    }

    private List<Item> items() throws InvalidEventException {
        boolean flat = draft.hasUnnamed("product_title")
                || draft.hasUnnamed("product_id")
                || draft.hasUnnamed("product_price");
        List<Item> items = draft.takeItems();
        if (!flat) {
            return items == null ? List.of() : items;
        }
        if (items != null) {
            throw new InvalidEventException(
                    draft.hasUnnamed("product_title") ? "product_title" : "items",
                    "must not stand beside items; send the product in one of the two forms");
        }
        return List.of(
                flatItem("product_title", "product_category", "product_brand", "product_price", "product_image"));
    }

    private Item flatItem(String titleField, String categoryField, String brandField, String priceField, String image)
            throws InvalidEventException {
        String title = either("product_title", titleField).text(TextKind.TITLE);
        String productId = draft.takeUnnamed("product_id").text(TextKind.ID);
        DraftValue sentPrice = either("product_price", priceField);
        long price = sentPrice.amount(EventBounds.MAX_PRICE_MICROS);
        if (price == EventDraft.NO_VALUE) {
            draft.firstItemWithoutPrice = EventDraft.FLAT;
            price = 0;
        }
        Integer quantity = draft.takeUnnamed("quantity").smallInteger(1, EventBounds.MAX_QUANTITY);
        int units = quantity == null ? 1 : quantity;
        DraftValue sentDiscount = draft.takeUnnamed("discount");
        long discount = Math.max(0, sentDiscount.amount(EventBounds.MAX_TOTAL_MICROS));
        ItemReader.checkDiscount(discount, price, units, "discount");
        Item item = new Item(
                productIdOf(productId, title),
                title,
                either("product_category", categoryField).text(TextKind.LABEL),
                either("product_brand", brandField).text(TextKind.LABEL),
                price,
                units,
                discount,
                either("product_image", image).text(TextKind.URL));
        ItemReader.checkTotal(item.amountMicros());
        return item;
    }

    /** The flat form's own name of a field, or else the short one that product_updated may use. */
    private DraftValue either(String flatName, String shortName) throws InvalidEventException {
        DraftValue value = draft.takeUnnamed(flatName);
        return value.isGiven() || flatName.equals(shortName) ? value : draft.take(shortName);
    }

    private static String productIdOf(@Nullable String productId, @Nullable String title) throws InvalidEventException {
        if (productId != null) {
            return productId;
        }
        if (title == null) {
            throw new InvalidEventException("product_title", "must be given, or product_id");
        }
        String problem = TextKind.ID.problemOf(title, true);
        if (problem != null) {
            throw new InvalidEventException(
                    "product_title", "stands for the product's id, as product_id is missing, and " + problem);
        }
        return title;
    }

    /** Keeps the value that was sent where it differs from what the items come to; else it is written again from them. */
    private void settleValue(List<Item> items) throws InvalidEventException {
        long value = draft.value;
        if (value == EventDraft.NO_VALUE || items.isEmpty()) {
            return;
        }
        draft.takeValue();
        if (value != total(items)) {
            BigDecimal sent = Micros.toDecimal(value);
            draft.keep("value", sent);
        }
    }

    private static long total(List<Item> items) {
        long sum = 0;
        for (Item item : items) {
            sum += item.amountMicros();
        }
        return sum;
    }
}
