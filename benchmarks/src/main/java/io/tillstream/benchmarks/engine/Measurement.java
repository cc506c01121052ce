package io.tillstream.benchmarks.engine;

/**
 * What one process took for its work. Travels from a child to its parent as one line.
 *
 * @param events events worked on since the process began
 * @param cpuNanos processor time of the process from its very beginning to the end of the work
 * @param warmEvents those of the events that came when the JVM had warmed up
 * @param warmCpuNanos processor time for these
 * @param warmWallNanos wall-clock time for these
 */
record Measurement(long events, long cpuNanos, long warmEvents, long warmCpuNanos, long warmWallNanos) {

    private static final double NANOS_PER_SECOND = 1e9;

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
        return events + " " + cpuNanos + " " + warmEvents + " " + warmCpuNanos + " " + warmWallNanos;
    }

    /** Reads what {@link #line()} wrote. */
    static Measurement parse(String line) {
        String[] parts = line.strip().split(" ", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("not a measurement: " + line);
        }
        return new Measurement(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]));
    }
}
