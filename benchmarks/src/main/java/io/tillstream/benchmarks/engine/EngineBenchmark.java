package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.process.ChildJvm;
import io.tillstream.contracts.topic.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Measures how many events a second of processor time suffices for, of the process that works on them: once for merely consuming and parsing them, once
 * for the whole topology. Broker, limit and topology each run in a JVM of their own.
 */
public final class EngineBenchmark {

    private static final int PARTITIONS = 4;

    private final Path folder;
    private final Load load;
    private final Consumer<String> progress;

    /**
     * @param folder for the broker's data and the local state; empty
     * @param events how many events
     * @param customers customers of the simulated shop
     * @param progress is told what goes on
     * @throws IllegalArgumentException when the shop cannot make so many events
     */
    public EngineBenchmark(Path folder, int events, int customers, Consumer<String> progress) {
        this.folder = folder;
        this.load = new Load(events, customers);
        this.progress = progress;
    }

    /** Runs all of it. */
    public EngineReport run() throws IOException, ExecutionException, InterruptedException {
        progress.accept("Starting a broker");
        try (ChildJvm broker = ChildJvm.start(
                BrokerProgram.class,
                BrokerProgram.HEAP_MEBIBYTES,
                List.of(folder.resolve("broker").toString()))) {
            String address = broker.awaitLine(BrokerProgram.ADDRESS);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) address))) {
                TopicProvisioner.createMissing(admin, PARTITIONS);
            }
            progress.accept("Loading events");
            Load.Sent sent = load.send(address);
            progress.accept("Consuming and parsing them, three times over");
            Measurement limit = child(ReadingProgram.class, ReadingProgram.RESULT, List.of(address));
            progress.accept("Running the whole topology over them");
            Measurement topology = child(
                    TopologyProgram.class,
                    TopologyProgram.RESULT,
                    List.of(address, folder.resolve("state").toString(), Long.toString(sent.events())));
            return new EngineReport(sent, limit, topology);
        }
    }

    private static Measurement child(Class<?> program, String result, List<String> arguments)
            throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(program, TopologyProgram.HEAP_MEBIBYTES, arguments)) {
            Measurement measurement = Measurement.parse(child.awaitLine(result));
            child.awaitEnd();
            return measurement;
        }
    }
}
