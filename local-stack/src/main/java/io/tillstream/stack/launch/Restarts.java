package io.tillstream.stack.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** Lets a running installation's services start again, by ending them: their supervisor starts them with what the folder says now. */
public final class Restarts {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private Restarts() {}

    /**
     * Ends those of the components that were started before the given time, and waits until all are ready.
     *
     * @return the components that are not ready in time; empty when all is well
     */
    public static Set<Component> ofThoseBefore(
            Instant time, Set<Component> components, DataFolder data, StackPorts ports, Duration patience)
            throws InterruptedException {
        long begin = System.nanoTime();
        Set<Component> waiting = EnumSet.copyOf(components);
        Set<ProcessHandle> ended = new HashSet<>();
        for (Component component : components) {
            Leftovers.find(data, component)
                    .filter(process -> isBefore(process, time))
                    .filter(ended::add)
                    .ifPresent(ProcessHandle::destroy);
        }
        Probe probe = new Probe(ports);
        while (!waiting.isEmpty() && System.nanoTime() - begin < patience.toNanos()) {
            for (Component component : EnumSet.copyOf(waiting)) {
                boolean renewed = Leftovers.find(data, component)
                        .filter(process -> !ended.contains(process))
                        .isPresent();
                if (renewed && probe.isReady(component)) {
                    waiting.remove(component);
                }
            }
            Thread.sleep(LOOK_EVERY);
        }
        return waiting;
    }

    private static boolean isBefore(ProcessHandle process, Instant time) {
        return process.info().startInstant().map(time::isAfter).orElse(true);
    }
}
