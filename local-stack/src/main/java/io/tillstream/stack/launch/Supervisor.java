package io.tillstream.stack.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs a set of processes: starts all at once, starts again what dies, and stops them in stages. */
final class Supervisor {

    /** A service writes out what it holds before it ends; the busiest takes some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<SupervisedProcess> processes;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("restarts").factory());
    private final Consumer<String> announcer;

    Supervisor(List<ProcessSpec> specs, Backoff backoff, Consumer<String> announcer) {
        this.announcer = announcer;
        this.processes = specs.stream()
                .map(spec -> new SupervisedProcess(spec, backoff, scheduler, announcer))
                .toList();
    }

    void start() {
        processes.forEach(SupervisedProcess::start);
    }

    List<SupervisedProcess> processes() {
        return processes;
    }

    /** Stops everything; returns when nothing of it runs any more. */
    void stop() throws InterruptedException {
        scheduler.shutdown();
        Map<Integer, List<SupervisedProcess>> stages = processes.stream()
                .collect(Collectors.groupingBy(
                        process -> process.spec().stopStage(), TreeMap::new, Collectors.toList()));
        for (List<SupervisedProcess> stage : stages.values()) {
            stopTogether(stage);
        }
    }

    private void stopTogether(List<SupervisedProcess> stage) throws InterruptedException {
        List<Thread> stops = new ArrayList<>();
        for (SupervisedProcess process : stage) {
            stops.add(Thread.ofPlatform().name("stop " + process.spec().name()).start(() -> stop(process)));
        }
        for (Thread stop : stops) {
            stop.join();
        }
    }

    private void stop(SupervisedProcess process) {
        try {
            if (!process.stop(PATIENCE)) {
                announcer.accept(process.spec().name() + " did not stop within " + Durations.inWords(PATIENCE)
                        + " and was ended by force");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
