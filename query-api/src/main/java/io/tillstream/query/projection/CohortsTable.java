package io.tillstream.query.projection;

import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.topic.TopicCatalogue;

/** Cohorts and retention by month as they stand on their topics; a month is its first day. */
final class CohortsTable {

    private CohortsTable() {}

    static TopicProjector cohorts(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.COHORTS.name(),
                CohortCell.class,
                StagedTable.replacing(
                        "cohort_cells",
                        "dimension, value, cohort, months_since, customers, orders, revenue_micros, fresh_through",
                        "dimension, cohort, months_since, value"),
                cell -> cell.dimension() + "|" + cell.cohort() + "|" + cell.month() + "|" + cell.value(),
                (row, cell) -> row.text(cell.dimension())
                        .text(cell.value())
                        .day(cell.cohort().atDay(1))
                        .int4(cell.monthsSince())
                        .int8(cell.customers())
                        .int8(cell.orders())
                        .int8(cell.revenueMicros())
                        .time(cell.freshThrough()),
                "DELETE FROM cohort_cells WHERE to_char(cohort, 'YYYY-MM') || '|'"
                        + " || to_char(cohort + months_since * interval '1 month', 'YYYY-MM')"
                        + " || '|' || dimension || '|' || value" + StateProjector.AMONG_KEYS,
                "TRUNCATE cohort_cells",
                refused);
    }

    static TopicProjector retention(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.RETENTION.name(),
                RetentionCell.class,
                StagedTable.replacing(
                        "retention_months",
                        "month, customers, new_customers, returning_customers, reactivated, retained, lapsing, won_back,"
                                + " fresh_through",
                        "month"),
                cell -> cell.month().toString(),
                (row, cell) -> row.day(cell.month().atDay(1))
                        .int8(cell.customers())
                        .int8(cell.newCustomers())
                        .int8(cell.returning())
                        .int8(cell.reactivated())
                        .int8(cell.retained())
                        .int8(cell.lapsing())
                        .int8(cell.wonBack())
                        .time(cell.freshThrough()),
                "DELETE FROM retention_months WHERE to_char(month, 'YYYY-MM')" + StateProjector.AMONG_KEYS,
                "TRUNCATE retention_months",
                refused);
    }
}
