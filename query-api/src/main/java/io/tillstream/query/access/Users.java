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
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Keeps users. A change and its entry in the audit log are one transaction; a change of what somebody may do ends their sessions. */
@ApplicationScoped
class Users implements PanacheRepositoryBase<AccessUser, Long> {

    private final AuditLog audit;
    private final Sessions sessions;
    private final Clock clock;

    Users(AuditLog audit, Sessions sessions, Clock clock) {
        this.audit = audit;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A user as an administrator wants it, checked. */
    record Draft(String name, String role, Sight sight, boolean disabled) {

        private String inWords() {
            return "role " + role + sight.inWords() + (disabled ? ", disabled" : "");
        }
    }

    Uni<List<AccessUser>> all() {
        return Panache.withSession(() -> list("order by lower(name)"));
    }

    Uni<AccessUser> user(long id) {
        return Panache.withSession(() -> existing(id));
    }

    Uni<AccessUser> create(Draft draft, Caller by, @Nullable String address) {
        AccessUser user = new AccessUser();
        user.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        fill(user, draft);
        return Panache.withTransaction(() -> persistAndFlush(user)
                        .call(() -> audit.appendWithChange(
                                by.did("user.created", "user " + draft.name(), address, draft.inWords()))))
                .onFailure(Users::isTaken)
                .transform(e -> taken());
    }

    Uni<AccessUser> replace(long id, long version, Draft draft, Caller by, @Nullable String address) {
        return Panache.withTransaction(() -> existing(id, version)
                        .flatMap(user -> {
                            fill(user, draft);
                            return persistAndFlush(user);
                        })
                        .call(() -> audit.appendWithChange(
                                by.did("user.changed", "user " + draft.name(), address, draft.inWords())))
                        .call(this::keepAnAdmin))
                .onFailure(Users::isTaken)
                .transform(e -> taken())
                .call(() -> sessions.endAllOf(Long.toString(id)));
    }

    Uni<Void> remove(long id, long version, Caller by, @Nullable String address) {
        return Panache.withTransaction(() -> existing(id, version)
                        .call(this::delete)
                        .call(this::flush)
                        .call(user ->
                                audit.appendWithChange(by.did("user.removed", "user " + user.name, address, null)))
                        .call(this::keepAnAdmin))
                .call(() -> sessions.endAllOf(Long.toString(id)))
                .replaceWithVoid();
    }

    /** After the entry in the audit log, which lets one transaction in at a time: two administrators cannot take the role from each other at once. */
    private Uni<Void> keepAnAdmin() {
        return count("role = 'admin' and disabled = false and passwordHash is not null")
                .invoke(admins -> {
                    if (admins == 0) {
                        throw Problem.of(ProblemCode.LAST_ADMIN, "there must be an administrator who can sign in");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<AccessUser> existing(long id) {
        return findById(id).onItem().ifNull().failWith(() -> Problem.notFound("user"));
    }

    private Uni<AccessUser> existing(long id, long version) {
        return existing(id).invoke(user -> {
            if (user.version != version) {
                throw Versions.changed();
            }
        });
    }

    private void fill(AccessUser user, Draft draft) {
        user.name = draft.name();
        user.role = draft.role();
        user.see(draft.sight());
        user.disabled = draft.disabled();
        user.updatedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static boolean isTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException) {
                return true;
            }
        }
        return false;
    }

    private static Problem taken() {
        return Problem.of(ProblemCode.NAME_TAKEN, "name: there is a user of this name");
    }
}
