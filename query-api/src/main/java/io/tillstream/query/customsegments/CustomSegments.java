package io.tillstream.query.customsegments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.segment.SegmentRule;
import io.tillstream.query.access.Ownership.Viewer;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps custom segments. All see them, because all customers are held against them; each is changed by its owner. A change is committed first and told to the log right after, see
 * {@link SegmentPublisher}.
 */
@ApplicationScoped
class CustomSegments implements PanacheRepositoryBase<CustomSegment, String> {

    /** An installation's greatest number: each profile is held against every one of them. */
    static final int MOST = 100;

    private final ObjectMapper mapper;
    private final AuditLog audit;
    private final Clock clock;
    private final SegmentPublisher publisher;

    CustomSegments(ObjectMapper mapper, AuditLog audit, Clock clock, SegmentPublisher publisher) {
        this.mapper = mapper;
        this.audit = audit;
        this.clock = clock;
        this.publisher = publisher;
    }

    /** A segment as a client is to save it, checked. */
    record Draft(String name, String description, SegmentRule rule) {}

    Uni<List<CustomSegment>> all() {
        return Panache.withSession(() -> list("deleted = false order by name"));
    }

    Uni<CustomSegment> segment(String id) {
        return Panache.withSession(() -> existing(id));
    }

    Uni<CustomSegment> create(Draft draft, Viewer viewer) {
        CustomSegment segment = new CustomSegment();
        segment.id = UUID.randomUUID().toString();
        segment.owner = viewer.owner().key();
        segment.ownerName = viewer.owner().name();
        segment.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        fill(segment, draft);
        return Panache.withTransaction(() -> count("deleted = false").flatMap(saved -> {
                    if (saved >= MOST) {
                        throw Problem.of(
                                ProblemCode.TOO_MANY, "there are " + MOST + " custom segments; remove one first");
                    }
                    return persistAndFlush(segment).call(() -> noted(viewer, "segment.created", segment));
                }))
                .onFailure(CustomSegments::isTaken)
                .transform(e -> taken())
                .invoke(publisher::wake);
    }

    Uni<CustomSegment> replace(String id, long version, Draft draft, Viewer viewer) {
        return Panache.withTransaction(() -> changeable(id, version, viewer).flatMap(segment -> {
                    fill(segment, draft);
                    return persistAndFlush(segment).call(() -> noted(viewer, "segment.changed", segment));
                }))
                .onFailure(CustomSegments::isTaken)
                .transform(e -> taken())
                .invoke(publisher::wake);
    }

    Uni<Void> remove(String id, long version, Viewer viewer) {
        return Panache.withTransaction(() -> changeable(id, version, viewer).flatMap(segment -> {
                    segment.deleted = true;
                    segment.updatedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    return persistAndFlush(segment).call(() -> noted(viewer, "segment.removed", segment));
                }))
                .invoke(publisher::wake)
                .replaceWithVoid();
    }

    private Uni<Void> noted(Viewer viewer, String action, CustomSegment segment) {
        return audit.appendWithChange(viewer.did(action, "segment " + segment.name));
    }

    private Uni<CustomSegment> existing(String id) {
        return find("id = ?1 and deleted = false", id)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound("custom segment"));
    }

    private Uni<CustomSegment> changeable(String id, long version, Viewer viewer) {
        return existing(id).invoke(segment -> {
            viewer.checkChange(segment.owner);
            if (segment.version != version) {
                throw Versions.changed();
            }
        });
    }

    private void fill(CustomSegment segment, Draft draft) {
        segment.name = draft.name();
        segment.description = draft.description();
        segment.updatedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            segment.rule = mapper.writeValueAsString(draft.rule());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rule cannot be written", e);
        }
    }

    private static boolean isTaken(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException) {
                return true;
            }
        }
        return false;
    }

    private static Problem taken() {
        return Problem.of(ProblemCode.NAME_TAKEN, "name: there is a custom segment of this name");
    }
}
