package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.process.ChildJvm;
import io.tillstream.contracts.topic.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** A broker with the events of a plan, and the programs that work on them, each in a process of its own. */
final class BenchmarkBroker implements AutoCloseable {

    private final ChildJvm broker;
    private final String address;
    private final Admin admin;

    private BenchmarkBroker(ChildJvm broker, String address) {
        this.broker = broker;
        this.address = address;
        this.admin = Admin.create(Map.of("bootstrap.servers", (Object) address));
    }

    /** Starts it on an empty folder. */
    static BenchmarkBroker start(Path folder) throws IOException {
        ChildJvm broker = ChildJvm.start(BrokerProgram.class, BrokerProgram.HEAP_MEBIBYTES, List.of(folder.toString()));
        try {
            return new BenchmarkBroker(broker, broker.awaitLine(BrokerProgram.ADDRESS));
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Its address. */
    String address() {
        return address;
    }

    /** Publishes the events of the plan. */
    Sent load(LoadPlan plan) throws IOException, ExecutionException, InterruptedException {
        TopicProvisioner.createMissing(admin, DerivedTopics.PARTITIONS);
        List<String> arguments = List.of(
                address,
                Integer.toString(plan.events()),
                Integer.toString(plan.customers()),
                Integer.toString(plan.days()),
                Boolean.toString(plan.introduceAll()));
        return Sent.parse(
                answer(LoadProgram.class, LoadProgram.HEAP_MEBIBYTES, List.of(), LoadProgram.RESULT, arguments));
    }

    /** Makes all topics but that of the events anew. */
    void renewTopics() throws ExecutionException, InterruptedException {
        DerivedTopics.renew(admin);
    }

    /** Runs a program that measures itself. */
    Measurement measure(Class<?> program, List<String> arguments) throws IOException, InterruptedException {
        return Measurement.parse(answer(
                program, TopologyProgram.HEAP_MEBIBYTES, TopologyProgram.FLAGS, TopologyProgram.RESULT, arguments));
    }

    /** What a topic holds. */
    TopicContents contents(String topic) {
        return TopicContents.of(address, topic);
    }

    private static String answer(
            Class<?> program, int heapMebibytes, List<String> flags, String result, List<String> arguments)
            throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(program, heapMebibytes, flags, arguments)) {
            String answer = child.awaitLine(result);
            child.awaitEnd();
            return answer;
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
