package io.tillstream.query.access;

import io.tillstream.query.auditlog.AuditEntry;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and change what people save: shared things are seen by all, others by their owner; each is changed by its owner. Administrators see and change all.
 * What was saved before owners were kept is everybody's.
 */
@ApplicationScoped
public class Ownership {

    private final Callers callers;

    Ownership(Callers callers) {
        this.callers = callers;
    }

    /**
     * Whoever makes the request that is being answered.
     *
     * @param admin sees and changes all
     */
    public record Viewer(
            Owner owner,
            boolean admin,
            Caller caller,
            @Nullable String address) {

        /** Whether they may see it. */
        public boolean maySee(@Nullable String ownerKey, boolean shared) {
            return shared || isOwn(ownerKey);
        }

        private boolean isOwn(@Nullable String ownerKey) {
            return admin || ownerKey == null || ownerKey.equals(owner.key());
        }

        /** Refuses a change of what is somebody else's. */
        public void checkChange(@Nullable String ownerKey) {
            if (!isOwn(ownerKey)) {
                throw Problem.of(ProblemCode.NOT_ALLOWED, "only its owner or an administrator may change it");
            }
        }

        /** An entry of the audit log about something they did. */
        public AuditEntry did(String action, String target) {
            return caller.did(action, target, address, null);
        }
    }

    /** Whoever makes the request that is being answered. */
    public Viewer viewer() {
        Caller caller = callers.caller();
        return new Viewer(Owner.of(caller), caller.roles().contains(Roles.ADMIN), caller, callers.address());
    }
}
