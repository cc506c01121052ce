package io.tillstream.stack.cli;

import io.tillstream.stack.launch.Component;
import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.launch.Durations;
import io.tillstream.stack.launch.FixedSettings;
import io.tillstream.stack.launch.LaunchSettings;
import io.tillstream.stack.launch.Stack;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything. */
@Command(
        name = "up",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Starts a Kafka broker, a PostgreSQL, the five services and a simulated shop, and prints the address of the dashboard."
                    + " Everything listens on 127.0.0.1 alone. The data stay and are there again at the next start.",
            ""
        })
final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--detach",
            description = "Returns when all is ready; ./tillstream down stops it. Without it, Ctrl-C does.")
    private boolean detach;

    @Option(names = "--fresh", description = "Deletes all data first, apart from passwords and keys.")
    private boolean fresh;

    @Mixin
    private DataOption data;

    @Option(names = "--no-simulator", description = "Starts no simulated shop: the only events are yours.")
    private boolean noSimulator;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Transactions per second of the simulated shop. Default: 0.5.")
    private @Nullable Double transactionsPerSecond;

    @Option(
            names = "--events-per-second",
            paramLabel = "N",
            description = "Events per second of the simulated shop, for load; instead of --rate.")
    private @Nullable Double eventsPerSecond;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Business time zone, such as Europe/Berlin. Fixed once data exist. Default: UTC.")
    private @Nullable String zone;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "Currency of all amounts. Fixed once data exist. Default: USD.")
    private @Nullable String currency;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of each topic. Fixed once data exist. Default: 4.")
    private @Nullable Integer partitions;

    @Option(
            names = "--secured",
            description =
                    "Kafka and PostgreSQL speak TLS; Kafka asks each service for its password and keeps to ACLs. Fixed once data exist.")
    private boolean secured;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A configuration property for all services; may be given several times.")
    private @Nullable Map<String, String> properties;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "180",
            description = "How long to wait until all is ready. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Mixin
    private PortOptions ports;

    @Option(names = "--supervise", hidden = true, description = "Runs as the background process of --detach.")
    private boolean supervise;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    private UpCommand() {}

    @Override
    public Integer call() throws Exception {
        DataFolder folder = data.get();
        PrintWriter out = spec.commandLine().getOut();
        if (fresh) {
            Stack.deleteData(folder, out::println);
        }
        LaunchSettings settings = new LaunchSettings(
                DataOption.home(),
                folder,
                ports.get(),
                FixedSettings.agreed(folder, zone, currency, partitions, secured ? Boolean.TRUE : null),
                !noSimulator,
                serviceProperties());
        Duration patience = Duration.ofSeconds(timeoutSeconds);
        if (detach) {
            Stack.checkStartable(settings);
            settings.fixed().keep(folder);
            List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
            return new DetachedStart(folder, out).run(arguments, patience);
        }
        runUntilStopped(settings, patience, out);
        return 0;
    }

    private Map<String, String> serviceProperties() {
        Map<String, String> all = new HashMap<>();
        if (transactionsPerSecond != null) {
            all.put("tillstream.simulator.live-transactions-per-second", positive("--rate", transactionsPerSecond));
        }
        if (eventsPerSecond != null) {
            all.put("tillstream.simulator.events-per-second", positive("--events-per-second", eventsPerSecond));
        }
        if (properties != null) {
            all.putAll(properties);
        }
        return all;
    }

    private static String positive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(option + " must be above 0; --no-simulator starts no simulated shop");
        }
        return Double.toString(value);
    }

    private void runUntilStopped(LaunchSettings settings, Duration patience, PrintWriter out)
            throws InterruptedException {
        long begin = System.nanoTime();
        out.println("Starting Tillstream on the data in " + settings.data().root());
        CountDownLatch stopped = new CountDownLatch(1);
        Stack stack = Stack.start(settings, Clock.systemUTC(), line -> say(out, line));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            say(out, "Stopping");
                            stack.close();
                            say(out, "Stopped");
                            stopped.countDown();
                        },
                        "stop"));
        Set<Component> late = stack.awaitReady(patience);
        if (late.isEmpty()) {
            say(out, "Tillstream is up after " + Durations.inWords(Duration.ofNanos(System.nanoTime() - begin)));
            Addresses.print(settings.data(), settings.ports(), settings.withSimulator(), out);
            say(out, supervise ? "./tillstream down stops it" : "Ctrl-C stops it");
        } else {
            say(
                    out,
                    "Not ready after " + Durations.inWords(patience) + ": "
                            + late.stream().map(Component::serviceName).collect(Collectors.joining(", "))
                            + ". It goes on trying; what is wrong may be in "
                            + settings.data().logs());
        }
        stopped.await();
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
