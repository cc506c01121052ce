package io.tillstream.query.auditlog;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Adds to the audit log, and reads it. The database numbers, chains and keeps the rows: see the function {@code audit_append}. */
@ApplicationScoped
public class AuditLog {

    private final Database database;
    private final BusinessTime time;
    private final Clock clock;

    AuditLog(Database database, BusinessTime time, Clock clock) {
        this.database = database;
        this.time = time;
        this.clock = clock;
    }

    /** Adds an entry; the answer comes when it is stored. */
    public Uni<Void> append(AuditEntry entry) {
        Sql sql = Sql.of(
                "SELECT audit_append(?, ?, ?, ?, ?, ?, ?, ?) AS id",
                now(),
                entry.actorKind(),
                entry.actor(),
                entry.action(),
                entry.target(),
                entry.outcome(),
                entry.address(),
                entry.details());
        return database.list(sql, row -> row.getLong("id")).replaceWithVoid();
    }

    /** Adds an entry in the transaction of the running Panache session: it is there if and only if the change is. Until its end no other entry is added. */
    public Uni<Void> appendWithChange(AuditEntry entry) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(
                                "select audit_append(?1, ?2, ?3, ?4, nullif(?5, ''), ?6, nullif(?7, ''), nullif(?8, ''))",
                                Long.class)
                        .setParameter(1, now())
                        .setParameter(2, entry.actorKind())
                        .setParameter(3, entry.actor())
                        .setParameter(4, entry.action())
                        .setParameter(5, orEmpty(entry.target()))
                        .setParameter(6, entry.outcome())
                        .setParameter(7, orEmpty(entry.address()))
                        .setParameter(8, orEmpty(entry.details()))
                        .getSingleResult())
                .replaceWithVoid();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Newest first. */
    Uni<Page<AuditRow>> page(Params params, int limit) {
        Sql sql = Sql.of("SELECT * FROM audit_log WHERE true");
        Filters days = Filters.of(params);
        sql.addIf(" AND at >= ?", start(days.from()));
        sql.addIf(" AND at < ?", start(days.to() == null ? null : days.to().plusDays(1)));
        sql.addIf(" AND action = ?", params.text(Parameter.ACTION));
        sql.addIf(" AND actor = ?", params.text(Parameter.ACTOR));
        var after = Cursor.read(params, 1);
        if (after != null) {
            sql.add(" AND id < ?", Cursor.number(after.getFirst()));
        }
        sql.add(" ORDER BY id DESC LIMIT ?", limit + 1);
        return database.list(sql, AuditRow::of)
                .map(rows -> Page.of(rows, limit, row -> Cursor.write(Long.toString(row.id()))));
    }

    /** All rows from the first, as they are read. */
    Multi<AuditRow> all() {
        return database.stream(Sql.of("SELECT * FROM audit_log ORDER BY id"), AuditRow::of);
    }

    /** Recomputes every hash. */
    Uni<HashChain> verify() {
        return all().collect().in(HashChain::new, HashChain::take);
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private @Nullable OffsetDateTime start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(time.zone()).toOffsetDateTime();
    }
}
