package io.tillstream.streams.runtime;

import io.tillstream.contracts.event.CommerceEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever is not the order of one customer's events must not matter: how customers are interleaved, how often an event is delivered, over how many
 * partitions customers are spread, how far each partition has got, where transactions are committed and where processes die. The final public state is that of
 * a plain run, byte for byte.
 */
class AnyRunTest {

    private static final Instant START = Instant.parse("2025-03-28T09:00:00Z");
    private static final int EVENTS = 700;
    private static final int CUSTOMERS = 9;
    private static final int VISITORS = 4;

    @TempDir
    Path folder;

    private final List<Delivery> log = new ArrayList<>();

    private record Delivery(CommerceEvent event, Instant at) {}

    private void makeLog(RandomShop shop) {
        for (int i = 0; i < EVENTS; i++) {
            CommerceEvent event = shop.next();
            log.add(new Delivery(event, shop.now()));
        }
    }

    /** Long after, so that every cart has timed out, whatever the times of a partition's other customers were. */
    private Instant longAfter() {
        return log.getLast().at().plus(Duration.ofDays(45));
    }

    private ModelCluster plainRun() {
        ModelCluster plain = new ModelCluster(folder.resolve("plain"), 1, START, ZoneOffset.UTC);
        for (Delivery delivery : log) {
            plain.append(delivery.event(), delivery.at());
            plain.tick(0);
            plain.work(0, 1);
            plain.commit(0);
        }
        plain.quiet();
        plain.quietAt(longAfter());
        return plain;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,3", "4,5", "5,8"})
    void shouldPublishTheSameInTheEnd(long seed, int partitions) {
        Random random = new Random(seed);
        makeLog(new RandomShop(seed, CUSTOMERS, START));
        try (ModelCluster plain = plainRun();
                ModelCluster any = anyRun(random, partitions)) {
            FinalState.assertSame(any, plain);
        }
    }

    @ParameterizedTest
    @CsvSource({"11,1", "13,3", "14,5", "15,8"})
    void shouldGiveEveryVisitorsEventsToTheSameCustomersInTheEnd(long seed, int partitions) {
        Random random = new Random(seed);
        makeLog(new RandomShop(seed, CUSTOMERS, VISITORS, START));
        try (ModelCluster plain = plainRun();
                ModelCluster any = anyRun(random, partitions)) {
            FinalState.assertSameButFreshness(any, plain);
        }
    }

    private ModelCluster anyRun(Random random, int partitions) {
        ModelCluster any = new ModelCluster(folder.resolve("any"), partitions, START, ZoneOffset.UTC);
        List<Delivery> sent = new ArrayList<>();
        for (Delivery delivery : interleaved(random)) {
            any.append(delivery.event(), delivery.at());
            sent.add(delivery);
            if (random.nextInt(10) == 0) {
                repeat(sent.get(random.nextInt(sent.size())), any);
            }
            step(any, random);
        }
        any.quiet();
        any.quietAt(longAfter());
        return any;
    }

    /** What the catalogue says is not counted, so its repetitions need not be known; they make the product's cell fresh again. */
    private static void repeat(Delivery delivery, ModelCluster cluster) {
        if (!(delivery.event() instanceof CommerceEvent.ProductUpdated)) {
            cluster.append(delivery.event(), cluster.now());
        }
    }

    /** The log in another order, the events of each customer in theirs. */
    private List<Delivery> interleaved(Random random) {
        List<Delivery> left = new ArrayList<>(log);
        List<Delivery> order = new ArrayList<>();
        while (!left.isEmpty()) {
            int chosen = random.nextInt(Math.min(40, left.size()));
            String customer = left.get(chosen).event().key();
            int first = 0;
            while (!left.get(first).event().key().equals(customer)) {
                first++;
            }
            order.add(left.remove(first));
        }
        return order;
    }

    private static void step(ModelCluster cluster, Random random) {
        int partition = random.nextInt(cluster.partitionCount());
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> cluster.work(partition, random.nextInt(20));
            case 4, 5 -> cluster.tick(partition);
            case 6 -> cluster.commit(partition);
            default -> {
                if (random.nextInt(8) == 0) {
                    cluster.crash(partition);
                }
            }
        }
    }
}
