package io.tillstream.stack.launch;

import java.util.Arrays;
import java.util.Optional;

/** The processes of an installation. */
public enum Component {
    /** Broker and database. Everything else waits for it, so it stops last. */
    INFRASTRUCTURE("infrastructure", 384, 4),
    SIMULATOR("event-simulator", 256, 0),
    INGEST("ingest-service", 320, 1),
    STREAMS("analytics-streams", 1024, 2),
    QUERY("query-api", 512, 3),
    DASHBOARD("dashboard-ws", 320, 3);

    private final String serviceName;
    private final int heapMebibytes;
    private final int stopStage;

    Component(String serviceName, int heapMebibytes, int stopStage) {
        this.serviceName = serviceName;
        this.heapMebibytes = heapMebibytes;
        this.stopStage = stopStage;
    }

    /** The name in logs and commands; of a service also its module's. */
    public String serviceName() {
        return serviceName;
    }

    /** The cap of its heap, in MiB. */
    public int heapMebibytes() {
        return heapMebibytes;
    }

    /** Components stop in ascending order of this number, those with the same number together: who sends stops before who receives. */
    public int stopStage() {
        return stopStage;
    }

    /** True for the five services, which answer HTTP. */
    public boolean isService() {
        return this != INFRASTRUCTURE;
    }

    /** The component of that name. */
    public static Optional<Component> named(String name) {
        return Arrays.stream(values())
                .filter(component -> component.serviceName.equals(name))
                .findFirst();
    }
}
