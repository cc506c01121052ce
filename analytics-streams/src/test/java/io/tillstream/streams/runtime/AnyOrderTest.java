package io.tillstream.streams.runtime;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What does not depend on any order, not even that of one customer's events: sales, seasonality with its sessions, and the figures, scores and segments of
 * profiles. By definition three things do depend on the order of the log, and are left out: funnel runs and carts, which are a story told event by event; what a
 * customer said of themselves before an event; and which of two purchases with one order id came first.
 */
class AnyOrderTest {

    private static final Instant START = Instant.parse("2025-03-28T09:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final int EVENTS = 700;

    /** Said by the first event that names one, in the order of the log; or the moment of publishing. */
    private static final List<String> FIRST_SAID =
            List.of("location", "country", "channel", "as_of", "visit_frequency", "fresh_through");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"11,1", "12,2", "13,4"})
    void shouldNotDependOnOrder(long seed, int partitions) {
        Random random = new Random(seed);
        List<CommerceEvent> events = events(seed);
        Instant arrival = START.plus(Duration.ofDays(6));
        try (ModelCluster sorted = new ModelCluster(folder.resolve("sorted"), 1, arrival, ZONE);
                ModelCluster shuffled = new ModelCluster(folder.resolve("shuffled"), partitions, arrival, ZONE)) {
            run(sorted, events, arrival, new Random(1));
            List<CommerceEvent> order = new ArrayList<>(events);
            order.addAll(events.subList(0, EVENTS / 10));
            Collections.shuffle(order, random);
            run(shuffled, order, arrival, random);
            FinalState.assertSame(shuffled, sorted, TopicCatalogue.SALES.name(), List.of("fresh_through"));
            FinalState.assertSame(shuffled, sorted, TopicCatalogue.SEASONALITY.name(), List.of("fresh_through"));
            FinalState.assertSame(shuffled, sorted, TopicCatalogue.COHORTS.name(), List.of("fresh_through"));
            FinalState.assertSame(shuffled, sorted, TopicCatalogue.BEHAVIOUR.name(), List.of("fresh_through"));
            FinalState.assertSame(shuffled, sorted, TopicCatalogue.RETENTION.name(), List.of("fresh_through"));
            FinalState.assertSame(shuffled, sorted, TopicCatalogue.PROFILES.name(), FIRST_SAID);
            FinalState.assertSame(shuffled, sorted, TopicCatalogue.MODELS.name(), List.of("as_of"));
        }
    }

    /** A random shop's events of less than a week, by time, each order with an id of its own and nobody saying who they are. */
    private static List<CommerceEvent> events(long seed) {
        RandomShop shop = new RandomShop(seed, 12, START);
        List<CommerceEvent> events = new ArrayList<>();
        while (events.size() < EVENTS) {
            CommerceEvent event = shop.next();
            boolean tooOld = event.timestamp().isBefore(START.minus(Duration.ofDays(1)));
            if (!tooOld && !(event instanceof CommerceEvent.Identify)) {
                events.add(event instanceof CommerceEvent.Purchase purchase ? withOwnOrder(purchase) : event);
            }
        }
        events.sort((one, other) -> one.timestamp().compareTo(other.timestamp()));
        return events;
    }

    private static CommerceEvent withOwnOrder(CommerceEvent.Purchase purchase) {
        Envelope envelope = purchase.envelope();
        return new CommerceEvent.Purchase(envelope, "o-" + envelope.eventId(), purchase.cartId(), purchase.items());
    }

    private static void run(ModelCluster cluster, List<CommerceEvent> events, Instant arrival, Random random) {
        Instant at = arrival;
        for (CommerceEvent event : events) {
            at = at.plusMillis(200);
            cluster.append(event, at);
            int partition = random.nextInt(cluster.partitionCount());
            cluster.work(partition, random.nextInt(20));
            if (random.nextInt(5) == 0) {
                cluster.commit(partition);
            }
        }
        cluster.quietAt(arrival.plus(Duration.ofDays(2)));
    }
}
