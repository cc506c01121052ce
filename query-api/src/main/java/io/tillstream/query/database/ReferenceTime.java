package io.tillstream.query.database;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** The time that answers are given as of: now, or a day after the newest event of a shop whose history ends in the past. */
@ApplicationScoped
public class ReferenceTime {

    private final Database database;
    private final Clock clock;

    ReferenceTime(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The end of the day that {@code as_of} asks for, if that is over; the reference time otherwise. */
    public Uni<Instant> asOf(Params params, BusinessTime time) {
        LocalDate day = params.day(Parameter.AS_OF);
        return asOf().map(now -> {
            Instant end = day == null
                    ? now
                    : day.plusDays(1).atStartOfDay(time.zone()).toInstant();
            return end.isBefore(now) ? end : now;
        });
    }

    /** The reference time; now while no event is known. */
    public Uni<Instant> asOf() {
        Sql newest = Sql.of("SELECT greatest((SELECT max(newest_event_at) FROM rfm_cut_points),"
                + " (SELECT max(last_seen_at) FROM customers)) AS newest");
        return database.list(newest, row -> {
                    Instant event = Rows.instantOrNull(row, "newest");
                    return event == null ? clock.instant() : BusinessTime.asOf(clock.instant(), event);
                })
                .map(rows -> rows.getFirst());
    }
}
