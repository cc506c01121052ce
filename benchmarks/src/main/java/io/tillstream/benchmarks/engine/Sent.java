package io.tillstream.benchmarks.engine;

/**
 * What was sent, counted by the sender, to compare with what each of the measured programs has counted.
 *
 * @param events events on the event topic
 * @param visitors distinct customers and anonymous visitors among them
 * @param bytes their JSON
 * @param orders purchases
 * @param grossMicros amount of these
 * @param steps events of the actions that the funnel counts
 */
record Sent(long events, long visitors, long bytes, long orders, long grossMicros, long steps) {

    /** As one line. */
    String line() {
        return events + " " + visitors + " " + bytes + " " + orders + " " + grossMicros + " " + steps;
    }

    /** Reads what {@link #line()} wrote. */
    static Sent parse(String line) {
        String[] parts = line.strip().split(" ", -1);
        if (parts.length != 6) {
            throw new IllegalArgumentException("not a count of what was sent: " + line);
        }
        return new Sent(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]));
    }
}
