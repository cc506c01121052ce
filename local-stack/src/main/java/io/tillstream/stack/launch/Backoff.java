package io.tillstream.stack.launch;

import java.time.Duration;

/**
 * How long to wait before a process that died is started again: doubling with each death in a row, up to a bound. A process that has
 * lived long enough starts again at the shortest wait.
 *
 * @param shortest the wait after the first death
 * @param longest the bound
 * @param healthyAfter the age at which earlier deaths are forgotten
 */
record Backoff(Duration shortest, Duration longest, Duration healthyAfter) {

    static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(60));

    /**
     * The wait before the next start.
     *
     * @param deathsInARow at least 1
     */
    Duration before(int deathsInARow) {
        int doublings = Math.min(deathsInARow - 1, 30);
        Duration wait = shortest.multipliedBy(1L << doublings);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
