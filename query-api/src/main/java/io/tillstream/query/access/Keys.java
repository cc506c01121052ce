package io.tillstream.query.access;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps API keys. A revoked key stays in the list, so that its name says what it was. */
@ApplicationScoped
class Keys implements PanacheRepositoryBase<AccessKey, Long> {

    private final AuditLog audit;
    private final KeyCheck check;
    private final Clock clock;

    Keys(AuditLog audit, KeyCheck check, Clock clock) {
        this.audit = audit;
        this.check = check;
        this.clock = clock;
    }

    /** A key as an administrator wants it, checked. */
    record Draft(String name, String scope, Sight sight, int days) {}

    /** A key and the text that is never seen again. */
    record Made(AccessKey key, String secret) {}

    Uni<List<AccessKey>> all() {
        return Panache.withSession(() -> list("order by name"));
    }

    Uni<AccessKey> key(long id) {
        return Panache.withSession(() -> existing(id));
    }

    Uni<Made> create(Draft draft, Caller by, @Nullable String address) {
        String secret = KeyCheck.PREFIX + Secret.random();
        AccessKey key = new AccessKey();
        key.name = draft.name();
        key.hash = Secret.hash(secret);
        key.scope = draft.scope();
        key.see(draft.sight());
        key.createdBy = by.name();
        key.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        key.updatedAt = key.createdAt;
        key.expiresAt = key.createdAt.plus(Duration.ofDays(draft.days()));
        String details = "scope " + draft.scope() + ", " + draft.days() + " days"
                + draft.sight().inWords();
        return Panache.withTransaction(() -> persistAndFlush(key)
                        .call(() ->
                                audit.appendWithChange(by.did("key.created", "key " + draft.name(), address, details))))
                .onFailure(Users::isTaken)
                .transform(e -> taken())
                .map(saved -> new Made(saved, secret));
    }

    Uni<AccessKey> rename(long id, long version, String name, Caller by, @Nullable String address) {
        return Panache.withTransaction(() -> existing(id, version).flatMap(key -> {
                    String details = "before: " + key.name;
                    key.name = name;
                    key.updatedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    return persistAndFlush(key)
                            .call(() -> audit.appendWithChange(by.did("key.renamed", "key " + name, address, details)));
                }))
                .onFailure(Users::isTaken)
                .transform(e -> taken())
                .invoke(check::forget);
    }

    Uni<Void> revoke(long id, long version, Caller by, @Nullable String address) {
        return Panache.withTransaction(() -> existing(id, version).flatMap(key -> {
                    if (key.revokedAt == null) {
                        key.revokedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
                        key.updatedAt = key.revokedAt;
                    }
                    return persistAndFlush(key)
                            .call(() ->
                                    audit.appendWithChange(by.did("key.revoked", "key " + key.name, address, null)));
                }))
                .invoke(check::forget)
                .replaceWithVoid();
    }

    private Uni<AccessKey> existing(long id) {
        return findById(id).onItem().ifNull().failWith(() -> Problem.notFound("key"));
    }

    private Uni<AccessKey> existing(long id, long version) {
        return existing(id).invoke(key -> {
            if (key.version != version) {
                throw Versions.changed();
            }
        });
    }

    private static Problem taken() {
        return Problem.of(ProblemCode.NAME_TAKEN, "name: there is a key of this name; revoked ones count");
    }
}
