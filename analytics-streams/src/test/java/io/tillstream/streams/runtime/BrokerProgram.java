package io.tillstream.streams.runtime;

import io.tillstream.stack.broker.LocalBroker;
import java.nio.file.Path;

/** A broker in a JVM of its own, so that it can be killed. Arguments: folder, port. Prints {@code ready}. */
final class BrokerProgram {

    private BrokerProgram() {}

    public static void main(String[] arguments) throws Exception {
        ChildProgram.logToStandardError();
        try (LocalBroker broker = LocalBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
            ChildProgram.sayReadyAndWait();
        }
    }
}
