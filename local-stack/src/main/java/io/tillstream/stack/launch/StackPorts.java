package io.tillstream.stack.launch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tillstream.stack.runtime.Ports;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of an installation, all on the loopback interface. */
public record StackPorts(int dashboard, int ingest, int query, int streams, int simulator, int kafka, int database) {

    /** What applies when no option says otherwise. */
    public static final StackPorts DEFAULT = new StackPorts(8080, 8081, 8082, 8083, 8084, 19092, 15432);

    public StackPorts {
        Map<Integer, String> owners = new LinkedHashMap<>();
        byOption(dashboard, ingest, query, streams, simulator, kafka, database).forEach((option, port) -> {
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException(option + " must be from 1 to 65535 and is " + port);
            }
            String owner = owners.putIfAbsent(port, option);
            if (owner != null) {
                throw new IllegalArgumentException(owner + " and " + option + " are both " + port);
            }
        });
    }

    /** Each port by the option of {@code up} that sets it. */
    @JsonIgnore
    public Map<String, Integer> byOption() {
        return byOption(dashboard, ingest, query, streams, simulator, kafka, database);
    }

    /** The HTTP port of a service. */
    public int of(Component component) {
        return switch (component) {
            case DASHBOARD -> dashboard;
            case INGEST -> ingest;
            case QUERY -> query;
            case STREAMS -> streams;
            case SIMULATOR -> simulator;
            case INFRASTRUCTURE -> throw new IllegalArgumentException("the infrastructure has no HTTP port");
        };
    }

    /** The address of a service. */
    public String url(Component component) {
        return "http://" + Ports.LOOPBACK + ":" + of(component);
    }

    /** Where Kafka clients connect. */
    @JsonIgnore
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + kafka;
    }

    private static Map<String, Integer> byOption(
            int dashboard, int ingest, int query, int streams, int simulator, int kafka, int database) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("--dashboard-port", dashboard);
        ports.put("--ingest-port", ingest);
        ports.put("--query-port", query);
        ports.put("--streams-port", streams);
        ports.put("--simulator-port", simulator);
        ports.put("--kafka-port", kafka);
        ports.put("--database-port", database);
        return ports;
    }
}
