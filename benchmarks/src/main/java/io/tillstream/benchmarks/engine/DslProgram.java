package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.plain.PlainTopology;
import io.tillstream.benchmarks.plain.PlainTotals;
import io.tillstream.benchmarks.plain.WholePlainTopology;
import io.tillstream.benchmarks.process.ParentWatch;
import io.tillstream.benchmarks.process.QuietLogs;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;

/**
 * A plain topology, from an empty state until all input is committed. Arguments: the broker's address, a folder for local state, what was sent
 * ({@link Sent#line()}), application id, {@link Variant}.
 */
final class DslProgram {

    static final String RESULT = "result ";

    private DslProgram() {}

    public static void main(String[] arguments) throws Exception {
        QuietLogs.errorsOnly();
        ParentWatch.haltWithParent();
        Sent sent = Sent.parse(arguments[2]);
        HalfwayMeter meter = new HalfwayMeter(sent.events() / 2);
        boolean whole = arguments[4].equals(Variant.DSL_WHOLE.name());
        Topology topology =
                whole ? new WholePlainTopology(meter::counted).build() : new PlainTopology(meter::counted).build();
        List<String> own =
                whole ? WholePlainTopology.repartitions(arguments[3]) : PlainTopology.repartitions(arguments[3]);
        Measurement measurement = StreamsRun.run(
                topology,
                PlainTopology.properties(arguments[3], arguments[0], Path.of(arguments[1])),
                Stream.concat(Stream.of(TopicCatalogue.EVENTS.name()), own.stream())
                        .toList(),
                (streams, end) -> {
                    if (whole) {
                        check(WholePlainTopology.totals(streams), sent);
                    } else {
                        check(PlainTopology.totals(streams), sent);
                    }
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

    private static void check(WholePlainTopology.Totals counted, Sent sent) {
        WholePlainTopology.Totals expected =
                new WholePlainTopology.Totals(sent.visitors(), sent.orders(), sent.grossMicros(), sent.grossMicros());
        if (!counted.equals(expected)) {
            throw new IllegalStateException("it has counted " + counted + ", and sent was " + expected);
        }
    }
}
