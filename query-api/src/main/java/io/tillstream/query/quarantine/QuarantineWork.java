package io.tillstream.query.quarantine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tillstream.contracts.event.EventBounds;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.database.Statements;
import io.tillstream.query.quarantine.Documents.Right;
import io.tillstream.query.quarantine.Documents.Verdict;
import io.tillstream.query.quarantine.Documents.Wrong;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides about many records, some at a time: each handful is one transaction, so that what was decided before a failure holds. */
@ApplicationScoped
class QuarantineWork {

    /** Records of one request; it says when there are more. */
    static final int MOST_RECORDS = 10_000;

    private static final int MOST_PREVIEWED = 1_000;
    private static final int AT_ONCE = 64;
    private static final List<QuarantineState> UNSENT = List.of(QuarantineState.WAITING, QuarantineState.REPAIRED);
    private static final String DECIDE =
            "INSERT INTO quarantine_decisions (id, state, changes, repaired, why, decided_by, decided_at)"
                    + " VALUES ($1, $2, $3::text::jsonb, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET"
                    + " state = EXCLUDED.state, changes = coalesce(EXCLUDED.changes, quarantine_decisions.changes),"
                    + " repaired = EXCLUDED.repaired, why = EXCLUDED.why, decided_by = EXCLUDED.decided_by,"
                    + " decided_at = EXCLUDED.decided_at";

    private final Database database;
    private final Documents documents;
    private final QuarantineReplayer replayer;
    private final Clock clock;

    QuarantineWork(Database database, Documents documents, QuarantineReplayer replayer, Clock clock) {
        this.database = database;
        this.documents = documents;
        this.replayer = replayer;
        this.clock = clock;
    }

    /** A record with its bytes and, where it was mended, what it is now. */
    record Held(String id, Instant rejectedAt, byte @Nullable [] body, byte @Nullable [] repaired) {

        byte @Nullable [] now() {
            return repaired == null ? body : repaired;
        }

        static Held of(Row row) {
            return new Held(
                    row.getString("id"),
                    Rows.instant(row, "rejected_at"),
                    QuarantineTables.bytes(row, "body"),
                    QuarantineTables.bytes(row, "repaired"));
        }
    }

    /** What is decided about a record; null leaves it as it is. */
    private record Decision(
            QuarantineState state,
            @Nullable String changes,
            byte @Nullable [] repaired,
            @Nullable String why) {}

    private record Ruling(Held record, @Nullable Decision decision) {}

    /** Looks at what changes would do to the oldest of the records; nothing is kept. */
    Uni<RepairTally> preview(Selection selection, List<Change> changes, BiConsumer<Held, Verdict> shown) {
        RepairTally tally = new RepairTally();
        return each(selection, UNSENT, MOST_PREVIEWED, "", tally, record -> {
            Verdict verdict = documents.judge(record.body(), changes, record.id());
            tally.judged(verdict);
            shown.accept(record, verdict);
            return null;
        });
    }

    /** Keeps the changes of those that are right after them. */
    Uni<RepairTally> repair(Selection selection, List<Change> changes, String text, String by) {
        RepairTally tally = new RepairTally();
        return each(selection, UNSENT, MOST_RECORDS, by, tally, record -> {
            Verdict verdict = documents.judge(record.body(), changes, record.id());
            tally.judged(verdict);
            return verdict instanceof Right right
                    ? new Decision(QuarantineState.REPAIRED, text, right.document(), null)
                    : null;
        });
    }

    /** Sends those that are right, mended or as they came, to the log. */
    Uni<RepairTally> replay(Selection selection, String by) {
        RepairTally tally = new RepairTally();
        return each(selection, UNSENT, MOST_RECORDS, by, tally, record -> {
                    Verdict verdict = documents.judge(record.now(), List.of(), record.id());
                    tally.judged(verdict);
                    return verdict instanceof Right right
                            ? new Decision(QuarantineState.REPLAYING, null, right.document(), null)
                            : null;
                })
                .invoke(replayer::wake);
    }

