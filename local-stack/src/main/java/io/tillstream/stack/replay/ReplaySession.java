package io.tillstream.stack.replay;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.stack.audit.TopicReader;
import io.tillstream.stack.launch.Component;
import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.launch.EngineBeside;
import io.tillstream.stack.launch.EnginePrograms;
import io.tillstream.stack.launch.Generations;
import io.tillstream.stack.launch.LocalKafka;
import io.tillstream.stack.launch.Restarts;
import io.tillstream.stack.launch.RunState;
import io.tillstream.stack.launch.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of a replay on one installation, each of which may be broken off at any point and repeated. */
final class ReplaySession implements AutoCloseable {

    private static final Duration QUIET_LIMIT = Duration.ofSeconds(90);
    private static final Duration RESTART_LIMIT = Duration.ofSeconds(240);
    private static final Set<Component> READERS = EnumSet.of(Component.STREAMS, Component.QUERY, Component.DASHBOARD);

    private final DataFolder data;
    private final Duration patience;
    private final Consumer<String> announcer;
    private final RunState state;
    private final GenerationTopics topics;

    ReplaySession(DataFolder data, Duration patience, Consumer<String> announcer) throws ReplayRefusedException {
        this.data = data;
        this.patience = patience;
        this.announcer = announcer;
        this.state = RunState.read(data)
                .filter(found -> Stack.isRunning(data))
                .orElseThrow(() -> new ReplayRefusedException(
                        "Nothing runs on the data in " + data.root() + ". Start it with ./tillstream up --detach"));
        this.topics = new GenerationTopics(LocalKafka.access(data, state.ports()));
    }

    private Generations generations() {
        return Generations.read(data, state.settings().zone());
    }

    /** Begins a replay or goes on with one, and compares at the end. */
    void replay(@Nullable String zone, Map<String, String> properties, int examples) throws Exception {
        Generations found = generations();
        Generations.Entry entry = found.beside().orElse(null);
        if (entry != null && entry.number() < found.active().number()) {
            throw new ReplayRefusedException("Generation " + entry.number()
                    + " is still kept from the last switch, and there is place for one beside the active. Delete it with"
                    + " ./tillstream replay --drop, or return to it with --back.");
        }
        if (!EnginePrograms.has(data, found.active().number())) {
            throw new ReplayRefusedException("The installation was started by an earlier release. Start it again first:"
                    + " ./tillstream down, then ./tillstream up --detach");
        }
        if (entry == null) {
            entry = begin(found, zone);
        } else if (zone != null && !zone.equals(entry.zone())) {
            throw new ReplayRefusedException("A replay in the zone " + entry.zone()
                    + " has begun. Go on without --zone, or delete it with ./tillstream replay --drop.");
        } else {
            announcer.accept("Going on with generation " + entry.number());
        }
        Generations.Entry candidate = entry;
        new Replay(data, state, topics, patience, announcer)
                .run(candidate, properties, () -> compareAtTheEnd(candidate, examples));
    }

    private Generations.Entry begin(Generations found, @Nullable String zone) {
        String own = zone == null ? found.active().zone() : zone;
        Generations begun = found.begin(state.settings().withZone(own).zone());
        Generations.Entry entry = begun.beside().orElseThrow();
        EnginePrograms.take(home(), data, entry.number());
        begun.write(data);
        announcer.accept("Counting the log anew as generation " + entry.number() + ", zone " + entry.zone()
                + "; generation " + found.active().number() + " goes on meanwhile");
        return entry;
    }

    private void compareAtTheEnd(Generations.Entry entry, int examples) throws Exception {
        Generation active = generations().active().generation();
        try (SimulatorHold hold = SimulatorHold.begin(state)) {
            boolean quiet = new Replay(data, state, topics, patience, announcer)
                    .awaitQuiet(active, entry.generation(), QUIET_LIMIT);
            if (!quiet) {
                announcer.accept("Events keep coming, so some of the differences may be of the last seconds only");
            }
            compare(active, entry.generation(), examples);
        }
        generations().complete(entry).write(data);
        announcer.accept("");
        announcer.accept("./tillstream replay --switch shows the new counting to everybody; --drop deletes it");
    }

    private void compare(Generation active, Generation other, int examples) throws Exception {
        KafkaAccess kafka = LocalKafka.access(data, state.ports());
        try (TopicReader before = new TopicReader(kafka, active);
                TopicReader after = new TopicReader(kafka, other)) {
            announcer.accept("");
            announcer.accept(String.format(
                    Locale.ROOT,
                    "  %-12s %12s %12s %15s %15s",
                    "",
                    "equal",
                    "different",
                    "only in " + active.number(),
                    "only in " + other.number()));
            List<Comparison.Result> results = new Comparison(before, after, examples).run();
            for (Comparison.Result result : results) {
                announcer.accept(String.format(
                        Locale.ROOT,
                        "  %-12s %,12d %,12d %,15d %,15d",
                        result.name(),
                        result.equal(),
                        result.different(),
                        result.onlyBefore(),
                        result.onlyAfter()));
                result.examples().forEach(example -> announcer.accept("      " + example));
            }
            if (results.stream().allMatch(Comparison.Result::isEqual)) {
                announcer.accept("  Both count the same");
            }
        }
    }

