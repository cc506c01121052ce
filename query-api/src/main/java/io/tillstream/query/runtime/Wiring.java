package io.tillstream.query.runtime;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.tracing.Tracing;
import io.tillstream.contracts.tracing.TracingSettings;
import io.tillstream.query.database.Database;
import io.tillstream.query.projection.ProjectionSettings;
import io.tillstream.query.quarantine.QuarantineLimits;
import io.tillstream.query.recent.RecentAnswers;
import io.tillstream.query.recent.RecentSettings;
import io.tillstream.query.report.ReportSettings;
import io.tillstream.query.table.Currency;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What configuration says, as typed values that others take in their constructors. */
@Dependent
class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    BusinessTime businessTime(@ConfigProperty(name = "tillstream.zone") String zone) {
        return BusinessTime.of(zone);
    }

    @Produces
    @Singleton
    Currency currency(@ConfigProperty(name = "tillstream.currency") String currency) {
        return new Currency(currency);
    }

    @Produces
    @Singleton
    ReportSettings reportSettings(@ConfigProperty(name = "tillstream.shop", defaultValue = "The shop") String shop) {
        return new ReportSettings(shop);
    }

    @Produces
    @Singleton
    RecentAnswers recentAnswers(
            @ConfigProperty(name = "tillstream.query.answers.dearer-than") Duration dearerThan,
            @ConfigProperty(name = "tillstream.query.answers.longest") Duration longest,
            @ConfigProperty(name = "tillstream.query.answers.at-a-time") int atATime,
            Database database,
            Clock clock) {
        return new RecentAnswers(new RecentSettings(dearerThan, longest, atATime), database::state, clock);
    }

    @Produces
    @Singleton
    LoyaltyProgram loyaltyProgram(
            @ConfigProperty(name = "tillstream.loyalty", defaultValue = LoyaltyProgram.USUAL_TEXT) String rules) {
        return LoyaltyProgram.of(rules);
    }

    @Produces
    @Singleton
    Tracing tracing(
            @ConfigProperty(name = "tillstream.traces.endpoint") Optional<URI> endpoint,
            @ConfigProperty(name = "tillstream.traces.ratio", defaultValue = "0.01") double ratio) {
        return Tracing.of("query-api", new TracingSettings(endpoint, ratio));
    }

    @Produces
    @Singleton
    KafkaAccess kafkaAccess(
            @ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers,
            @ConfigProperty(name = KafkaAccess.FILE_SETTING) Optional<String> clientConfig) {
        return KafkaAccess.of(bootstrapServers, clientConfig);
    }

    @Produces
    @Singleton
    QuarantineLimits quarantineLimits(
            @ConfigProperty(name = "tillstream.query.quarantine.max-records") long records,
            @ConfigProperty(name = "tillstream.query.quarantine.max-bytes") long bytes,
            @ConfigProperty(name = "tillstream.query.quarantine.settled-days") int settledDays) {
        return new QuarantineLimits(records, bytes, settledDays);
    }

    @Produces
    @Singleton
    ProjectionSettings projectionSettings(
            KafkaAccess kafka,
            @ConfigProperty(name = "tillstream.partitions") int partitions,
            @ConfigProperty(name = "tillstream.database.host") String host,
            @ConfigProperty(name = "tillstream.database.port") int port,
            @ConfigProperty(name = "tillstream.database.name") String name,
            @ConfigProperty(name = "tillstream.database.user") String user,
            @ConfigProperty(name = "tillstream.database.ssl-mode") String sslMode,
            @ConfigProperty(name = "tillstream.database.root-certificate") Optional<String> rootCertificate,
            @ConfigProperty(name = "tillstream.database.password") Optional<String> password,
            @ConfigProperty(name = "tillstream.query.projection.batch-size") int batchSize,
            @ConfigProperty(name = "tillstream.generation", defaultValue = "1") int generation,
            BusinessTime time,
            Currency currency) {
        return new ProjectionSettings(
                kafka,
                partitions,
                "jdbc:postgresql://" + host + ":" + port + "/" + name + "?currentSchema=tillstream"
                        + encryption(sslMode, rootCertificate),
                user,
                password.orElse(""),
                batchSize,
                time,
                currency.code(),
                new Generation(generation));
    }

    /** The part of a JDBC address that asks for TLS. */
    private static String encryption(String mode, Optional<String> rootCertificate) {
        return "&sslmode=" + URLEncoder.encode(mode, StandardCharsets.UTF_8)
                + rootCertificate
                        .map(file -> "&sslrootcert=" + URLEncoder.encode(file, StandardCharsets.UTF_8))
                        .orElse("");
    }
}
