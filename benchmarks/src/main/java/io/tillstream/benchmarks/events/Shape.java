package io.tillstream.benchmarks.events;

/** The events that are read: the most frequent kind that touches a cart, and a large one. */
public enum Shape {
    /** {@code add_to_cart} of one item. */
    ADD_TO_CART("add_to_cart, 1 item"),
    /** {@code purchase} of five items. */
    PURCHASE("purchase, 5 items");

    private final String title;

    Shape(String title) {
        this.title = title;
    }

    /** What a reader of the report sees. */
    public String title() {
        return title;
    }
}
