package io.tillstream.query.quarantine;

import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Keeps the table within its bounds. What it lets go is counted, and the topic still has it. */
@Singleton
public class QuarantineUpkeep {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LET_GO =
            "WITH gone AS (DELETE FROM quarantine q USING (%s) beyond WHERE q.id = beyond.id"
                    + " RETURNING q.from_log, q.state)"
                    + " INSERT INTO quarantine_let_go AS sum (from_log, records, open) SELECT from_log, count(*),"
                    + " count(*) FILTER (WHERE state IN ('waiting', 'repaired', 'replaying')) FROM gone GROUP BY 1 ORDER BY 1"
                    + " ON CONFLICT (from_log) DO UPDATE SET records = sum.records + EXCLUDED.records, open = sum.open + EXCLUDED.open";

    private final Database database;
    private final QuarantineLimits limits;
    private final Clock clock;

    QuarantineUpkeep(Database database, QuarantineLimits limits, Clock clock) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
    }

    /** Lets go what is beyond the bounds: of what is settled the old, of everything the oldest. */
    public void run() {
        OffsetDateTime settledBefore =
                clock.instant().minus(Duration.ofDays(limits.settledDays())).atOffset(ZoneOffset.UTC);
        Sql old = Sql.of(
                LET_GO.formatted(
                        "SELECT id FROM quarantine_decisions WHERE state IN ('replayed', 'discarded') AND decided_at < ?"),
                settledBefore);
        Sql much = Sql.of(
                LET_GO.formatted(
                        "SELECT id FROM (SELECT id, row_number() OVER newest AS number, sum(size) OVER newest AS bytes"
                                + " FROM quarantine WINDOW newest AS (ORDER BY rejected_at DESC, id DESC)) AS ranked"
                                + " WHERE number > ? OR bytes > ?"),
                limits.records(),
                limits.bytes());
        database.transaction(statements -> statements.run(old).chain(() -> statements.run(much)))
                .await()
                .atMost(PATIENCE);
    }

    /** How many records are open. */
    public long open() {
        Sql sql = Sql.of("SELECT count(*) AS open FROM quarantine WHERE state IN ('waiting', 'repaired', 'replaying')");
        return database.one(sql, row -> Rows.number(row, "open")).await().atMost(PATIENCE);
    }
}
