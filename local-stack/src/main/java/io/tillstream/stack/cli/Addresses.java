package io.tillstream.stack.cli;

import io.tillstream.stack.launch.Component;
import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.launch.StackPorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Optional;

/** Tells where a running installation can be reached. */
final class Addresses {

    private Addresses() {}

    private static Optional<String> firstAdminLink(DataFolder data) {
        try {
            return Files.exists(data.firstAdminFile())
                    ? Optional.of(Files.readString(data.firstAdminFile()).strip())
                    : Optional.empty();
        } catch (IOException e) {
            // it was used this very moment
            return Optional.empty();
        }
    }

    static void print(DataFolder data, StackPorts ports, boolean withSimulator, PrintWriter out) {
        out.println();
        firstAdminLink(data).ifPresent(link -> {
            out.println(
                    "  There is no administrator yet. This link opens the dashboard and makes you one, once within 24 hours:");
            out.println("  " + link);
            out.println();
        });
        out.println("  Dashboard    " + ports.url(Component.DASHBOARD) + "/");
        out.println("  Events in    " + ports.url(Component.INGEST) + "/v1/events");
        out.println("  Write key    " + data.writeKeysFile());
        out.println("  Query API    " + ports.url(Component.QUERY) + "/api/v1/kpis");
        if (withSimulator) {
            out.println("  Simulator    " + ports.url(Component.SIMULATOR) + "/v1/simulator");
        }
        out.println("  Kafka        " + ports.bootstrapServers());
        out.println("  PostgreSQL   127.0.0.1:" + ports.database() + ", user tillstream, password in "
                + data.databasePasswordFile());
        out.println("  Logs         " + data.logs());
        out.println();
        out.flush();
    }
}
