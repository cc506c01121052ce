package io.tillstream.acceptance.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code docs/configuration.md}: every setting of every service, from the source. */
final class ConfigurationPage {

    static final List<String> SERVICES =
            List.of("ingest-service", "analytics-streams", "query-api", "dashboard-ws", "event-simulator");

    private static final String HEAD = """
            # Settings

            Every setting of every service, made from the source; a test says when this page is out of date. A setting comes from the environment (the name in capitals, every
            other character an underscore: `tillstream.kafka.bootstrap-servers` is `TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS`), from a file `config/application.properties` beside the
            service, or from the command line of the JVM (`-Dname=value`). Locally `./tillstream up --set=NAME=VALUE` gives it to all services; in a composition and in a chart it goes
            where [deployment](deployment.md) says. Settings of Quarkus, such as `quarkus.http.port`, hold too. Durations are written `30s` or `PT30S`.

            What must be the same in all services: `tillstream.zone`, `tillstream.currency`, `tillstream.loyalty` and `tillstream.partitions`. Zone and currency cannot be changed once there are data, but by a
            [replay](replay.md).
            """;

    private ConfigurationPage() {}

    /** The page as it should be. */
    static String text(Path root) throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (String service : SERVICES) {
            page.append("\n## ").append(service).append("\n\n| setting | usual value | meaning |\n|---|---|---|\n");
            for (Setting setting : DeclaredSettings.of(root.resolve(service))) {
                page.append("| `%s` | %s | %s |%n"
                        .formatted(
                                setting.name(),
                                setting.usual().isEmpty() ? "" : "`" + cell(setting.usual()) + "`",
                                cell(setting.meaning())));
            }
        }
        return page.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
