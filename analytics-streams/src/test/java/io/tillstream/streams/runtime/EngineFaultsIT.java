package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.stack.audit.Recount;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances with standby copies under load, and whatever {@link Fault} may befall them: after each, what is published is what the log says, event by event
 * exactly once.
 *
 * <p>{@code -DengineFaults=100} sets the number of faults, {@code -DengineFaultsSeed=…} repeats a schedule, {@code -DengineFaultsKinds=KILL,…} chooses; what happened is in {@code
 * target/engine-faults.txt}.
 */
class EngineFaultsIT {

    private static final Path REPORT = Path.of("target", "engine-faults.txt");
    private static final int FAULTS = Integer.getInteger("engineFaults", 4);
    private static final long SEED = Long.getLong("engineFaultsSeed", 20_251);
    private static final int EVENTS_PER_SECOND = Integer.getInteger("engineFaultsRate", 150);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    /** Everything that was read, since an event may say that visitors were others than they seemed. */
    private final List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();

    private Recount recount = emptyRecount();
    private final BitSet logged = new BitSet();
    private final Set<String> broken = new TreeSet<>();

    @Test
    void shouldCountEveryEventOnceWhateverHappens() throws Exception {
        Files.writeString(REPORT, "%d faults, seed %d%n".formatted(FAULTS, SEED));
        Random random = new Random(SEED);
        try (FaultyCluster cluster = new FaultyCluster(folder, random);
                TopicFollower follower = new TopicFollower(cluster.servers(), this::count);
                ShopLoad load = new ShopLoad(
                        cluster.servers(), SEED, 200, Instant.now().minus(Duration.ofDays(600)), EVENTS_PER_SECOND)) {
            int number = 0;
            for (Fault fault : schedule(random)) {
                number++;
                load.open();
                cluster.suffer(fault);
                load.shut();
                long began = System.nanoTime();
                try {
                    await(fault + ", number " + number + " of seed " + SEED)
                            .atMost(Duration.ofMinutes(3))
                            .pollInterval(Duration.ofMillis(700))
                            .ignoreExceptions() // before the first cut points
                            .untilAsserted(() -> check(follower, load));
                } catch (ConditionTimeoutException e) {
                    cluster.dumpThreads();
                    throw e;
                }
                assertThat(cluster.dead())
                        .as("instances that ended by themselves")
                        .isZero();
                report(
                        "%d %s: clean %.1f s after the load; %d deliveries, %d acknowledged, %d logged, %d rejected%n",
                        number,
                        fault,
                        (System.nanoTime() - began) / 1e9,
                        load.deliveries(),
                        load.acknowledged().cardinality(),
                        logged.cardinality(),
                        broken.size());
            }
        }
    }

    private static List<Fault> schedule(Random random) {
        String kinds = System.getProperty("engineFaultsKinds");
        return kinds == null
                ? Fault.schedule(FAULTS, random)
                : Fault.schedule(
                        Arrays.stream(kinds.split(",")).map(Fault::valueOf).toList(), FAULTS, random);
    }

    private static void report(String format, Object... arguments) throws IOException {
        Files.writeString(REPORT, String.format(Locale.ROOT, format, arguments), StandardOpenOption.APPEND);
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        int delivery = ByteBuffer.wrap(
                        record.headers().lastHeader(ShopLoad.DELIVERY).value())
                .getInt();
        assertThat(logged.get(delivery))
                .as("delivery %d is in the log twice", delivery)
                .isFalse();
        logged.set(delivery);
        if (record.key().length > 0 && record.key()[0] == '{') {
            broken.add(record.topic() + "-" + record.partition() + "@" + record.offset());
        }
        taken.add(record);
        recount(record);
    }

    private static Recount emptyRecount() {
        return new Recount(null, ZoneOffset.UTC);
    }

    private void recount(ConsumerRecord<byte[], byte[]> record) {
        recount.accept(
                record.key(),
                record.value(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()));
    }

    private void check(TopicFollower follower, ShopLoad load) {
        follower.readOn();
        BitSet lost = load.acknowledged();
        lost.andNot(logged);
        assertThat(lost.isEmpty())
                .as("acknowledged, but not in the log: " + lost)
                .isTrue();
        assertRejectedOnce(follower);
        if (recount.isStale()) {
            recount = emptyRecount();
            taken.forEach(this::recount);
        }
        RecountComparison.assertSame(follower, recount.finish(Instant.now()));
    }

    private void assertRejectedOnce(TopicFollower follower) {
        List<String> origins = follower.records(TopicCatalogue.REJECTED).stream()
                .map(record -> new String(
                        record.headers().lastHeader(RejectedHeaders.ORIGIN).value(), StandardCharsets.UTF_8))
                .toList();
        assertThat(origins).as("rejected records, by origin").hasSize(new HashSet<>(origins).size());
        assertThat(new TreeSet<>(origins)).isEqualTo(broken);
    }
}
