package io.tillstream.benchmarks.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one process took for its work. Travels from a child to its parent as one line.
 *
 * @param events events worked on since the process began
 * @param cpuNanos processor time of the process from its very beginning to the end of the work
 * @param warmEvents those of the events that came when the JVM had warmed up
 * @param warmCpuNanos processor time for these
 * @param warmWallNanos wall-clock time for these
 * @param details further figures by name, in the unit that the name ends in
 */
record Measurement(
        long events, long cpuNanos, long warmEvents, long warmCpuNanos, long warmWallNanos, Map<String, Long> details) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int NUMBERS = 5;

    Measurement {
        details = Map.copyOf(details);
    }

    /** Of a process that was warm at {@code halfway}, when half of the events had been worked on. */
    static Measurement halves(long events, Stopwatch halfway, Stopwatch end) {
        Stopwatch warm = end.since(halfway);
        return new Measurement(
                events, end.cpuNanos(), events - events / 2, warm.cpuNanos(), warm.wallNanos(), Map.of());
    }

    /** The same with further figures. */
    Measurement with(Map<String, Long> more) {
        Map<String, Long> all = new TreeMap<>(details);
        all.putAll(more);
        return new Measurement(events, cpuNanos, warmEvents, warmCpuNanos, warmWallNanos, all);
    }

    /** Events per second of processor time over the whole life of the process. */
    double coldRate() {
        return events * NANOS_PER_SECOND / cpuNanos;
    }

    /** Events per second of processor time after the warm-up. */
    double warmRate() {
        return warmEvents * NANOS_PER_SECOND / warmCpuNanos;
    }

    /** Events per second by the clock on the wall after the warm-up; depends on how busy the machine is. */
    double warmWallRate() {
        return warmEvents * NANOS_PER_SECOND / warmWallNanos;
    }

    /** As one line. */
    String line() {
        return events + " " + cpuNanos + " " + warmEvents + " " + warmCpuNanos + " " + warmWallNanos
                + new TreeMap<>(details)
                        .entrySet().stream()
                                .map(detail -> " " + detail.getKey() + "=" + detail.getValue())
                                .collect(Collectors.joining());
    }

    /** Reads what {@link #line()} wrote. */
    static Measurement parse(String line) {
        String[] parts = line.strip().split(" ", -1);
        if (parts.length < NUMBERS) {
            throw new IllegalArgumentException("not a measurement: " + line);
        }
        Map<String, Long> details = new TreeMap<>();
        for (int i = NUMBERS; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            details.put(parts[i].substring(0, equals), Long.parseLong(parts[i], equals + 1, parts[i].length(), 10));
        }
        return new Measurement(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                details);
    }
}
