package io.tillstream.benchmarks.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has used up.
 *
 * @param cpuNanos processor time, user and system, of all its threads since it began: compiler and garbage collector included
 * @param wallNanos {@link System#nanoTime()}
 */
record Stopwatch(long cpuNanos, long wallNanos) {

    /** Reads both now. */
    static Stopwatch read() {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Stopwatch(process.getProcessCpuTime(), System.nanoTime());
    }

    /** What was used up from the earlier reading to this one. */
    Stopwatch since(Stopwatch earlier) {
        return new Stopwatch(cpuNanos - earlier.cpuNanos, wallNanos - earlier.wallNanos);
    }
}
