package io.tillstream.stack.audit;

import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.output.OutputJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads rows of journeys. */
final class JourneyRows {

    private static final OutputJson<JourneyCell.Step[]> STEPS = OutputJson.of(JourneyCell.Step[].class);
    private static final OutputJson<JourneyCell.Duration[]> DURATIONS = OutputJson.of(JourneyCell.Duration[].class);

    private JourneyRows() {}

    static JourneyCell steps(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new JourneyCell(
                columns.day("day"),
                row.getString("channel"),
                row.getString("device"),
                row.getLong("sessions"),
                row.getLong("conversions"),
                list(row, "steps", STEPS),
                list(row, "from_session_start", DURATIONS),
                list(row, "from_first_touch", DURATIONS),
                columns.time("fresh_through"));
    }

    private static <T> List<T> list(ResultSet row, String column, OutputJson<T[]> json) throws SQLException {
        return List.of(json.read(row.getString(column).getBytes(StandardCharsets.UTF_8)));
    }

    static JourneyPath path(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        String path = row.getString("path");
        return new JourneyPath(
                columns.day("day"),
                row.getString("channel"),
                row.getString("device"),
                row.getString("outcome"),
                path.isEmpty() ? List.of() : List.of(path.split(JourneyPath.ARROW)),
                row.getLong("sessions"),
                columns.time("fresh_through"));
    }

    static ChannelCredit credit(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new ChannelCredit(
                columns.day("day"),
                row.getString("channel"),
                row.getLong("first_touch"),
                row.getLong("first_touch_micros"),
                row.getLong("last_touch"),
                row.getLong("last_touch_micros"),
                row.getLong("linear_millionths"),
                row.getLong("linear_micros"),
                columns.time("fresh_through"));
    }

    static ChannelStep channelStep(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new ChannelStep(
                columns.day("day"),
                row.getString("from_channel"),
                row.getString("to_channel"),
                row.getLong("count"),
                columns.time("fresh_through"));
    }
}
