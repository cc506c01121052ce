package io.tillstream.benchmarks.engine;

import java.util.Locale;

/**
 * What came out.
 *
 * @param input what was worked on
 * @param limit consuming and parsing alone
 * @param topology the whole topology
 */
public record EngineReport(Load.Sent input, Measurement limit, Measurement topology) {

    /** As a table. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d events of %,d visitors, %,d bytes of JSON each on average%n%n",
                input.events(),
                input.visitors(),
                input.bytes() / input.events()));
        text.append(String.format(
                Locale.ROOT,
                "%-28s %14s %14s %14s%n",
                "events per second of",
                "CPU, cold",
                "CPU, warm",
                "clock, warm"));
        text.append(row("consume and parse (limit)", limit));
        text.append(row("whole topology", topology));
        text.append(String.format(
                Locale.ROOT,
                "%-28s %14.2f %14.2f%n",
                "ratio to the limit",
                topology.coldRate() / limit.coldRate(),
                topology.warmRate() / limit.warmRate()));
        return text.toString();
    }

    private static String row(String name, Measurement measured) {
        return String.format(
                Locale.ROOT,
                "%-28s %,14.0f %,14.0f %,14.0f%n",
                name,
                measured.coldRate(),
                measured.warmRate(),
                measured.warmWallRate());
    }
}
