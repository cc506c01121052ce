package io.tillstream.stack.audit;

import io.tillstream.contracts.output.ExperienceCell;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.util.PGobject;

/** Fills the table of answers, feedback and tickets as a right projection would. */
final class StoredExperience {

    private final Warehouse warehouse;

    StoredExperience(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    void store(RecountResult right) throws SQLException {
        for (ExperienceCell cell : right.experience()) {
            experience(cell);
        }
    }

    private void experience(ExperienceCell c) throws SQLException {
        warehouse.insert(
                "experience_cells",
                "dimension",
                c.dimension(),
                "day",
                c.day(),
                "value",
                c.value(),
                "nps_answers",
                c.nps().answers(),
                "promoters",
                c.nps().promoters(),
                "detractors",
                c.nps().detractors(),
                "csat_answers",
                c.csat().answers(),
                "csat_satisfied",
                c.csat().satisfied(),
                "csat_sum",
                c.csat().sum(),
                "satisfaction_answers",
                c.satisfaction().answers(),
                "satisfaction_sum",
                c.satisfaction().sum(),
                "feedback",
                c.feedback().given(),
                "rated",
                c.feedback().rated(),
                "rating_sum",
                c.feedback().ratingSum(),
                "positive",
                c.texts().positive(),
                "neutral",
                c.texts().neutral(),
                "negative",
                c.texts().negative(),
                "sentiment_sum",
                c.texts().sentimentSum(),
                "tickets_opened",
                c.support().opened(),
                "tickets_resolved",
                c.support().resolved(),
                "tickets_reopened",
                c.support().reopened(),
                "tickets_responded",
                c.support().responded(),
                "ticket_answers",
                c.support().answers(),
                "tickets_satisfied",
                c.support().satisfied(),
                "ticket_satisfaction_sum",
                c.support().satisfactionSum(),
                "first_response",
                durations(c.support().firstResponse()),
                "resolution",
                durations(c.support().resolution()),
                "fresh_through",
                c.freshThrough());
    }

    private static PGobject durations(List<ExperienceCell.Duration> durations) throws SQLException {
        PGobject json = new PGobject();
        json.setType("jsonb");
        json.setValue(durations.stream()
                .map(each -> "{\"seconds\":" + each.seconds() + ",\"count\":" + each.count() + "}")
                .collect(Collectors.joining(",", "[", "]")));
        return json;
    }
}
