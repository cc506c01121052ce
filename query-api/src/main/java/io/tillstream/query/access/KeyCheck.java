package io.tillstream.query.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Looks API keys up. What was found holds for ten seconds, so a revoked key ends everywhere within that time, and in the instance that revoked it at once. */
@ApplicationScoped
class KeyCheck {

    /** How every key begins, so that one that was published by mistake is recognised. */
    static final String PREFIX = "tsk_";

    private static final Duration HOLDS = Duration.ofSeconds(10);
    private static final int MOST_KEYS = 5_000;
    private static final int LONGEST = 200;

    private final Database database;
    private final Clock clock;
    private final Cache<String, Optional<Caller>> known =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterWrite(HOLDS).build();

    KeyCheck(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A key that may send events.
     *
     * @param hash SHA-256 of the key in hexadecimal digits
     */
    public record IngestKey(long id, String name, String hash, Instant expiresAt) {}

    /** Whose key it is; empty when it is not known, has expired or was revoked. */
    Uni<Optional<Caller>> caller(String key) {
        if (key.length() > LONGEST) {
            return Uni.createFrom().item(Optional.empty());
        }
        byte[] hash = Secret.hash(key);
        String name = Base64.getEncoder().encodeToString(hash);
        Optional<Caller> found = known.getIfPresent(name);
        return found != null ? Uni.createFrom().item(found) : look(hash).invoke(caller -> known.put(name, caller));
    }

    private Uni<Optional<Caller>> look(byte[] hash) {
        Sql sql = Sql.of(
                "UPDATE access_keys SET last_used_at = ? WHERE hash = ? AND revoked_at IS NULL AND expires_at > ?"
                        + " RETURNING id, name, scope, personal_data, personal_kinds",
                now(),
                Buffer.buffer(hash),
                now());
        return database.list(
                        sql,
                        row -> new Caller(
                                Caller.Kind.KEY,
                                Long.toString(row.getLong("id")),
                                row.getString("name"),
                                Roles.of(row.getString("scope"), Sight.of(row))))
                .map(callers -> callers.stream().findFirst());
    }

    /** The keys that may send events now. */
    Uni<List<IngestKey>> ofIngest() {
        return database.list(
                Sql.of(
                        "SELECT id, name, hash, expires_at FROM access_keys WHERE scope = 'ingest' AND revoked_at IS NULL"
                                + " AND expires_at > ? ORDER BY id",
                        now()),
                row -> new IngestKey(
                        row.getLong("id"),
                        row.getString("name"),
                        HexFormat.of().formatHex(row.getBuffer("hash").getBytes()),
                        Rows.instant(row, "expires_at")));
    }

    /** Looks every key up again. */
    void forget() {
        known.invalidateAll();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
