package io.tillstream.query.projection;

import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.FeedbackEntry;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.util.List;
import java.util.stream.Collectors;

/** Surveys, feedback and support as they stand on their topics. */
final class ExperienceTable {

    private ExperienceTable() {}

    static TopicProjector cells(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.EXPERIENCE.name(),
                ExperienceCell.class,
                StagedTable.replacing(
                        "experience_cells",
                        "dimension, day, value, nps_answers, promoters, detractors, csat_answers, csat_satisfied, csat_sum,"
                                + " satisfaction_answers, satisfaction_sum, feedback, rated, rating_sum, positive, neutral, negative,"
                                + " sentiment_sum, tickets_opened, tickets_resolved, tickets_reopened, tickets_responded,"
                                + " ticket_answers, tickets_satisfied, ticket_satisfaction_sum, first_response, resolution,"
                                + " fresh_through",
                        "dimension, day, value"),
                cell -> cell.dimension() + "|" + cell.day() + "|" + cell.value(),
                ExperienceTable::cell,
                "DELETE FROM experience_cells WHERE day || '|' || dimension || '|' || value"
                        + StateProjector.AMONG_KEYS,
                "TRUNCATE experience_cells",
                refused);
    }

    private static void cell(CopyBuffer row, ExperienceCell cell) {
        row.text(cell.dimension()).day(cell.day()).text(cell.value());
        row.int8(cell.nps().answers())
                .int8(cell.nps().promoters())
                .int8(cell.nps().detractors())
                .int8(cell.csat().answers())
                .int8(cell.csat().satisfied())
                .int8(cell.csat().sum())
                .int8(cell.satisfaction().answers())
                .int8(cell.satisfaction().sum());
        row.int8(cell.feedback().given())
                .int8(cell.feedback().rated())
                .int8(cell.feedback().ratingSum())
                .int8(cell.texts().positive())
                .int8(cell.texts().neutral())
                .int8(cell.texts().negative())
                .int8(cell.texts().sentimentSum());
        ExperienceCell.Support support = cell.support();
        row.int8(support.opened())
                .int8(support.resolved())
                .int8(support.reopened())
                .int8(support.responded())
                .int8(support.answers())
                .int8(support.satisfied())
                .int8(support.satisfactionSum())
                .json(durations(support.firstResponse()))
                .json(durations(support.resolution()))
                .time(cell.freshThrough());
    }

    private static String durations(List<ExperienceCell.Duration> durations) {
        return durations.stream()
                .map(each -> "{\"seconds\":" + each.seconds() + ",\"count\":" + each.count() + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    static TopicProjector feedback(BusinessTime time, RefusedRecords refused) {
        return new StreamProjector<>(
                TopicCatalogue.FEEDBACK.name(),
                FeedbackEntry.class,
                "feedback_entries",
                "event_id, customer_id, at, day, type, score, rating, text, sentiment, mood, product_id, order_id, channel",
                (row, entry) -> row.text(entry.eventId())
                        .text(entry.customerId())
                        .time(entry.at())
                        .day(time.day(entry.at()))
                        .text(entry.type())
                        .int4(entry.score())
                        .int4(entry.rating())
                        .text(entry.text())
                        .float8(entry.sentiment())
                        .text(entry.mood())
                        .text(entry.productId())
                        .text(entry.orderId())
                        .text(entry.channel()),
                refused);
    }
}
