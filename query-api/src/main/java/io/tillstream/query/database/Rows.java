package io.tillstream.query.database;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading columns of a row. */
public final class Rows {

    private Rows() {}

    /** A number that is never null: null counts as 0. */
    public static long number(Row row, String column) {
        Long value = row.getLong(column);
        return value == null ? 0 : value;
    }

    /** A point in time, or null. */
    public static @Nullable Instant instantOrNull(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** A point in time that the table demands. */
    public static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /** Points in time. */
    public static List<Instant> instants(Row row, String column) {
        return Arrays.stream(row.getArrayOfOffsetDateTimes(column))
                .map(OffsetDateTime::toInstant)
                .toList();
    }

    /** Whole numbers. */
    public static List<Long> numbers(Row row, String column) {
        return new ArrayList<>(Arrays.asList(row.getArrayOfLongs(column)));
    }

    /** A list of texts; empty where there is none. */
    public static List<String> texts(Row row, String column) {
        String[] values = row.getArrayOfStrings(column);
        return values == null ? List.of() : List.of(values);
    }
}
