package io.tillstream.simulator.engine;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.simulator.history.Shops;
import io.tillstream.simulator.live.LiveControls;
import io.tillstream.simulator.live.Pace;
import io.tillstream.simulator.publish.Counts;
import io.tillstream.simulator.publish.KafkaLink;
import io.tillstream.simulator.publish.Publisher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;

/** A simulator in a process of its own, to be killed. */
final class HistoryProcess {

    static final int CUSTOMERS = 1000;
    static final Period HISTORY = Period.ofMonths(18);

    private HistoryProcess() {}

    /** Makes a simulator whose history ends at {@link Shops#END}; it does not go live. */
    static Simulator simulator(String bootstrapServers, Path folder, Counts counts) {
        return new Simulator(
                Shops.settings(42, CUSTOMERS, HISTORY),
                false,
                true,
                new CheckpointFile(folder),
                new KafkaLink(KafkaAccess.open(bootstrapServers), 3),
                () -> new Publisher(KafkaAccess.open(bootstrapServers), counts),
                new LiveControls(new Pace.Transactions(0.5)),
                counts,
                Clock.fixed(Shops.END, ZoneOffset.UTC));
    }

    /** Runs until killed: bootstrap servers and folder are the arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        simulator(arguments[0], Path.of(arguments[1]), new Counts()).start();
        Thread.currentThread().join();
    }
}
