package io.tillstream.query.access;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.auditlog.AuditEntry;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of people. A refresh token can be used once and gives the next; a token that is used again was stolen, or stolen from, so all of its session ends. Two
 * windows of one browser may use the same token within ten seconds.
 */
@ApplicationScoped
class Sessions {

    /** How long a session goes on without being used. */
    static final Duration IDLE = Duration.ofHours(12);

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration LEEWAY = Duration.ofSeconds(10);
    private static final int MOST_LISTED = 1_000;

    private final Database database;
    private final Tokens tokens;
    private final AuditLog audit;
    private final Clock clock;

    Sessions(Database database, Tokens tokens, AuditLog audit, Clock clock) {
        this.database = database;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a client gets. */
    record Session(Caller user, String accessToken, String refreshToken) {}

    private record Used(String family, Caller user, boolean disabled, Instant beganAt) {

        static Used of(Row row) {
            return new Used(
                    row.getString("family"),
                    new Caller(
                            Caller.Kind.USER,
                            Long.toString(row.getLong("user_id")),
                            row.getString("name"),
                            Roles.of(row.getString("role"), Sight.of(row))),
                    row.getBoolean("disabled"),
                    row.getOffsetDateTime("began_at").toInstant());
        }
    }

    /** A new session of somebody who has shown who they are. */
    Uni<Session> begin(Caller user) {
        Instant now = clock.instant();
        return next(user, UUID.randomUUID().toString(), now, now);
    }

    private Uni<Session> next(Caller user, String family, Instant beganAt, Instant now) {
        String refresh = Secret.random();
        Instant ends = now.plus(IDLE);
        Instant last = beganAt.plus(LONGEST);
        Sql sql = Sql.of(
                "INSERT INTO access_sessions (token_hash, family, user_id, began_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                Buffer.buffer(Secret.hash(refresh)),
                family,
                Long.valueOf(user.id()),
                time(beganAt),
                time(ends.isBefore(last) ? ends : last));
        return run(sql).map(done -> new Session(user, tokens.access(user, family), refresh));
    }

    /** The next tokens for a refresh token, with the role that the user has now. */
    Uni<Session> refresh(String token, @Nullable String address) {
        Instant now = clock.instant();
        Buffer hash = Buffer.buffer(Secret.hash(token));
        return used(Sql.of(
                        "UPDATE access_sessions s SET used_at = ? FROM access_users u WHERE u.id = s.user_id AND s.token_hash = ?"
                                + " AND s.used_at IS NULL AND s.revoked_at IS NULL AND s.expires_at > ?"
                                + " RETURNING s.family, s.user_id, s.began_at, u.name, u.role, u.personal_data, u.personal_kinds, u.disabled",
                        time(now),
                        hash,
                        time(now)))
                .flatMap(first -> first.isEmpty()
                        ? again(hash, now, address)
                        : Uni.createFrom().item(first.getFirst()))
                .flatMap(used -> used.disabled()
                        ? Uni.createFrom().failure(ended())
                        : next(used.user(), used.family(), used.beganAt(), now));
    }

    private Uni<Used> again(Buffer hash, Instant now, @Nullable String address) {
        String known =
                "SELECT s.family, s.user_id, s.began_at, u.name, u.role, u.personal_data, u.personal_kinds, u.disabled FROM access_sessions s"
                        + " JOIN access_users u ON u.id = s.user_id WHERE s.token_hash = ? AND s.revoked_at IS NULL AND s.expires_at > ?";
        return used(Sql.of(known + " AND s.used_at > ?", hash, time(now), time(now.minus(LEEWAY))))
                .flatMap(lately -> lately.isEmpty()
                        ? used(Sql.of(known, hash, time(now))).flatMap(stolen -> end(stolen, address))
                        : Uni.createFrom().item(lately.getFirst()));
    }

    private Uni<Used> end(List<Used> stolen, @Nullable String address) {
        if (stolen.isEmpty()) {
            return Uni.createFrom().failure(ended());
        }
        Used used = stolen.getFirst();
        AuditEntry entry = used.user().wasRefused("session.token_reused", "session " + used.family(), address, null);
        return revoke(used.family()).call(() -> audit.append(entry)).flatMap(done -> Uni.createFrom()
                .failure(ended()));
    }

    /** Ends the session of a refresh token, if there is one; gives whose it was. */
    Uni<@Nullable Caller> end(String token) {
        Sql sql = Sql.of(
                "SELECT s.family, s.user_id, s.began_at, u.name, u.role, u.personal_data, u.personal_kinds, u.disabled FROM access_sessions s"
                        + " JOIN access_users u ON u.id = s.user_id WHERE s.token_hash = ?",
                Buffer.buffer(Secret.hash(token)));
        return used(sql)
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().nullItem()
                        : revoke(found.getFirst().family())
                                .replaceWith(found.getFirst().user()));
    }

    private Uni<Void> revoke(String family) {
        tokens.withdrawSession(family);
        return run(Sql.of(
                "UPDATE access_sessions SET revoked_at = ? WHERE family = ? AND revoked_at IS NULL",
                time(clock.instant()),
                family));
    }

    /** Sessions that go on, those renewed last first. */
    Uni<List<SessionResource.Open>> open() {
        Sql sql = Sql.of(
                "SELECT s.family, s.user_id, u.name, min(s.began_at) AS began_at,"
                        + " coalesce(max(s.used_at), min(s.began_at)) AS renewed_at, max(s.expires_at) AS expires_at"
                        + " FROM access_sessions s JOIN access_users u ON u.id = s.user_id WHERE s.revoked_at IS NULL"
                        + " GROUP BY 1, 2, 3 HAVING max(s.expires_at) > ? ORDER BY 5 DESC, 1 LIMIT ?",
                time(clock.instant()),
                MOST_LISTED);
        return database.list(sql, SessionResource.Open::of);
    }

    /** Ends a session; gives the name of whose it was, nothing when there is no such session. */
    Uni<List<String>> endFamily(String family) {
        Sql known = Sql.of(
                "SELECT u.name FROM access_sessions s JOIN access_users u ON u.id = s.user_id"
                        + " WHERE s.family = ? AND s.revoked_at IS NULL AND s.expires_at > ? LIMIT 1",
                family,
                time(clock.instant()));
        return database.list(known, row -> row.getString("name"))
                .call(user -> user.isEmpty() ? Uni.createFrom().voidItem() : revoke(family));
    }

    /** Ends all sessions of a user. */
    Uni<Void> endAllOf(String user) {
        tokens.withdrawUser(user);
        return run(Sql.of(
                "UPDATE access_sessions SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL",
                time(clock.instant()),
                Long.valueOf(user)));
    }

    /** Forgets what has expired. */
    Uni<Void> tidy() {
        OffsetDateTime yesterday = time(clock.instant().minus(Duration.ofDays(1)));
        return run(Sql.of("DELETE FROM access_sessions WHERE expires_at < ?", yesterday))
                .chain(() -> run(Sql.of("DELETE FROM access_links WHERE expires_at < ?", yesterday)))
                .chain(() -> run(Sql.of("DELETE FROM access_attempts WHERE last_at < ?", yesterday)));
    }

    private Uni<List<Used>> used(Sql sql) {
        return database.list(sql, Used::of);
    }

    private Uni<Void> run(Sql sql) {
        return database.list(sql, row -> row).replaceWithVoid();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Problem ended() {
        return Problem.of(ProblemCode.SESSION_ENDED, "the session has ended; sign in again");
    }
}
