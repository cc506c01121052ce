package io.tillstream.stack.broker;

import io.tillstream.stack.runtime.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration of the one broker: small, on the loopback interface, quick to come back after a kill. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String TEN_YEARS_IN_MINUTES = "5256000";

    private BrokerSettings() {}

    /** The ports of a broker; the internal one is used by a secured broker alone, for its connections to itself. */
    record Listeners(int clients, int controller, int internal) {}

    static Map<String, String> of(Path logs, Listeners ports, @Nullable BrokerSecurity security) {
        Map<String, String> settings = new HashMap<>();
        settings.putAll(identity(logs, ports));
        settings.putAll(security == null ? open(ports) : secured(ports, security));
        settings.putAll(singleNode());
        settings.putAll(durability());
        settings.putAll(footprint());
        return settings;
    }

    private static Map<String, String> identity(Path logs, Listeners ports) {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@" + Ports.LOOPBACK + ":" + ports.controller(),
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "log.dirs",
                logs.toString());
    }

    private static Map<String, String> open(Listeners ports) {
        return Map.of(
                "inter.broker.listener.name",
                "CLIENTS",
                "listener.security.protocol.map",
                "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners",
                listener("CLIENTS", ports.clients()) + "," + listener(CONTROLLER_LISTENER, ports.controller()));
    }

    private static Map<String, String> secured(Listeners ports, BrokerSecurity security) {
        Map<String, String> settings = new HashMap<>(security.brokerSettings());
        settings.put("inter.broker.listener.name", "INTERNAL");
        settings.put(
                "listeners",
                listener("CLIENTS", ports.clients()) + "," + listener("INTERNAL", ports.internal()) + ","
                        + listener(CONTROLLER_LISTENER, ports.controller()));
        return settings;
    }

    private static String listener(String name, int port) {
        return name + "://" + Ports.LOOPBACK + ":" + port;
    }

    private static Map<String, String> singleNode() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                // After a kill the controller waits for the old session to end before it lets the broker in again.
                // Shorter would
                // be quicker then, but a machine that is overloaded for that long would lose the only leader for a
                // moment.
                "broker.session.timeout.ms", "4000",
                "broker.heartbeat.interval.ms", "1000");
    }

    private static Map<String, String> durability() {
        return Map.of(
                // topics come from the catalogue alone: one created by a client would have one partition and a
                // retention
                "auto.create.topics.enable", "false",
                // a service that was away for a long time must not start again from the beginning and count twice
                "offsets.retention.minutes", TEN_YEARS_IN_MINUTES,
                // a transaction of a killed service holds up readers of committed records until it is aborted
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
                // the clock check of events is up to 24 hours ahead; the broker must not be stricter
                "log.message.timestamp.after.max.ms", "90000000");
    }

    private static Map<String, String> footprint() {
        return Map.of(
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "1",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "2",
                // 128 MiB by default, a third of the heap this broker lives in
                "log.cleaner.dedupe.buffer.size", "16777216",
                "log.retention.check.interval.ms", "300000",
                "metric.reporters", "");
    }
}
