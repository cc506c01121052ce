package io.tillstream.streams.registry;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the trainer is told.
 *
 * @param kafka where Kafka is
 * @param generation whose topics
 * @param calendar the shop's calendar
 * @param currency reporting currency; null takes any
 * @param customers greatest size of the sample
 * @param horizonDays days without a purchase after which a customer is lost
 * @param clusters number of clusters; 0 chooses
 * @param hour of the business day of the daily training; −1 for none
 * @param atStart whether models that do not exist yet are trained unasked
 * @param quiet how long the log must not have grown before that
 * @param driftEvery how long after the last look customers' drift is looked at again; zero for after training only
 * @param patience after which a log that never rests is trained on nevertheless
 */
public record TrainerSettings(
        KafkaAccess kafka,
        Generation generation,
        BusinessTime calendar,
        @Nullable String currency,
        int customers,
        int horizonDays,
        int clusters,
        int hour,
        boolean atStart,
        Duration driftEvery,
        Duration quiet,
        Duration patience) {}
