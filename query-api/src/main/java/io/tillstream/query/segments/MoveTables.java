package io.tillstream.query.segments;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts moves between RFM segments. */
@ApplicationScoped
class MoveTables {

    private final Database database;
    private final BusinessTime time;

    MoveTables(Database database, BusinessTime time) {
        this.database = database;
        this.time = time;
    }

    /** Moves of the days by segment before and after, most frequent first. A move within a segment, where only the label changed, is none. */
    Uni<List<MoveRow>> rows(Filters days) {
        LocalDate last = days.to();
        Whose whose = Whose.of(days);
        Sql sql = Sql.of("SELECT from_segment, to_segment, count(*) AS moves, count(DISTINCT customer_id) AS customers,"
                        + " count(*) FILTER (WHERE cause = 'purchase') AS by_purchase FROM segment_transitions"
                        + " WHERE from_segment IS DISTINCT FROM to_segment")
                .add(whose == null ? Sql.of("") : whose.members())
                .addIf(" AND at >= ?", start(days.from()))
                .addIf(" AND at < ?", start(last == null ? null : last.plusDays(1)))
                .add(" GROUP BY 1, 2 ORDER BY moves DESC, from_segment NULLS LAST, to_segment");
        return database.figures(sql, MoveRow::of);
    }

    private @Nullable OffsetDateTime start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(time.zone()).toOffsetDateTime();
    }
}
