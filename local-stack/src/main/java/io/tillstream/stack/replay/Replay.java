package io.tillstream.stack.replay;

import io.tillstream.contracts.topic.Generation;
import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.launch.EngineBeside;
import io.tillstream.stack.launch.Generations;
import io.tillstream.stack.launch.RunState;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Runs the engine of the other generation until it has read the log to its end. What it had read before, it does not read again. */
final class Replay {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int SAY_EVERY = 5;
    /** Outputs that did not move for so many looks have said all they have to say. */
    private static final int STILL_LOOKS = 5;

    private final DataFolder data;
    private final RunState state;
    private final GenerationTopics topics;
    private final Duration patience;
    private final Consumer<String> announcer;

    Replay(DataFolder data, RunState state, GenerationTopics topics, Duration patience, Consumer<String> announcer) {
        this.data = data;
        this.state = state;
        this.topics = topics;
        this.patience = patience;
        this.announcer = announcer;
    }

    /** Something to do while the engine stands at the end of the log. */
    interface AtTheEnd {
        /** Does it. */
        void run() throws Exception;
    }

    /**
     * Starts the engine, waits until it has caught up, does what is to be done then, and stops it.
     *
     * @throws ReplayRefusedException when the engine dies, or does not get there in time
     */
    void run(Generations.Entry entry, Map<String, String> properties, AtTheEnd atTheEnd) throws Exception {
        topics.create(entry.generation());
        try (EngineBeside engine = EngineBeside.start(data, state, entry, properties)) {
            follow(engine, entry.generation());
            atTheEnd.run();
        }
    }

    private void follow(EngineBeside engine, Generation generation)
            throws ReplayRefusedException, ExecutionException, InterruptedException {
        long begin = System.nanoTime();
        GenerationTopics.Position first = topics.position(generation);
        for (int look = 0; ; look++) {
            GenerationTopics.Position now = topics.position(generation);
            if (now.read() == now.total()) {
                announcer.accept(line(now, first, begin) + ": all of the log is read");
                return;
            }
            if (look % SAY_EVERY == 0 && now.read() > 0) {
                announcer.accept(line(now, first, begin));
            }
            if (!engine.isAlive()) {
                throw new ReplayRefusedException("The engine of the replay has ended; why is in " + data.replayLog()
                        + ". The replay goes on where it was with ./tillstream replay");
            }
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new ReplayRefusedException("The replay has not reached the end of the log within "
                        + patience.toSeconds()
                        + " s. It goes on where it was with ./tillstream replay --timeout SECONDS");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static String line(GenerationTopics.Position now, GenerationTopics.Position first, long begin) {
        double seconds = Math.max(0.001, (System.nanoTime() - begin) / 1e9);
        double rate = (now.read() - first.read()) / seconds;
        String left = rate <= 0 || now.read() == now.total()
                ? ""
                : String.format(java.util.Locale.ROOT, ", about %,.0f s left", (now.total() - now.read()) / rate);
        return String.format(
                java.util.Locale.ROOT,
                "%,d of %,d events read, %d %%, %,.0f events/s%s",
                now.read(),
                now.total(),
                (long) (100 * now.ratio()),
                rate,
                left);
    }

    /**
     * Waits until both generations have read all and publish nothing any more.
     *
     * @return false when they did not stand still in time, because events keep coming
     */
    boolean awaitQuiet(Generation one, Generation other, Duration limit)
            throws ExecutionException, InterruptedException {
        long begin = System.nanoTime();
        int still = 0;
        Map<TopicPartition, Long> before = Map.of();
        while (System.nanoTime() - begin < limit.toNanos()) {
            boolean caughtUp =
                    isAtTheEnd(one) && isAtTheEnd(other) && (topics.hasCutPoints(other) || !topics.hasCutPoints(one));
            Map<TopicPartition, Long> ends = new java.util.HashMap<>(topics.outputEnds(one));
            ends.putAll(topics.outputEnds(other));
            still = caughtUp && ends.equals(before) ? still + 1 : 0;
            if (still >= STILL_LOOKS) {
                return true;
            }
            before = ends;
            Thread.sleep(LOOK_EVERY);
        }
        return false;
    }

    private boolean isAtTheEnd(Generation generation) throws ExecutionException, InterruptedException {
        GenerationTopics.Position position = topics.position(generation);
        return position.read() == position.total();
    }

    /** Deletes the local state of a generation. */
    static void deleteState(DataFolder data, Generation generation) throws IOException {
        io.tillstream.stack.runtime.Folders.delete(data.service(io.tillstream.stack.launch.Component.STREAMS)
                .resolve("streams")
                .resolve(generation.applicationId()));
    }
}
