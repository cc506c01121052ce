package io.tillstream.streams.runtime;

import io.tillstream.contracts.topic.TopicProvisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** A broker and two instances of the engine with standby copies, each a process of its own, and what may happen to them. */
final class FaultyCluster implements AutoCloseable {

    /** An instance is missed after 6 s; a frozen one sleeps longer. */
    private static final int LONGEST_FREEZE_MILLIS = 9_000;

    private static final int SHORTEST_FREEZE_MILLIS = 7_000;

    private final Path folder;
    private final Random random;
    private final int port;
    private final ChildProgram[] engines = new ChildProgram[2];
    private ChildProgram broker;

    FaultyCluster(Path folder, Random random) throws Exception {
        this.folder = folder;
        this.random = random;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        broker = startBroker();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
            TopicProvisioner.createMissing(admin, new TestConfig(servers(), "").partitions());
        }
        start(0);
        start(1);
    }

    String servers() {
        return "127.0.0.1:" + port;
    }

    /** Lets it happen, and returns when everything has been started again. */
    void suffer(Fault fault) throws Exception {
        int victim = random.nextInt(engines.length);
        pause(1_000, 3_000);
        switch (fault) {
            case KILL -> {
                engines[victim].kill();
                pause(0, 3_000);
                start(victim);
            }
            case KILL_IN_RESTORE -> {
                engines[victim].kill();
                forget(victim);
                start(victim);
                pause(500, 4_000);
                engines[victim].kill();
                start(victim);
            }
            case ZOMBIE -> {
                engines[victim].freeze();
                pause(SHORTEST_FREEZE_MILLIS, LONGEST_FREEZE_MILLIS);
                engines[victim].wake();
            }
            case KILL_BROKER -> {
                broker.kill();
                pause(0, 2_000);
                broker = startBroker();
            }
            case KILL_BOTH -> {
                killAll();
                start(0);
                start(1);
            }
            case REBALANCE -> {
                try (ChildProgram third = startEngine(2)) {
                    pause(1_000, 4_000);
                    third.stop();
                }
            }
            case LOSE_ALL_DISKS -> {
                killAll();
                forget(0);
                forget(1);
                start(0);
                start(1);
            }
        }
    }

    /** How many instances have ended of themselves. */
    int dead() {
        int dead = 0;
        for (ChildProgram engine : engines) {
            dead += engine.isAlive() ? 0 : 1;
        }
        return dead;
    }

    /** Keeps what each instance is doing, for whoever has to find out why it does not go on. */
    void dumpThreads() throws IOException, InterruptedException {
        for (int number = 0; number < engines.length; number++) {
            engines[number].dumpThreads(folder.resolve("engine-" + number + ".threads"));
        }
    }

    private void killAll() throws InterruptedException {
        for (ChildProgram engine : engines) {
            engine.kill();
        }
    }

    private void start(int number) throws IOException {
        engines[number] = startEngine(number);
    }

    private ChildProgram startEngine(int number) throws IOException {
        ChildProgram engine = ChildProgram.start(
                EngineProgram.class,
                folder.resolve("engine-" + number + ".log"),
                servers(),
                disk(number).toString());
        engine.awaitReady();
        return engine;
    }

    private ChildProgram startBroker() throws IOException {
        ChildProgram started = ChildProgram.start(
                BrokerProgram.class,
                folder.resolve("broker.log"),
                folder.resolve("broker").toString(),
                Integer.toString(port));
        started.awaitReady();
        return started;
    }

    private Path disk(int number) {
        return folder.resolve("engine-" + number);
    }

    private void forget(int number) throws IOException {
        try (Stream<Path> files = Files.walk(disk(number))) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void pause(int fromMillis, int toMillis) throws InterruptedException {
        Thread.sleep(Duration.ofMillis(random.nextInt(fromMillis, toMillis)));
    }

    @Override
    public void close() {
        for (ChildProgram engine : engines) {
            engine.close();
        }
        broker.close();
    }
}
