package io.tillstream.query.access;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.auditlog.AuditEntry;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by name and password. Five wrong passwords lock a name for 15 minutes, whether or not there is such a user, and each address has a limit per minute;
 * what is refused never says whether the name or the password was wrong.
 */
@ApplicationScoped
class SignIns {

    private static final int MOST_FAILURES = 5;
    private static final Duration LOCK = Duration.ofMinutes(15);

    private final Database database;
    private final Passwords passwords;
    private final Sessions sessions;
    private final AuditLog audit;
    private final Clock clock;
    private final Limits limits;

    SignIns(
            Database database,
            Passwords passwords,
            Sessions sessions,
            AuditLog audit,
            AccessSettings settings,
            Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
        this.limits = new Limits(settings.signInsPerMinute());
    }

    private record Known(Caller user, @Nullable String passwordHash) {}

    private record Attempts(int failures, @Nullable Instant lockedUntil) {}

    /** A session for the right name and password. */
    Uni<Sessions.Session> signIn(String name, String password, String address) {
        checkRate(address);
        return attempt(name)
                .invoke(attempts -> refuseLocked(attempts.lockedUntil()))
                .flatMap(attempts -> known(name))
                .flatMap(known -> passwords
                        .isRight(
                                password,
                                known.isEmpty() ? null : known.getFirst().passwordHash())
                        .flatMap(right ->
                                right ? begin(known.getFirst().user(), name, address) : refuse(name, address)));
    }

    /** Takes one from the limit of that address for all that needs no session. */
    void checkRate(String address) {
        Limits.Taken taken = limits.take(address);
        if (!taken.allowed()) {
            throw tooMany("too many attempts from this address", taken.waitSeconds());
        }
    }

    /** Changes the password of somebody who knows the old one; their sessions end. */
    Uni<Sessions.Session> changePassword(Caller user, String old, String fresh, String address) {
        checkRate(address);
        String text = Passwords.checked("new", fresh, user.name());
        return known(user.name())
                .flatMap(known -> passwords.isRight(
                        old, known.isEmpty() ? null : known.getFirst().passwordHash()))
                .flatMap(right -> right
                        ? passwords.hash(text)
                        : audit.append(user.wasRefused("user.password", "user " + user.name(), address, null))
                                .flatMap(done -> Uni.createFrom().failure(wrong())))
                .flatMap(hash -> database.list(
                        Sql.of("UPDATE access_users SET password_hash = ? WHERE id = ?", hash, Long.valueOf(user.id())),
                        row -> row))
                .chain(() -> sessions.endAllOf(user.id()))
                .chain(() -> audit.append(user.did("user.password", "user " + user.name(), address, null)))
                .chain(() -> sessions.begin(user));
    }

    private Uni<Sessions.Session> begin(Caller user, String name, String address) {
        return forget(name)
                .chain(() -> database.list(
                        Sql.of(
                                "UPDATE access_users SET last_sign_in_at = ? WHERE id = ?",
                                now(),
                                Long.valueOf(user.id())),
                        row -> row))
                .chain(() -> audit.append(user.did("session.began", null, address, null)))
                .chain(() -> sessions.begin(user));
    }

    private Uni<Sessions.Session> refuse(String name, String address) {
        AuditEntry entry = Caller.ANONYMOUS.wasRefused("session.began", "user " + name, address, null);
        return audit.append(entry).flatMap(done -> Uni.createFrom().failure(wrong()));
    }

    /** Counts an attempt before it is looked at, so that many at once are counted too. */
    private Uni<Attempts> attempt(String name) {
        OffsetDateTime now = now();
        OffsetDateTime quiet = clock.instant().minus(LOCK).atOffset(ZoneOffset.UTC);
        OffsetDateTime until = clock.instant().plus(LOCK).atOffset(ZoneOffset.UTC);
        Sql sql = Sql.of(
                "INSERT INTO access_attempts AS a (name_hash, failures, last_at) VALUES (?, 1, ?) ON CONFLICT (name_hash) DO UPDATE SET"
                        + " failures = CASE WHEN a.last_at < ? THEN 1 ELSE a.failures + 1 END,"
                        + " last_at = CASE WHEN a.locked_until > ? THEN a.last_at ELSE excluded.last_at END,"
                        + " locked_until = CASE WHEN a.locked_until > ? THEN a.locked_until"
                        + " WHEN a.last_at >= ? AND a.failures >= ? THEN ?::timestamptz END"
                        + " RETURNING failures, locked_until",
                Buffer.buffer(Secret.hash(name.toLowerCase(Locale.ROOT))),
                now,
                quiet,
                now,
                now,
                quiet,
                MOST_FAILURES,
                until);
        return database.one(
                sql, row -> new Attempts(row.getInteger("failures"), Rows.instantOrNull(row, "locked_until")));
    }

    private void refuseLocked(@Nullable Instant until) {
        if (until != null && until.isAfter(clock.instant())) {
            throw tooMany(
                    "too many wrong passwords for this name",
                    Duration.between(clock.instant(), until).toSeconds() + 1);
        }
    }

    private Uni<Void> forget(String name) {
        return database.list(
                        Sql.of(
                                "DELETE FROM access_attempts WHERE name_hash = ?",
                                Buffer.buffer(Secret.hash(name.toLowerCase(Locale.ROOT)))),
                        row -> row)
                .replaceWithVoid();
    }

    private Uni<List<Known>> known(String name) {
        return database.list(
                Sql.of(
                        "SELECT id, name, role, personal_data, personal_kinds, password_hash FROM access_users WHERE lower(name) = lower(?) AND NOT disabled",
                        name),
                row -> new Known(user(row), row.getString("password_hash")));
    }

    static Caller user(Row row) {
        return new Caller(
                Caller.Kind.USER,
                Long.toString(row.getLong("id")),
                row.getString("name"),
                Roles.of(row.getString("role"), Sight.of(row)));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Problem wrong() {
        return Problem.of(ProblemCode.WRONG_CREDENTIALS, "the name or the password is wrong");
    }

    private static Problem tooMany(String what, long seconds) {
        return Problem.of(ProblemCode.TOO_MANY_REQUESTS, what + "; try again later")
                .after(seconds);
    }
}
