package io.tillstream.query.customsegments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.segment.SegmentRule;
import io.tillstream.query.request.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Keeps custom segments. A change is committed first and told to the log right after, see {@link SegmentPublisher}. */
@ApplicationScoped
class CustomSegments implements PanacheRepositoryBase<CustomSegment, String> {

    /** An installation's greatest number: each profile is held against every one of them. */
    static final int MOST = 100;

    private final ObjectMapper mapper;
    private final Clock clock;
    private final SegmentPublisher publisher;

    CustomSegments(ObjectMapper mapper, Clock clock, SegmentPublisher publisher) {
        this.mapper = mapper;
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

    Uni<CustomSegment> create(Draft draft) {
        CustomSegment segment = new CustomSegment();
        segment.id = UUID.randomUUID().toString();
        segment.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        fill(segment, draft);
        return Panache.withTransaction(() -> count("deleted = false").flatMap(saved -> {
                    if (saved >= MOST) {
                        throw Problem.conflict("too_many", "there are " + MOST + " custom segments; remove one first");
                    }
                    return persistAndFlush(segment);
                }))
                .onFailure(CustomSegments::isTaken)
                .transform(e -> taken())
                .invoke(publisher::wake);
    }

    Uni<CustomSegment> replace(String id, long version, Draft draft) {
        return Panache.withTransaction(() -> existing(id, version).flatMap(segment -> {
                    fill(segment, draft);
                    return persistAndFlush(segment);
                }))
                .onFailure(CustomSegments::isTaken)
                .transform(e -> taken())
                .invoke(publisher::wake);
    }

    Uni<Void> remove(String id, long version) {
        return Panache.withTransaction(() -> existing(id, version).flatMap(segment -> {
                    segment.deleted = true;
                    segment.updatedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    return persistAndFlush(segment);
                }))
                .invoke(publisher::wake)
                .replaceWithVoid();
    }

    private Uni<CustomSegment> existing(String id) {
        return find("id = ?1 and deleted = false", id)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound("custom segment"));
    }

    private Uni<CustomSegment> existing(String id, long version) {
        return existing(id).invoke(segment -> {
            if (segment.version != version) {
                throw changed();
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
        return Problem.conflict("name_taken", "name: there is a custom segment of this name");
    }

    static Problem changed() {
        return Problem.conflict("changed_meanwhile", "the custom segment is no longer of this version; read it again");
    }
}
