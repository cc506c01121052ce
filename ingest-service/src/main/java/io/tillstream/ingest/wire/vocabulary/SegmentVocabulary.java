package io.tillstream.ingest.wire.vocabulary;

import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.wire.vocabulary.Term.Lines;
import java.util.List;
import java.util.Map;

/**
 * Segment's e-commerce specification, version 2, with the names of version 1. PostHog, Jitsu and RudderStack use it too.
 * https://segment.com/docs/connections/spec/ecommerce/v2/
 */
public final class SegmentVocabulary {

    /** The table. */
    public static final Vocabulary TABLE = new Vocabulary(
            "Segment e-commerce",
            new ItemFields(
                    "products",
                    Map.of(
                            "product_id", List.of("product_id", "productId", "sku", "id"),
                            "title", List.of("name", "title", "product_name"),
                            "category", List.of("category"),
                            "brand", List.of("brand"),
                            "price", List.of("price", "unit_price"),
                            "quantity", List.of("quantity"),
                            "image", List.of("image_url", "image")),
                    ItemFields.Discount.OF_LINE,
                    "discount"),
            Map.of(
                    "order_id", List.of("order_id", "orderId", "order_number"),
                    "cart_id", List.of("cart_id", "cartId"),
                    "currency", List.of("currency"),
                    "session_id", List.of("session_id", "sessionId")),
            List.of("discount"),
            List.of(
                    Term.of(Action.VIEW_ITEM, Lines.OWN, "Product Viewed", "Viewed Product"),
                    Term.of(
                            Action.ADD_TO_CART,
                            Lines.OWN,
                            "Product Added",
                            "Added Product",
                            "Product Added to Cart",
                            "Wishlist Product Added to Cart"),
                    Term.of(Action.REMOVE_FROM_CART, Lines.OWN, "Product Removed", "Removed Product"),
                    Term.of(Action.SEARCH, Lines.NONE, "Products Searched", "Searched Products")
                            .reading("query", "query", "search_term"),
                    Term.of(
                                    Action.PAGE_VIEW,
                                    Lines.NONE,
                                    "Product List Viewed",
                                    "Viewed Product List",
                                    "Viewed Product Category",
                                    "Product List Filtered",
                                    "Filtered Product List")
                            .reading("title", "category", "list_id"),
                    Term.of(Action.PAGE_VIEW, Lines.NONE, "Cart Viewed", "Viewed Cart")
                            .with("title", "Cart"),
                    Term.of(Action.BEGIN_CHECKOUT, Lines.LIST, "Checkout Started", "Started Checkout"),
                    Term.of(Action.PURCHASE, Lines.LIST, "Order Completed", "Completed Order"),
                    Term.of(
                                    Action.REFUND,
                                    Lines.LIST,
                                    "Order Refunded",
                                    "Refunded Order",
                                    "Order Cancelled",
                                    "Cancelled Order")
                            .reading("value", "total", "revenue", "value"),
                    Term.of(Action.FEEDBACK_GIVEN, Lines.NONE, "Product Reviewed", "Reviewed Product")
                            .with("type", "review")
                            .reading("rating", "rating")
                            .reading("text", "review_body", "review")
                            .reading("product_id", "product_id", "sku"),
                    Term.of(Action.EXPERIMENT_EXPOSED, Lines.NONE, "Experiment Viewed", "Viewed Experiment")
                            .reading("experiment", "experiment_name", "experiment_id")
                            .reading("variant", "variation_name", "variation_id"),
                    message(Action.MESSAGE_SENT, "Email Sent"),
                    message(Action.MESSAGE_DELIVERED, "Email Delivered"),
                    message(Action.MESSAGE_OPENED, "Email Opened"),
                    message(Action.MESSAGE_CLICKED, "Email Link Clicked"),
                    message(Action.MESSAGE_UNSUBSCRIBED, "Unsubscribed", "Email Unsubscribed"),
                    Term.ignored("a view of the product follows", "Product Clicked", "Clicked Product"),
                    Term.ignored(
                            "a part of the checkout, which has begun",
                            "Checkout Step Viewed",
                            "Viewed Checkout Step",
                            "Checkout Step Completed",
                            "Completed Checkout Step",
                            "Payment Info Entered",
                            "Coupon Entered",
                            "Coupon Applied",
                            "Coupon Denied",
                            "Coupon Removed"),
                    Term.ignored(
                            "promotions are not analysed",
                            "Promotion Viewed",
                            "Viewed Promotion",
                            "Promotion Clicked",
                            "Clicked Promotion"),
                    Term.ignored(
                            "wish lists and shares are not analysed",
                            "Product Added to Wishlist",
                            "Product Removed from Wishlist",
                            "Product Shared",
                            "Shared Product",
                            "Cart Shared",
                            "Shared Cart"),
                    Term.ignored("the order was taken when it was completed", "Order Updated", "Updated Order"),
                    Term.ignored("an email that was not delivered", "Email Bounced", "Email Marked as Spam")));

    private SegmentVocabulary() {}

    private static Term message(Action action, String... names) {
        return Term.of(action, Lines.NONE, names)
                .reading("message_id", "message_id", "email_id")
                .with("channel", "email");
    }
}
