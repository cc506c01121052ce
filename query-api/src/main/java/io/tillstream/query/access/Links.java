package io.tillstream.query.access;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Links that let somebody choose a password, once within 24 hours. A newer one takes the place of the one before. */
@ApplicationScoped
class Links {

    private static final Duration LIFE = Duration.ofHours(24);

    private final Database database;
    private final AccessSettings settings;
    private final Clock clock;

    Links(Database database, AccessSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A link to give to the person it is for.
     *
     * @param url the token stands behind the #, which browsers do not send
     */
    public record Link(String url, Instant expiresAt) {}

    /** A new link for a user, or for the first administrator when there is no user yet. */
    Uni<Link> make(@Nullable Long user) {
        String token = Secret.random();
        Instant expires = clock.instant().plus(LIFE);
        Sql sql = Sql.of("WITH gone AS (DELETE FROM access_links WHERE user_id IS NOT DISTINCT FROM ?::bigint)", user)
                .add(
                        " INSERT INTO access_links (token_hash, user_id, expires_at) VALUES (?, ?, ?)",
                        Buffer.buffer(Secret.hash(token)),
                        user,
                        time(expires));
        String page = settings.publicUrl().toString().replaceAll("/+$", "") + "/login.html";
        return database.list(sql, row -> row)
                .map(done -> new Link(page + (user == null ? "#first-admin=" : "#link=") + token, expires));
    }

    /** Makes the first administrator, who sees personal data. */
    Uni<Caller> becomeFirstAdmin(String token, String name, String passwordHash) {
        OffsetDateTime now = time(clock.instant());
        Sql sql = Sql.of(
                        "WITH used AS (UPDATE access_links SET used_at = ? WHERE token_hash = ? AND user_id IS NULL AND used_at IS NULL"
                                + " AND expires_at > ? RETURNING 1)",
                        now,
                        Buffer.buffer(Secret.hash(token)),
                        now)
                .add(
                        " INSERT INTO access_users (name, role, personal_data, disabled, password_hash, last_sign_in_at, version,"
                                + " created_at, updated_at) SELECT ?, 'admin', true, false, ?, ?, 0, ?, ? FROM used"
                                + " RETURNING id, name, role, personal_data, personal_kinds",
                        name,
                        passwordHash,
                        now,
                        now,
                        now);
        return database.list(sql, SignIns::user).map(Links::onlyOne);
    }

    /** Sets the password of the user whose link it is. */
    Uni<Caller> setPassword(String token, String passwordHash) {
        OffsetDateTime now = time(clock.instant());
        Sql sql = Sql.of(
                        "WITH used AS (UPDATE access_links SET used_at = ? WHERE token_hash = ? AND user_id IS NOT NULL AND used_at IS NULL"
                                + " AND expires_at > ? RETURNING user_id)",
                        now,
                        Buffer.buffer(Secret.hash(token)),
                        now)
                .add(
                        " UPDATE access_users u SET password_hash = ?, last_sign_in_at = ? FROM used WHERE u.id = used.user_id AND NOT u.disabled"
                                + " RETURNING u.id, u.name, u.role, u.personal_data, u.personal_kinds",
                        passwordHash,
                        now);
        return database.list(sql, SignIns::user).map(Links::onlyOne);
    }

    /** Whether somebody can administer: has the role, has a password and is not disabled. */
    Uni<Boolean> isThereAnAdmin() {
        return database.one(
                Sql.of(
                        "SELECT EXISTS (SELECT 1 FROM access_users WHERE role = 'admin' AND NOT disabled AND password_hash IS NOT NULL)"
                                + " AS found"),
                row -> row.getBoolean("found"));
    }

    private static Caller onlyOne(List<Caller> found) {
        if (found.isEmpty()) {
            throw Problem.of(
                    ProblemCode.LINK_USED, "this link has been used, has expired, or was replaced by a newer one");
        }
        return found.getFirst();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
