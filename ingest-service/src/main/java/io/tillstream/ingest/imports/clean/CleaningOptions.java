package io.tillstream.ingest.imports.clean;

import io.tillstream.contracts.event.Action;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a table is to be read and cleaned.
 *
 * @param mapping column name to field name, for columns that are not called as the built-in shapes call them
 * @param action what every row is an event of; null where a column says so, or where rows are lines of orders
 * @param dateFormat {@code iso}, {@code mdy}, {@code dmy}, {@code excel} or a pattern; null to recognise it
 * @param dropOutliers whether lines with a quantity or price beyond 1.5 interquartile ranges are dropped
 * @param cancellations what becomes of cancelled orders; null for the default, {@link Cancellations#DROP} where orders are called invoices
 * @param zone the zone of times that name none
 * @param currency the installation's currency, ISO 4217; null takes any
 * @param latest events after this are refused as errors
 * @param maxRows rows that a file may have; bounds the memory for finding duplicates
 */
public record CleaningOptions(
        Map<String, String> mapping,
        @Nullable Action action,
        @Nullable String dateFormat,
        boolean dropOutliers,
        @Nullable Cancellations cancellations,
        ZoneId zone,
        @Nullable String currency,
        Instant latest,
        long maxRows) {

    /** What becomes of orders whose number begins with C. */
    public enum Cancellations {
        /** They are removed and counted in the report. */
        DROP,
        /** They become refunds. */
        REFUND
    }

    public CleaningOptions {
        mapping = Map.copyOf(mapping);
    }
}