    /** Shows the new counting. */
    void switchToNew() throws Exception {
        Generations found = generations();
        Generations.Entry other = found.beside().orElse(null);
        if (other == null) {
            throw new ReplayRefusedException("There is no replay to switch to. Begin one with ./tillstream replay");
        }
        if (other.number() < found.active().number()) {
            announcer.accept(
                    "Generation " + found.active().number() + " is shown already; --back returns to " + other.number());
            renewReaders(found);
            return;
        }
        if (!other.complete()) {
            throw new ReplayRefusedException(
                    "The replay has not reached the end of the log. Go on with ./tillstream replay");
        }
        show(found, other);
        announcer.accept("./tillstream replay --back returns to generation "
                + found.active().number() + "; --drop deletes it");
    }

    /** Shows the old counting again. */
    void switchBack() throws Exception {
        Generations found = generations();
        Generations.Entry other = found.beside().orElse(null);
        if (other == null || other.number() > found.active().number()) {
            throw new ReplayRefusedException("There is no earlier counting to return to"
                    + (other == null ? "" : ": generation " + found.active().number() + " is the one that is shown"));
        }
        show(found, other);
        announcer.accept("./tillstream replay --drop deletes generation "
                + found.active().number());
    }

    /** The other catches up with what came since it was stopped, before anybody sees it. */
    private void show(Generations found, Generations.Entry other) throws Exception {
        new Replay(data, state, topics, patience, announcer).run(other, Map.of(), () -> {});
        Generations swapped = found.swap(other);
        EnginePrograms.activate(data, other.number());
        state.settings().withZone(other.zone()).keep(data);
        swapped.write(data);
        announcer.accept("Generation " + other.number() + " from here on; the services that show it start again");
        renewReaders(swapped);
    }

    private void renewReaders(Generations shown) throws Exception {
        EnginePrograms.activate(data, shown.active().number());
        Set<Component> late = Restarts.ofThoseBefore(
                Files.getLastModifiedTime(data.generationsFile()).toInstant(),
                READERS,
                data,
                state.ports(),
                RESTART_LIMIT);
        if (!late.isEmpty()) {
            throw new ReplayRefusedException("Not ready yet: "
                    + late.stream().map(Component::serviceName).collect(Collectors.joining(", "))
                    + ". See ./tillstream status and ./tillstream logs; they go on trying.");
        }
        announcer.accept("Generation " + shown.active().number()
                + " is shown. Reports fill up within moments: \"caught_up\" of "
                + state.ports().url(Component.QUERY) + "/api/v1/status says when they are complete");
    }

    /** Deletes what is not shown. */
    void drop() throws Exception {
        Generations found = generations();
        Generations.Entry other = found.beside().orElse(null);
        if (other == null) {
            throw new ReplayRefusedException(
                    "There is nothing to delete: generation " + found.active().number() + " is the only one");
        }
        EngineBeside.stopLeftOver(data);
        int count = topics.delete(other.generation());
        Replay.deleteState(data, other.generation());
        EnginePrograms.delete(data, other.number());
        found.drop().write(data);
        announcer.accept(
                "Generation " + other.number() + " is deleted: " + count + " topics, its state and its program");
    }

    /** Says what there is. */
    void status() throws ExecutionException, InterruptedException {
        Generations found = generations();
        describe(found.active(), "shown");
        Generations.Entry other = found.beside().orElse(null);
        if (other == null) {
            announcer.accept("No replay. ./tillstream replay begins one");
        } else if (other.number() < found.active().number()) {
            describe(other, "kept, not counting; --back returns to it, --drop deletes it");
        } else {
            describe(
                    other,
                    other.complete()
                            ? "complete, not shown; --switch shows it, --drop deletes it"
                            : "not complete; ./tillstream replay goes on");
        }
    }

    private void describe(Generations.Entry entry, String standing) throws ExecutionException, InterruptedException {
        GenerationTopics.Position position = topics.position(entry.generation());
        announcer.accept(String.format(
                Locale.ROOT,
                "Generation %d, zone %s: %s. %,d of %,d events read, %d %%",
                entry.number(),
                entry.zone(),
                standing,
                position.read(),
                position.total(),
                (long) (100 * position.ratio())));
    }

    private static Path home() {
        return Path.of(System.getProperty("tillstream.home", System.getProperty("user.dir")));
    }

    @Override
    public void close() {
        topics.close();
    }
}
