package io.tillstream.stack.audit;

import io.tillstream.contracts.event.Item;

/** What the shop said of a product. */
final class Product {

    final Newest<String> title = new Newest<>();
    final Newest<String> category = new Newest<>();
    final Newest<Long> stockOnHand = new Newest<>();

    void named(long at, Item item) {
        title.say(at, item.title());
        category.say(at, item.category());
    }
}
