package io.tillstream.stack.broker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a broker until it is killed. */
final class BrokerProgram {

    private BrokerProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (LocalBroker broker = LocalBroker.start(Path.of(arguments[0]), 0)) {
            System.out.write((broker.bootstrapServers() + "\nready\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }
}
