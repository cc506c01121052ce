package io.tillstream.ingest.wire.vocabulary;

import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.wire.vocabulary.Term.Lines;
import java.util.List;
import java.util.Map;

/**
 * Snowplow's e-commerce actions, by their type, and the older self-describing events, by the name of their schema. The fields of the product, cart, transaction and
 * refund entities stand together. https://docs.snowplow.io/docs/events/ootb-data/ecommerce-events/
 */
public final class SnowplowVocabulary {

    /** The table. {@code list_price} is the price of a unit before a discount. */
    public static final Vocabulary TABLE = new Vocabulary(
            "Snowplow e-commerce",
            new ItemFields(
                    "products",
                    Map.of(
                            "product_id", List.of("id", "sku"),
                            "title", List.of("name"),
                            "category", List.of("category"),
                            "brand", List.of("brand"),
                            "price", List.of("price", "unitPrice"),
                            "quantity", List.of("quantity")),
                    ItemFields.Discount.LIST_PRICE,
                    "list_price"),
            Map.of(
                    "order_id", List.of("transaction_id"),
                    "cart_id", List.of("cart_id"),
                    "currency", List.of("currency"),
                    "payment_method", List.of("payment_method")),
            List.of("discount_amount"),
            List.of(
                    Term.of(Action.PAGE_VIEW, Lines.NONE, "page_view", "screen_view")
                            .reading("url", "url")
                            .reading("title", "page", "name"),
                    Term.of(Action.VIEW_ITEM, Lines.LIST, "product_view"),
                    Term.of(Action.PAGE_VIEW, Lines.NONE, "list_view").reading("title", "name"),
                    Term.of(Action.ADD_TO_CART, Lines.OWN, "add_to_cart"),
                    Term.of(Action.REMOVE_FROM_CART, Lines.OWN, "remove_from_cart"),
                    Term.of(Action.BEGIN_CHECKOUT, Lines.LIST, "checkout_step"),
                    Term.of(Action.PURCHASE, Lines.LIST, "transaction"),
                    Term.of(Action.REFUND, Lines.LIST, "refund").reading("value", "refund_amount"),
                    Term.of(Action.SEARCH, Lines.NONE, "site_search").reading("query", "terms"),
                    Term.ignored("a view of the product follows", "list_click"),
                    Term.ignored("promotions are not analysed", "promo_view", "promo_click"),
                    Term.ignored("a purchase that did not come about", "trns_error", "transaction_error"),
                    Term.ignored(
                            "sessions and visits are counted from the events themselves",
                            "page_ping",
                            "link_click",
                            "focus_form",
                            "change_form",
                            "submit_form",
                            "ad_impression",
                            "ad_click",
                            "ad_conversion",
                            "social_interaction",
                            "application_foreground",
                            "application_background",
                            "application_install")));

    private SnowplowVocabulary() {}
}
