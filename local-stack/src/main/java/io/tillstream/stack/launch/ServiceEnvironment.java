package io.tillstream.stack.launch;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.stack.broker.BrokerSecurity;
import io.tillstream.stack.database.DatabaseCertificate;
import io.tillstream.stack.runtime.Ports;
import io.tillstream.stack.runtime.Secrets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The configuration that each service gets, as environment variables. */
final class ServiceEnvironment {

    private ServiceEnvironment() {}

    static Map<String, String> of(Component component, LaunchSettings settings) {
        DataFolder data = settings.data();
        StackPorts ports = settings.ports();
        Map<String, String> properties = new HashMap<>();
        properties.put("quarkus.http.host", Ports.LOOPBACK);
        properties.put("quarkus.http.port", Integer.toString(ports.of(component)));
        // says that a service is not ready each time it is asked, which at a start is four times a second
        properties.put("quarkus.log.category.\"io.smallrye.health\".level", "WARN");
        properties.put("tillstream.kafka.bootstrap-servers", ports.bootstrapServers());
        if (settings.fixed().secured()) {
            properties.put(
                    KafkaAccess.FILE_SETTING,
                    BrokerSecurity.clientFile(data.kafkaUsers(), component.serviceName())
                            .toString());
        }
        properties.put(
                "tillstream.partitions", Integer.toString(settings.fixed().partitions()));
        properties.put("tillstream.zone", settings.fixed().zone());
        properties.put("tillstream.currency", settings.fixed().currency());
        properties.put("tillstream.data-dir", data.service(component).toString());
        properties.put("smallrye.config.locations", data.generationSettings().toString());
        properties.put("tillstream.query-api.url", ports.url(Component.QUERY));
        properties.put("tillstream.analytics.url", ports.url(Component.STREAMS));
        properties.put("tillstream.ingest.url", ports.url(Component.INGEST));
        if (component == Component.INGEST || component == Component.QUERY) {
            Secrets.readOrCreate(data.serviceKeyFile());
            properties.put(
                    "tillstream.access.service-key-file", data.serviceKeyFile().toString());
        }
        if (component == Component.INGEST) {
            properties.put(
                    "tillstream.ingest.write-keys-file", data.writeKeysFile().toString());
            properties.put(
                    "tillstream.ingest.webhook-secrets-file",
                    data.webhookSecretsFile().toString());
            // whoever can reach a loopback port of this machine and knows the key could read the file anyway
            properties.put("tillstream.ingest.local-files", "true");
        }
        if (component == Component.DASHBOARD) {
            properties.put(
                    "tillstream.dashboard.write-keys-file", data.writeKeysFile().toString());
            properties.put("tillstream.dashboard.audit-file", data.auditFile().toString());
        }
        if (component == Component.QUERY) {
            properties.put("tillstream.access.public-url", ports.url(Component.DASHBOARD));
            properties.put(
                    "tillstream.access.first-admin-file", data.firstAdminFile().toString());
            properties.put("tillstream.database.host", Ports.LOOPBACK);
            properties.put("tillstream.database.port", Integer.toString(ports.database()));
            properties.put("tillstream.database.name", "tillstream");
            properties.put("tillstream.database.user", "tillstream");
            if (settings.fixed().secured()) {
                properties.put("tillstream.database.ssl-mode", "verify-full");
                properties.put(
                        "tillstream.database.root-certificate",
                        DatabaseCertificate.in(data.databaseCertificate())
                                .certificate()
                                .toString());
            }
            properties.put("tillstream.database.password", Secrets.readOrCreate(data.databasePasswordFile()));
        }
        properties.putAll(settings.properties());
        Map<String, String> environment = new HashMap<>();
        properties.forEach((name, value) -> environment.put(variable(name), value));
        return environment;
    }

    /** The variable that sets a property, by the rule of MicroProfile Config. */
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
