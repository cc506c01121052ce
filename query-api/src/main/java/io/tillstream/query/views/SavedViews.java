package io.tillstream.query.views;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Ownership.Viewer;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Keeps saved views. */
@ApplicationScoped
class SavedViews implements PanacheRepositoryBase<SavedView, Long> {

    private static final TypeReference<Map<String, String>> FILTERS = new TypeReference<>() {};

    private final ObjectMapper mapper;
    private final AuditLog audit;
    private final Clock clock;

    SavedViews(ObjectMapper mapper, AuditLog audit, Clock clock) {
        this.mapper = mapper;
        this.audit = audit;
        this.clock = clock;
    }

    Uni<List<SavedViewResource.View>> listViews(@Nullable String page, Viewer viewer) {
        return Panache.withSession(() -> {
            PanacheQuery<SavedView> query =
                    page == null ? find("order by name, id") : find("page = ?1 order by name, id", page);
            return query.list().map(found -> found.stream()
                    .filter(view -> viewer.maySee(view.owner, view.shared))
                    .map(this::view)
                    .toList());
        });
    }

    Uni<SavedViewResource.View> view(long id, Viewer viewer) {
        return Panache.withSession(() -> existing(id, viewer).map(this::view));
    }

    Uni<SavedViewResource.View> create(SavedViewResource.Draft draft, Viewer viewer) {
        SavedView view = new SavedView();
        view.owner = viewer.owner().key();
        view.ownerName = viewer.owner().name();
        view.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        fill(view, draft);
        return Panache.withTransaction(() -> persistAndFlush(view).call(() -> noted(viewer, "view.created", view)))
                .map(this::view)
                .onFailure(SavedViews::isTaken)
                .transform(e -> taken());
    }

    Uni<SavedViewResource.View> replace(long id, long version, SavedViewResource.Draft draft, Viewer viewer) {
        return Panache.withTransaction(() -> changeable(id, version, viewer).flatMap(view -> {
                    fill(view, draft);
                    return persistAndFlush(view).call(() -> noted(viewer, "view.changed", view));
                }))
                .map(this::view)
                .onFailure(SavedViews::isTaken)
                .transform(e -> taken());
    }

    Uni<Void> remove(long id, long version, Viewer viewer) {
        return Panache.withTransaction(() -> changeable(id, version, viewer)
                .flatMap(view -> delete(view).call(this::flush).call(() -> noted(viewer, "view.removed", view))));
    }

    private Uni<Void> noted(Viewer viewer, String action, SavedView view) {
        return audit.appendWithChange(viewer.did(action, "view " + view.name));
    }

    private Uni<SavedView> existing(long id, Viewer viewer) {
        return findById(id)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound("saved view"))
                .invoke(view -> {
                    if (!viewer.maySee(view.owner, view.shared)) {
                        throw Problem.notFound("saved view");
                    }
                });
    }

    private Uni<SavedView> changeable(long id, long version, Viewer viewer) {
        return existing(id, viewer).invoke(view -> {
            viewer.checkChange(view.owner);
            if (view.version != version) {
                throw Versions.changed();
            }
        });
    }

    private void fill(SavedView view, SavedViewResource.Draft draft) {
        view.name = draft.name();
        view.page = draft.page();
        view.shared = !Boolean.FALSE.equals(draft.shared());
        view.updatedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            view.filters = mapper.writeValueAsString(draft.filters());
        } catch (JsonProcessingException e) {
            throw Problem.invalid("filters", "an object of texts");
        }
    }

    private SavedViewResource.View view(SavedView view) {
        try {
            return new SavedViewResource.View(
                    view.id,
                    view.name,
                    view.page,
                    mapper.readValue(view.filters, FILTERS),
                    view.ownerName,
                    view.shared,
                    view.version,
                    view.createdAt,
                    view.updatedAt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("saved view " + view.id + " holds filters that cannot be read", e);
        }
    }

    private static boolean isTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException) {
                return true;
            }
        }
        return false;
    }

    private static Problem taken() {
        return Problem.of(ProblemCode.NAME_TAKEN, "name: there is a saved view of this name");
    }
}
