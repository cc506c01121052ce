package io.tillstream.simulator.live;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something out of the ordinary that happens to the live shop for a while. */
public sealed interface Scenario {

    /** The kinds of scenario; the name in addresses is the constant's in lower case with hyphens. */
    enum Kind {
        FLASH_SALE,
        CHECKOUT_OUTAGE,
        BOT_BURST,
        VIRAL_PRODUCT;

        /** The name in addresses, for example {@code flash-sale}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind of a name, or null when there is none of that name. */
        public static @Nullable Kind of(String id) {
            for (Kind kind : values()) {
                if (kind.id().equals(id)) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** Which kind this is. */
    Kind kind();

    /**
     * Prices fall and people come.
     *
     * @param discount share of the price taken off, 0–1
     * @param lift factor on the number of visits
     * @param category index of the category on sale; −1 for all
     */
    record FlashSale(double discount, double lift, int category) implements Scenario {
        @Override
        public Kind kind() {
            return Kind.FLASH_SALE;
        }
    }

    /** Orders fail: visits end at the checkout and carts are left behind. Orders in stores go on. */
    record CheckoutOutage() implements Scenario {
        @Override
        public Kind kind() {
            return Kind.CHECKOUT_OUTAGE;
        }
    }

    /**
     * A handful of robots leaf through the shop.
     *
     * @param eventsPerSecond what they add to the shop's own events
     */
    record BotBurst(double eventsPerSecond) implements Scenario {
        @Override
        public Kind kind() {
            return Kind.BOT_BURST;
        }
    }

    /**
     * One product is on everybody's mind.
     *
     * @param productIndex its place in the catalogue
     * @param lift factor on the number of visits
     */
    record ViralProduct(int productIndex, double lift) implements Scenario {
        @Override
        public Kind kind() {
            return Kind.VIRAL_PRODUCT;
        }
    }
}
