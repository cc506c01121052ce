package io.tillstream.query.projection;

import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CommunicationCell;
import io.tillstream.contracts.topic.TopicCatalogue;

/** Acquisition and communication as they stand on their topic; a month is its first day. */
final class MarketingTables {

    private MarketingTables() {}

    static TopicProjector acquisition(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.GROWTH.name(),
                AcquisitionCell.class,
                StagedTable.replacing(
                        "acquisition_cells",
                        "cohort, months_since, channel, campaign, visitors, converted, customers, orders, revenue_micros,"
                                + " spend_micros, fresh_through",
                        "cohort, months_since, channel, campaign"),
                cell -> cell.cohort() + "|" + cell.month() + "|" + cell.channel() + "|" + cell.campaign(),
                (row, cell) -> row.day(cell.cohort().atDay(1))
                        .int4(cell.monthsSince())
                        .text(cell.channel())
                        .text(cell.campaign())
                        .int8(cell.visitors())
                        .int8(cell.converted())
                        .int8(cell.customers())
                        .int8(cell.orders())
                        .int8(cell.revenueMicros())
                        .int8(cell.spendMicros())
                        .time(cell.freshThrough()),
                "DELETE FROM acquisition_cells WHERE 'acquisition|' || to_char(cohort, 'YYYY-MM') || '/'"
                        + " || to_char(cohort + months_since * interval '1 month', 'YYYY-MM')"
                        + " || '|campaign|' || channel || '|' || campaign" + StateProjector.AMONG_KEYS,
                "TRUNCATE acquisition_cells",
                refused);
    }

    static TopicProjector communication(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.GROWTH.name(),
                CommunicationCell.class,
                StagedTable.replacing(
                        "communication_cells",
                        "dimension, day, channel, value, sent, delivered, opened, clicked, converted, unsubscribed,"
                                + " delivery_reports, orders, gross_micros, fresh_through",
                        "dimension, day, channel, value"),
                cell -> cell.dimension() + "|" + cell.day() + "|" + cell.channel() + "|" + cell.value(),
                (row, cell) -> row.text(cell.dimension())
                        .day(cell.day())
                        .text(cell.channel())
                        .text(cell.value())
                        .int8(cell.sent())
                        .int8(cell.delivered())
                        .int8(cell.opened())
                        .int8(cell.clicked())
                        .int8(cell.converted())
                        .int8(cell.unsubscribed())
                        .int8(cell.deliveryReports())
                        .int8(cell.orders())
                        .int8(cell.grossMicros())
                        .time(cell.freshThrough()),
                "DELETE FROM communication_cells WHERE 'communication|' || coalesce(day::text, 'all') || '|'"
                        + " || dimension || '|' || channel || '|' || value" + StateProjector.AMONG_KEYS,
                "TRUNCATE communication_cells",
                refused);
    }
}
