package io.tillstream.streams.training;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A shop as BG/NBD thinks of one: customers look around and buy at rates of their own and drop out after an order by chance. */
public final class SmallShop {

    private final List<CommerceEvent> events = new ArrayList<>();
    private final Random random;

    /** All of a shop's events in the order of time. */
    public SmallShop(long seed, int customers, Instant start, int days) {
        random = new Random(seed);
        Instant end = start.plus(Duration.ofDays(days));
        for (int i = 0; i < customers; i++) {
            live("c-" + i, start, end, days);
        }
        events.sort(Comparator.comparing(CommerceEvent::timestamp));
    }

    private void live(String id, Instant start, Instant end, int days) {
        double visitGap = 3 + random.nextDouble() * 12;
        double dropout = random.nextDouble() * 0.25;
        Instant at = start.plusSeconds((long) (random.nextDouble() * days * 0.7 * 86_400));
        int number = 0;
        while (at.isBefore(end)) {
            events.add(new CommerceEvent.ViewItem(envelope(id, at, number++), items()));
            if (random.nextDouble() < 0.3) {
                events.add(new CommerceEvent.Purchase(
                        envelope(id, at.plusSeconds(300), number++), "o-" + id + "-" + number, null, items()));
                if (random.nextDouble() < dropout) {
                    return;
                }
            }
            at = at.plusSeconds((long) (-Math.log(1 - random.nextDouble()) * visitGap * 86_400) + 2_000);
        }
    }

    private static Envelope envelope(String id, Instant at, int number) {
        return new Envelope("e-" + id + "-" + number, id, null, null, at, "USD", Context.UNKNOWN, Map.of());
    }

    private List<Item> items() {
        return List.of(new Item(
                "p-" + random.nextInt(30),
                "thing",
                "Books",
                null,
                5_000_000L + random.nextInt(90) * 1_000_000L,
                1,
                0,
                null));
    }

    /** The events. */
    public List<CommerceEvent> events() {
        return events;
    }
}
