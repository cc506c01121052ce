package io.tillstream.stack.cli;

import io.tillstream.stack.launch.StackPorts;
import picocli.CommandLine.Option;

/** The ports of an installation. */
final class PortOptions {

    @Option(
            names = "--dashboard-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the dashboard. Default: ${DEFAULT-VALUE}.")
    private int dashboard;

    @Option(
            names = "--ingest-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port of the ingest service. Default: ${DEFAULT-VALUE}.")
    private int ingest;

    @Option(
            names = "--query-port",
            paramLabel = "PORT",
            defaultValue = "8082",
            description = "Port of the query API. Default: ${DEFAULT-VALUE}.")
    private int query;

    @Option(
            names = "--streams-port",
            paramLabel = "PORT",
            defaultValue = "8083",
            description = "Port of the analytics engine's health and metrics. Default: ${DEFAULT-VALUE}.")
    private int streams;

    @Option(
            names = "--simulator-port",
            paramLabel = "PORT",
            defaultValue = "8084",
            description = "Port of the simulator's control. Default: ${DEFAULT-VALUE}.")
    private int simulator;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "19092",
            description = "Port of Kafka. Default: ${DEFAULT-VALUE}.")
    private int kafka;

    @Option(
            names = "--database-port",
            paramLabel = "PORT",
            defaultValue = "15432",
            description = "Port of PostgreSQL. Default: ${DEFAULT-VALUE}.")
    private int database;

    StackPorts get() {
        return new StackPorts(dashboard, ingest, query, streams, simulator, kafka, database);
    }
}
