package io.tillstream.query.quarantine;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.database.Statements;
import io.tillstream.query.publishing.LogWriter;
import io.tillstream.query.quarantine.Documents.Right;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells the log of records that are to be replayed. The decision is the outbox: it stays until the log has acknowledged the event (acks=all), so a crash at any point
 * leaves it to be told again, never lost; told twice it counts once, because the event's id is the same. One instance tells at a time.
 */
@Singleton
public class QuarantineReplayer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 200;

    private final Database database;
    private final Documents documents;
    private final LogWriter log;
    private final Clock clock;
    private final Semaphore woken = new Semaphore(0);

    QuarantineReplayer(Database database, Documents documents, LogWriter log, Clock clock) {
        this.database = database;
        this.documents = documents;
        this.log = log;
        this.clock = clock;
    }

    private record Pending(String id, byte[] document) {}

    /** Says that there is something to tell. */
    void wake() {
        woken.release();
    }

    /** Waits until there is something to tell, or the time is over. */
    public void awaitWork(Duration longest) throws InterruptedException {
        if (woken.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            woken.drainPermits();
        }
    }

    /** Tells the log all that it does not have yet; fails when it or the database is away. */
    public void replay() {
        int told = AT_ONCE;
        while (told == AT_ONCE) {
            told = database.transaction(this::replaySome).await().atMost(PATIENCE);
        }
    }

    private Uni<Integer> replaySome(Statements statements) {
        Sql lock = Sql.of("SELECT pg_try_advisory_xact_lock(hashtext('tillstream-quarantine'), 0) AS held");
        return statements.list(lock, row -> row.getBoolean("held")).flatMap(held -> {
            if (!held.getFirst()) {
                return Uni.createFrom().item(0);
            }
            Sql pending = Sql.of(
                    "SELECT id, repaired FROM quarantine_decisions WHERE state = 'replaying'"
                            + " ORDER BY decided_at, id LIMIT ?",
                    AT_ONCE);
            return statements
                    .list(
                            pending,
                            row -> new Pending(
                                    row.getString("id"),
                                    row.getBuffer("repaired").getBytes()))
                    .flatMap(some -> tell(statements, some).replaceWith(some.size()));
        });
    }

    private Uni<Void> tell(Statements statements, List<Pending> pending) {
        Map<String, CommerceEvent> events = new LinkedHashMap<>();
        List<String> noEvents = new ArrayList<>();
        for (Pending each : pending) {
            if (documents.judge(each.document(), List.of(), each.id()) instanceof Right right) {
                events.put(each.id(), right.event());
            } else {
                noEvents.add(each.id());
            }
        }
        if (pending.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        String[] told = events.keySet().toArray(String[]::new);
        // what was right when it was decided and is no longer, because the settings changed, waits again
        String[] waiting = noEvents.toArray(String[]::new);
        return log.replay(events)
                .chain(() -> statements.run(Sql.of(
                        "UPDATE quarantine_decisions SET state = 'replayed', replayed_at = ? WHERE id = ANY(?::text[])",
                        now,
                        told)))
                .chain(() -> statements.run(
                        Sql.of("UPDATE quarantine SET state = 'replayed' WHERE id = ANY(?::text[])", (Object) told)))
                .chain(() -> statements.run(
                        Sql.of("DELETE FROM quarantine_decisions WHERE id = ANY(?::text[])", (Object) waiting)))
                .chain(() -> statements.run(
                        Sql.of("UPDATE quarantine SET state = 'waiting' WHERE id = ANY(?::text[])", (Object) waiting)))
                .replaceWithVoid();
    }
}