    /** Gives records up. */
    Uni<RepairTally> discard(Selection selection, String why, String by) {
        RepairTally tally = new RepairTally();
        return each(selection, UNSENT, MOST_RECORDS, by, tally, record -> {
            tally.decided();
            return new Decision(QuarantineState.DISCARDED, null, record.repaired(), why);
        });
    }

    /** Takes the giving up back. */
    Uni<RepairTally> reopen(Selection selection, String by) {
        RepairTally tally = new RepairTally();
        return each(selection, List.of(QuarantineState.DISCARDED), MOST_RECORDS, by, tally, record -> {
            tally.decided();
            return new Decision(QuarantineState.WAITING, null, null, null);
        });
    }

    private Uni<RepairTally> each(
            Selection selection,
            List<QuarantineState> states,
            int most,
            String by,
            RepairTally tally,
            Function<Held, @Nullable Decision> judge) {
        return some(selection, states, most, by, tally, judge, null);
    }

    private Uni<RepairTally> some(
            Selection selection,
            List<QuarantineState> states,
            int most,
            String by,
            RepairTally tally,
            Function<Held, @Nullable Decision> judge,
            @Nullable Held after) {
        return database.transaction(statements -> held(statements, selection, states, after)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(records -> records.stream()
                                .map(record -> new Ruling(record, judge.apply(record)))
                                .toList())
                        .call(rulings -> keep(statements, rulings, by)))
                .flatMap(rulings -> {
                    if (rulings.size() < AT_ONCE) {
                        return Uni.createFrom().item(tally);
                    }
                    if (tally.records() >= most) {
                        tally.goesOn();
                        return Uni.createFrom().item(tally);
                    }
                    return some(
                            selection,
                            states,
                            most,
                            by,
                            tally,
                            judge,
                            rulings.getLast().record());
                });
    }

    private static Uni<List<Held>> held(
            Statements statements, Selection selection, List<QuarantineState> states, @Nullable Held after) {
        // a longer one can be no event, however it is mended, and is not worth the memory
        Sql sql = Sql.of(
                "SELECT q.id, q.rejected_at, q.body, d.repaired FROM (SELECT id, rejected_at,"
                        + " CASE WHEN size <= ? THEN body END AS body FROM quarantine WHERE state = ANY(?::text[])",
                EventBounds.MAX_DOCUMENT_BYTES,
                QuarantineState.names(states));
        sql.add(selection.condition());
        if (after != null) {
            sql.add(" AND (rejected_at, id) > (?, ?)", after.rejectedAt().atOffset(ZoneOffset.UTC), after.id());
        }
        sql.add(" ORDER BY rejected_at, id LIMIT ? FOR UPDATE", AT_ONCE);
        sql.add(") q LEFT JOIN quarantine_decisions d USING (id) ORDER BY q.rejected_at, q.id");
        return statements.list(sql, Held::of);
    }

    private Uni<Void> keep(Statements statements, List<Ruling> rulings, String by) {
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        List<List<@Nullable Object>> decided = new ArrayList<>();
        List<List<@Nullable Object>> states = new ArrayList<>();
        List<List<@Nullable Object>> undone = new ArrayList<>();
        for (Ruling ruling : rulings) {
            Decision decision = ruling.decision();
            if (decision == null) {
                continue;
            }
            String id = ruling.record().id();
            states.add(row(id, decision.state().wireName()));
            if (decision.state() == QuarantineState.WAITING) {
                undone.add(row(id));
            } else {
                byte[] repaired = decision.repaired();
                decided.add(row(
                        id,
                        decision.state().wireName(),
                        decision.changes(),
                        repaired == null ? null : Buffer.buffer(repaired),
                        decision.why(),
                        by,
                        now));
            }
        }
        return statements
                .each(DECIDE, decided)
                .chain(() -> statements.each("DELETE FROM quarantine_decisions WHERE id = $1", undone))
                .chain(() -> statements.each("UPDATE quarantine SET state = $2 WHERE id = $1", states));
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return java.util.Arrays.asList(values);
    }

    /** A wrong verdict as a complaint; null for a right one. */
    static QuarantinedRecord.@Nullable Complaint complaint(Verdict verdict) {
        return verdict instanceof Wrong wrong ? new QuarantinedRecord.Complaint(wrong.field(), wrong.reason()) : null;
    }
}
