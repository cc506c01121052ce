package io.tillstream.ingest.wire.vocabulary;

import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.wire.vocabulary.Term.Lines;
import java.util.List;
import java.util.Map;

/**
 * The recommended and automatic events of Google Analytics 4. https://developers.google.com/analytics/devguides/collection/ga4/reference/events
 */
public final class Ga4Vocabulary {

    /** The table. An item's price is that after its discount, and the discount is that of one unit. */
    public static final Vocabulary TABLE = new Vocabulary(
            "Google Analytics 4",
            new ItemFields(
                    "items",
                    Map.of(
                            "product_id", List.of("item_id"),
                            "title", List.of("item_name"),
                            "category", List.of("item_category"),
                            "brand", List.of("item_brand"),
                            "price", List.of("price"),
                            "quantity", List.of("quantity")),
                    ItemFields.Discount.OF_UNIT,
                    "discount"),
            Map.of(
                    "order_id", List.of("transaction_id"),
                    "currency", List.of("currency"),
                    "session_id", List.of("session_id", "ga_session_id")),
            List.of(),
            List.of(
                    Term.of(Action.PAGE_VIEW, Lines.NONE, "page_view")
                            .reading("url", "page_location")
                            .reading("title", "page_title"),
                    Term.of(Action.PAGE_VIEW, Lines.NONE, "screen_view").reading("title", "screen_name"),
                    Term.of(Action.PAGE_VIEW, Lines.NONE, "view_item_list")
                            .reading("title", "item_list_name", "item_list_id"),
                    Term.of(Action.PAGE_VIEW, Lines.NONE, "view_cart").with("title", "Cart"),
                    Term.of(Action.VIEW_ITEM, Lines.LIST, "view_item"),
                    Term.of(Action.SEARCH, Lines.NONE, "search", "view_search_results")
                            .reading("query", "search_term"),
                    Term.of(Action.ADD_TO_CART, Lines.LIST, "add_to_cart"),
                    Term.of(Action.REMOVE_FROM_CART, Lines.LIST, "remove_from_cart"),
                    Term.of(Action.BEGIN_CHECKOUT, Lines.LIST, "begin_checkout"),
                    Term.of(Action.PURCHASE, Lines.LIST, "purchase", "ecommerce_purchase"),
                    Term.of(Action.REFUND, Lines.LIST, "refund").reading("value", "value"),
                    Term.of(Action.IDENTIFY, Lines.NONE, "login", "sign_up"),
                    Term.ignored("a view of the product follows", "select_item"),
                    Term.ignored(
                            "a part of the checkout, which has begun",
                            "add_shipping_info",
                            "add_payment_info",
                            "checkout_progress",
                            "set_checkout_option"),
                    Term.ignored("promotions are not analysed", "view_promotion", "select_promotion"),
                    Term.ignored(
                            "wish lists and shares are not analysed", "add_to_wishlist", "share", "select_content"),
                    Term.ignored(
                            "sessions and visits are counted from the events themselves",
                            "session_start",
                            "first_visit",
                            "first_open",
                            "user_engagement",
                            "scroll",
                            "click",
                            "file_download",
                            "video_start",
                            "video_progress",
                            "video_complete",
                            "form_start",
                            "form_submit")));

    private Ga4Vocabulary() {}
}
