package io.tillstream.query.views;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.request.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Keeps saved views. */
@ApplicationScoped
class SavedViews implements PanacheRepositoryBase<SavedView, Long> {

    private static final TypeReference<Map<String, String>> FILTERS = new TypeReference<>() {};

    private final ObjectMapper mapper;
    private final Clock clock;

    SavedViews(ObjectMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    Uni<List<SavedViewResource.View>> listViews(@Nullable String page) {
        return Panache.withSession(() -> {
            PanacheQuery<SavedView> query =
                    page == null ? find("order by name") : find("page = ?1 order by name", page);
            return query.list().map(found -> found.stream().map(this::view).toList());
        });
    }

    Uni<SavedViewResource.View> view(long id) {
        return Panache.withSession(() -> existing(id).map(this::view));
    }

    Uni<SavedViewResource.View> create(SavedViewResource.Draft draft) {
        SavedView view = new SavedView();
        view.createdAt = clock.instant();
        fill(view, draft);
        return Panache.withTransaction(() -> persistAndFlush(view))
                .map(this::view)
                .onFailure(SavedViews::isTaken)
                .transform(e -> taken());
    }

    Uni<SavedViewResource.View> replace(long id, long version, SavedViewResource.Draft draft) {
        return Panache.withTransaction(() -> existing(id, version).flatMap(view -> {
                    fill(view, draft);
                    return persistAndFlush(view);
                }))
                .map(this::view)
                .onFailure(SavedViews::isTaken)
                .transform(e -> taken());
    }

    Uni<Void> remove(long id, long version) {
        return Panache.withTransaction(() -> existing(id, version).flatMap(this::delete));
    }

    private Uni<SavedView> existing(long id) {
        return findById(id).onItem().ifNull().failWith(() -> Problem.notFound("saved view"));
    }

    private Uni<SavedView> existing(long id, long version) {
        return existing(id).invoke(view -> {
            if (view.version != version) {
                throw changed();
            }
        });
    }

    private void fill(SavedView view, SavedViewResource.Draft draft) {
        view.name = draft.name();
        view.page = draft.page();
        view.updatedAt = clock.instant();
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
        return Problem.conflict("name_taken", "name: there is a saved view of this name");
    }

    static Problem changed() {
        return Problem.conflict("changed_meanwhile", "the saved view is no longer of this version; read it again");
    }
}
