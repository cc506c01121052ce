package io.tillstream.simulator.control;

import io.tillstream.simulator.catalogue.Catalogue;
import io.tillstream.simulator.live.Scenario;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as it was asked for.
 *
 * @param duration how long
 */
record ScenarioRequest(Scenario scenario, Duration duration) {

    private static final String DURATION = "duration_seconds";
    private static final double LONGEST_SECONDS = 86_400;
    private static final double DEFAULT_SECONDS = 300;
    private static final double MOST_LIFT = 20;

    /**
     * @param body JSON text, may be empty
     * @param products number of products of the shop
     */
    static ScenarioRequest read(Scenario.Kind kind, @Nullable String body, int products) {
        return switch (kind) {
            case FLASH_SALE -> {
                Body fields = Body.read(body, List.of(DURATION, "discount", "lift", "category"));
                yield new ScenarioRequest(
                        new Scenario.FlashSale(
                                fields.number("discount", 0.01, 0.9, 0.3),
                                fields.number("lift", 1, MOST_LIFT, 3),
                                category(fields.text("category"))),
                        duration(fields));
            }
            case CHECKOUT_OUTAGE ->
                new ScenarioRequest(new Scenario.CheckoutOutage(), duration(Body.read(body, List.of(DURATION))));
            case BOT_BURST -> {
                Body fields = Body.read(body, List.of(DURATION, "events_per_second"));
                yield new ScenarioRequest(
                        new Scenario.BotBurst(fields.number("events_per_second", 1, 50_000, 200)), duration(fields));
            }
            case VIRAL_PRODUCT -> {
                Body fields = Body.read(body, List.of(DURATION, "product_id", "lift"));
                yield new ScenarioRequest(
                        new Scenario.ViralProduct(
                                product(fields.text("product_id"), products), fields.number("lift", 1, MOST_LIFT, 1.5)),
                        duration(fields));
            }
        };
    }

    private static Duration duration(Body fields) {
        return Duration.ofMillis((long) (1000 * fields.number(DURATION, 1, LONGEST_SECONDS, DEFAULT_SECONDS)));
    }

    private static int category(@Nullable String name) {
        if (name == null) {
            return -1;
        }
        int index = Catalogue.CATEGORIES.indexOf(name);
        if (index < 0) {
            throw ProblemException.wrongField("category", "must be one of " + String.join(", ", Catalogue.CATEGORIES));
        }
        return index;
    }

    private static int product(@Nullable String id, int products) {
        if (id == null) {
            return 0;
        }
        for (int i = 0; i < products; i++) {
            if (Catalogue.productId(i).equals(id)) {
                return i;
            }
        }
        throw ProblemException.wrongField(
                "product_id", "must be one of " + Catalogue.productId(0) + " to " + Catalogue.productId(products - 1));
    }
}
