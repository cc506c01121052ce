package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.plain.PlainTopology;
import io.tillstream.benchmarks.plain.PlainTotals;
import io.tillstream.benchmarks.process.ParentWatch;
import io.tillstream.benchmarks.process.QuietLogs;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plain topology, from an empty state until all input is committed. Arguments: the broker's address, a folder for local state, what was sent
 * ({@link Sent#line()}), application id.
 */
final class DslProgram {

    static final String RESULT = "result ";

    private DslProgram() {}

    public static void main(String[] arguments) throws Exception {
        QuietLogs.errorsOnly();
        ParentWatch.haltWithParent();
        Sent sent = Sent.parse(arguments[2]);
        HalfwayMeter meter = new HalfwayMeter(sent.events() / 2);
        List<String> inputs = Stream.concat(
                        Stream.of(TopicCatalogue.EVENTS.name()), PlainTopology.repartitions(arguments[3]).stream())
                .toList();
        Measurement measurement = StreamsRun.run(
                new PlainTopology(meter::counted).build(),
                PlainTopology.properties(arguments[3], arguments[0], Path.of(arguments[1])),
                inputs,
                (streams, end) -> {
                    check(PlainTopology.totals(streams), sent);
                    return meter.measurement(sent.events(), end);
                });
        System.out.println(RESULT + measurement.line());
        System.exit(0);
    }

    private static void check(PlainTotals counted, Sent sent) {
        PlainTotals expected = new PlainTotals(sent.orders(), sent.grossMicros(), sent.steps(), sent.grossMicros());
        if (!counted.equals(expected)) {
            throw new IllegalStateException("it has counted " + counted + ", and sent was " + expected);
        }
    }
}
