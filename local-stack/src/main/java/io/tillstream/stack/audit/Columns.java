package io.tillstream.stack.audit;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.VisitorIdentity;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the columns of one row that JDBC has no method for. */
record Columns(ResultSet row) {

    private static final OutputJson<ChurnRisk.Reason[]> REASONS = OutputJson.of(ChurnRisk.Reason[].class);
    private static final OutputJson<CartChange.Line[]> LINES = OutputJson.of(CartChange.Line[].class);
    private static final OutputJson<VisitorIdentity.Span[]> SPANS = OutputJson.of(VisitorIdentity.Span[].class);
    private static final OutputJson<VisitorIdentity.Undone[]> UNDONE = OutputJson.of(VisitorIdentity.Undone[].class);

    Instant time(String column) throws SQLException {
        Instant time = maybeTime(column);
        if (time == null) {
            throw new SQLException("column " + column + " is null");
        }
        return time;
    }

    @Nullable
    Instant maybeTime(String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    LocalDate day(String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    @Nullable
    LocalDate maybeDay(String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    @Nullable
    Long maybeLong(String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    @Nullable
    Integer maybeInteger(String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    @Nullable
    Double maybeDouble(String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    List<Instant> times(String column) throws SQLException {
        Array array = row.getArray(column);
        List<Instant> times = new ArrayList<>();
        for (Object time : (Object[]) array.getArray()) {
            times.add(((Timestamp) time).toInstant());
        }
        return times;
    }

    List<Long> numbers(String column) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.stream((Object[]) array.getArray())
                .map(number -> ((Number) number).longValue())
                .toList();
    }

    /** Texts; none for null. */
    List<String> texts(String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** The reasons of a churn risk, stored as on the topic; none for null. */
    List<ChurnRisk.Reason> reasons(String column) throws SQLException {
        String json = row.getString(column);
        return json == null ? List.of() : List.of(REASONS.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** A visitor's joins, stored as on the topic. */
    VisitorIdentity identity() throws SQLException {
        return new VisitorIdentity(row.getString("visitor_id"), list("spans", SPANS), list("undone", UNDONE));
    }

    private <T> List<T> list(String column, OutputJson<T[]> json) throws SQLException {
        return List.of(json.read(row.getString(column).getBytes(StandardCharsets.UTF_8)));
    }

    /** The lines of a cart, stored as on the topic. */
    List<CartChange.Line> cartLines(String column) throws SQLException {
        return list(column, LINES);
    }
}
