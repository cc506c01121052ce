package io.tillstream.ingest.wire.vocabulary;

import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.wire.vocabulary.Term.Lines;
import java.util.List;
import java.util.Map;

/**
 * The webhook topics of shop systems. https://shopify.dev/docs/api/webhooks and https://developer.woocommerce.com/docs/best-practices/urls-and-routing/webhooks/
 */
public final class ShopVocabularies {

    /** Shopify's topics. A line's discount is the sum of its {@code discount_allocations}. */
    public static final Vocabulary SHOPIFY = new Vocabulary(
            "Shopify",
            new ItemFields(
                    "line_items",
                    Map.of(
                            "product_id", List.of("product_id", "variant_id", "sku"),
                            "title", List.of("title", "name"),
                            "brand", List.of("vendor"),
                            "category", List.of("category"),
                            "image", List.of("image"),
                            "price", List.of("price"),
                            "quantity", List.of("quantity")),
                    ItemFields.Discount.OF_LINE,
                    "line_discount"),
            Map.of("order_id", List.of("id"), "currency", List.of("currency")),
            List.of(),
            List.of(
                    Term.of(Action.PURCHASE, Lines.LIST, "orders/create"),
                    Term.of(Action.REFUND, Lines.LIST, "orders/updated", "orders/cancelled")
                            .reading("value", "refund_value"),
                    Term.of(Action.BEGIN_CHECKOUT, Lines.LIST, "checkouts/create"),
                    Term.of(Action.CUSTOMER_UPDATED, Lines.NONE, "customers/create", "customers/update"),
                    Term.of(Action.PRODUCT_UPDATED, Lines.LIST, "products/create", "products/update"),
                    Term.ignored("it names no customer; orders/updated has the refund too", "refunds/create"),
                    Term.ignored(
                            "the order was taken when it was created",
                            "orders/paid",
                            "orders/fulfilled",
                            "orders/partially_fulfilled",
                            "orders/edited"),
                    Term.ignored("the checkout has begun", "checkouts/update", "checkouts/delete"),
                    Term.ignored(
                            "it says what a cart holds, not what was put into it", "carts/create", "carts/update")));

    /** WooCommerce's topics. A line's price is before its discount: {@code subtotal} / {@code quantity}. */
    public static final Vocabulary WOOCOMMERCE = new Vocabulary(
            "WooCommerce",
            new ItemFields(
                    "line_items",
                    Map.of(
                            "product_id", List.of("product_id", "variation_id", "sku"),
                            "title", List.of("name"),
                            "price", List.of("unit_price"),
                            "quantity", List.of("quantity"),
                            "category", List.of("category"),
                            "image", List.of("image_src")),
                    ItemFields.Discount.OF_LINE,
                    "line_discount"),
            Map.of(
                    "order_id", List.of("id"),
                    "currency", List.of("currency"),
                    "payment_method", List.of("payment_method")),
            List.of(),
            List.of(
                    Term.of(Action.PURCHASE, Lines.LIST, "order.created", "order.updated", "order.restored"),
                    Term.of(Action.CUSTOMER_UPDATED, Lines.NONE, "customer.created", "customer.updated"),
                    Term.of(
                            Action.PRODUCT_UPDATED,
                            Lines.LIST,
                            "product.created",
                            "product.updated",
                            "product.restored"),
                    Term.ignored(
                            "what was counted stays counted", "order.deleted", "customer.deleted", "product.deleted"),
                    Term.ignored(
                            "coupons are not analysed",
                            "coupon.created",
                            "coupon.updated",
                            "coupon.deleted",
                            "coupon.restored")));

    private ShopVocabularies() {}
}
