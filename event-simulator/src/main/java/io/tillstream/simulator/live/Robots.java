package io.tillstream.simulator.live;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.simulator.catalogue.Catalogue;
import io.tillstream.simulator.catalogue.Product;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.random.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A few machines that open page after page and buy nothing. */
final class Robots {

    private static final int MACHINES = 5;
    private static final long SOURCE = 1L << 42;
    private static final Context CONTEXT = new Context("web", "bot", null, null, null);
    private static final Map<String, Object> PROPERTIES = Map.of("user_agent", "price-crawler/2.1");

    private final Catalogue catalogue;
    private final Ids ids;
    private final String currency;
    private final Dice dice;
    private double budget;
    private long made;

    Robots(Catalogue catalogue, Ids ids, String currency, Dice dice) {
        this.catalogue = catalogue;
        this.ids = ids;
        this.currency = currency;
        this.dice = dice;
    }

    void play(long now, double eventsDue, Consumer<CommerceEvent> sink) {
        budget = eventsDue == 0 ? 0 : budget + eventsDue;
        for (; budget >= 1; budget--) {
            long number = made++;
            Envelope envelope = new Envelope(
                    ids.event(SOURCE, number),
                    null,
                    "bot-" + ids.tag() + "-" + number % MACHINES,
                    null,
                    Instant.ofEpochMilli(now),
                    currency,
                    CONTEXT,
                    PROPERTIES);
            Product product = dice.oneOf(catalogue.products());
            sink.accept(
                    dice.chance(0.3)
                            ? new CommerceEvent.PageView(envelope, "/product/" + product.id(), null)
                            : new CommerceEvent.ViewItem(envelope, List.of(product.line(1, 0))));
        }
    }
}
