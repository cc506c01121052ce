package io.tillstream.stack.audit;

import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.OutputJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads rows of experience. */
final class ExperienceRows {

    private static final OutputJson<ExperienceCell.Duration[]> DURATIONS =
            OutputJson.of(ExperienceCell.Duration[].class);

    private ExperienceRows() {}

    static ExperienceCell cell(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new ExperienceCell(
                columns.day("day"),
                row.getString("dimension"),
                row.getString("value"),
                new ExperienceCell.Nps(row.getLong("nps_answers"), row.getLong("promoters"), row.getLong("detractors")),
                new ExperienceCell.Csat(
                        row.getLong("csat_answers"), row.getLong("csat_satisfied"), row.getLong("csat_sum")),
                new ExperienceCell.Scores(row.getLong("satisfaction_answers"), row.getLong("satisfaction_sum")),
                new ExperienceCell.Feedback(row.getLong("feedback"), row.getLong("rated"), row.getLong("rating_sum")),
                new ExperienceCell.Texts(
                        row.getLong("positive"),
                        row.getLong("neutral"),
                        row.getLong("negative"),
                        row.getLong("sentiment_sum")),
                new ExperienceCell.Support(
                        row.getLong("tickets_opened"),
                        row.getLong("tickets_resolved"),
                        row.getLong("tickets_reopened"),
                        row.getLong("tickets_responded"),
                        row.getLong("ticket_answers"),
                        row.getLong("tickets_satisfied"),
                        row.getLong("ticket_satisfaction_sum"),
                        durations(row, "first_response"),
                        durations(row, "resolution")),
                columns.time("fresh_through"));
    }

    private static List<ExperienceCell.Duration> durations(ResultSet row, String column) throws SQLException {
        return List.of(DURATIONS.read(row.getString(column).getBytes(StandardCharsets.UTF_8)));
    }
}
