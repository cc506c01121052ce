package io.tillstream.benchmarks.engine;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tillstream.benchmarks.process.ParentWatch;
import io.tillstream.benchmarks.process.QuietLogs;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.runtime.EngineMeter;
import java.time.Clock;
import java.util.List;
import java.util.Properties;

/**
 * The product's whole topology with the product's settings, from an empty state until all input is committed. Arguments: the broker's address, a folder for
 * local state, the number of events, stream threads, application id, guarantee.
 */
final class TopologyProgram {

    static final String RESULT = "result ";

    /** The launcher's for this service; everything that is compared with it has them too. */
    static final int HEAP_MEBIBYTES = 1_024;

    static final List<String> FLAGS = List.of("-XX:NewRatio=1");

    private TopologyProgram() {}

    public static void main(String[] arguments) throws Exception {
        QuietLogs.errorsOnly();
        ParentWatch.haltWithParent();
        long events = Long.parseLong(arguments[2]);
        ProductSettings settings = new ProductSettings(arguments[0], arguments[1], Integer.parseInt(arguments[3]));
        Properties properties = settings.properties(arguments[4], arguments[5]);
        EngineMeter productMeter = new EngineMeter(new SimpleMeterRegistry(), Clock.systemUTC());
        ProductSettings.watchOutputs(properties, productMeter);
        HalfwayMeter meter = new HalfwayMeter(events / 2, productMeter);
        Measurement measurement = StreamsRun.run(
                settings.topology(properties, meter),
                properties,
                List.of(TopicCatalogue.EVENTS.name(), TopicCatalogue.CELL_DELTAS.name()),
                (streams, end) -> meter.measurement(events, end).with(RocksDbMemory.of(streams.metrics())));
        System.out.println(RESULT + measurement.line());
        System.exit(0);
    }
}
