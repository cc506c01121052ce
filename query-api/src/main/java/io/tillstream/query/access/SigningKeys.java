package io.tillstream.query.access;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The key pairs that sign tokens. The newest signs; those before verify for as long as a token of theirs may live. The first is made at the first start, a new one
 * every 30 days. All instances read them from the database.
 */
@ApplicationScoped
class SigningKeys {

    private static final Duration SIGNS_FOR = Duration.ofDays(30);
    private static final Duration VERIFIES_AFTER = Duration.ofHours(1);
    private static final String NEWEST_FIRST = "SELECT * FROM access_signing_keys ORDER BY created_at DESC, kid";

    private final Database database;
    private final Clock clock;
    private volatile List<SigningKey> keys = List.of();

    SigningKeys(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether tokens can be made and read. */
    boolean areThere() {
        return !keys.isEmpty();
    }

    /** The one that signs. */
    SigningKey newest() {
        return keys.getFirst();
    }

    /** All that verify, newest first. */
    List<SigningKey> all() {
        return keys;
    }

    /** The public halves. */
    JsonWebKeySet published() {
        JsonWebKeySet set = new JsonWebKeySet();
        for (SigningKey key : keys) {
            try {
                PublicJsonWebKey published = PublicJsonWebKey.Factory.newPublicJwk(key.publicKey());
                published.setKeyId(key.kid());
                published.setUse("sig");
                published.setAlgorithm("ES256");
                set.addJsonWebKey(published);
            } catch (JoseException e) {
                throw new IllegalStateException("the signing key " + key.kid() + " cannot be published", e);
            }
        }
        return set;
    }

    /** Reads the keys, makes one when the newest has had its time, and forgets those that no token can need. */
    Uni<Void> refresh() {
        Instant now = clock.instant();
        return read().flatMap(found -> found.isEmpty()
                                || found.getFirst().createdAt().plus(SIGNS_FOR).isBefore(now)
                        ? add(SigningKey.generate(now)).chain(this::read)
                        : Uni.createFrom().item(found))
                .call(() -> forget(now.minus(SIGNS_FOR).minus(VERIFIES_AFTER)))
                .invoke(found -> keys = List.copyOf(found))
                .replaceWithVoid();
    }

    private Uni<List<SigningKey>> read() {
        return database.list(Sql.of(NEWEST_FIRST), SigningKey::of);
    }

    private Uni<Void> add(SigningKey key) {
        Sql sql = Sql.of(
                "INSERT INTO access_signing_keys VALUES (?, ?, ?, ?)",
                key.kid(),
                Buffer.buffer(key.publicKey().getEncoded()),
                Buffer.buffer(key.privateKey().getEncoded()),
                key.createdAt().atOffset(ZoneOffset.UTC));
        return database.list(sql, row -> row).replaceWithVoid();
    }

    /** Never the newest, however old it is. */
    private Uni<Void> forget(Instant before) {
        Sql sql = Sql.of(
                "DELETE FROM access_signing_keys WHERE created_at < ? AND created_at < (SELECT max(created_at) FROM access_signing_keys)",
                before.atOffset(ZoneOffset.UTC));
        return database.list(sql, row -> row).replaceWithVoid();
    }
}
