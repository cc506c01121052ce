package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.process.ParentWatch;
import io.tillstream.benchmarks.process.QuietLogs;
import io.tillstream.stack.broker.LocalBroker;
import java.nio.file.Path;

/** The broker, in a process of its own so that its work is not counted as that of its clients. Arguments: its folder, and its port where that matters. */
public final class BrokerProgram {

    /** Begins the line with its address. */
    public static final String ADDRESS = "address ";

    /** Cap of its heap. */
    public static final int HEAP_MEBIBYTES = 384;

    private BrokerProgram() {}

    public static void main(String[] arguments) {
        QuietLogs.off();
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        try (LocalBroker broker = LocalBroker.start(Path.of(arguments[0]), port)) {
            System.out.println(ADDRESS + broker.bootstrapServers());
            ParentWatch.awaitEnd();
        }
    }
}
