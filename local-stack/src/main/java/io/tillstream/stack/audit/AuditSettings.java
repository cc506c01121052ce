package io.tillstream.stack.audit;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.contracts.topic.Generation;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What to audit, and with how much patience.
 *
 * @param kafka where Kafka is
 * @param databaseUrl JDBC address of PostgreSQL; null leaves the database and the API out
 * @param databaseUser who reads it
 * @param databasePassword with which password
 * @param queryUrl address of the query service
 * @param queryKey what it lets the audit in by; null to ask without
 * @param simulatorUrl address of the simulator
 * @param generation whose outputs are compared
 * @param zone business time zone
 * @param currency reporting currency, null to take any
 * @param loyalty the loyalty programme
 * @param pause whether to pause the simulator meanwhile
 * @param timeout how long to wait for everything to stand still
 * @param settling how long a difference may last before it counts, since outputs come a moment after what they stand for
 */
record AuditSettings(
        KafkaAccess kafka,
        @Nullable String databaseUrl,
        String databaseUser,
        String databasePassword,
        String queryUrl,
        @Nullable String queryKey,
        String simulatorUrl,
        Generation generation,
        ZoneId zone,
        @Nullable String currency,
        LoyaltyProgram loyalty,
        boolean pause,
        Duration timeout,
        Duration settling) {}
