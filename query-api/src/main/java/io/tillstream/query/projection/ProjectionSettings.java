package io.tillstream.query.projection;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;

/**
 * What the projection needs to know.
 *
 * @param kafka where Kafka is
 * @param partitions partitions of the topics it makes when they are missing
 * @param databaseUrl JDBC address with {@code currentSchema=tillstream}
 * @param databaseUser who owns the tables
 * @param databasePassword may be empty
 * @param batchSize records of one transaction at most
 * @param time the shop's calendar
 * @param currency the shop's currency
 * @param generation whose outputs are projected
 */
public record ProjectionSettings(
        KafkaAccess kafka,
        int partitions,
        String databaseUrl,
        String databaseUser,
        String databasePassword,
        int batchSize,
        BusinessTime time,
        String currency,
        Generation generation) {

    public ProjectionSettings {
        if (batchSize < 1) {
            throw new IllegalArgumentException("tillstream.query.projection.batch-size must be 1 or more");
        }
    }

    /** Projects the first generation. */
    public ProjectionSettings(
            KafkaAccess kafka,
            int partitions,
            String databaseUrl,
            String databaseUser,
            String databasePassword,
            int batchSize,
            BusinessTime time,
            String currency) {
        this(
                kafka,
                partitions,
                databaseUrl,
                databaseUser,
                databasePassword,
                batchSize,
                time,
                currency,
                Generation.FIRST);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ProjectionSettings[" + kafka + ", " + databaseUrl + "]";
    }
}
