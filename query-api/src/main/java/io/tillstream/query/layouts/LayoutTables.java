package io.tillstream.query.layouts;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Keeps layouts: one per owner, and copies that were passed on, which never change. */
@ApplicationScoped
class LayoutTables {

    private static final int MOST_SHARED = 200;

    private final Database database;
    private final Clock clock;

    LayoutTables(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The owner's layout; an empty one of version 0 before the first was saved. */
    Uni<LayoutResource.Layout> of(String owner) {
        return database.list(
                        Sql.of("SELECT document, version FROM layouts WHERE owner = ?", owner),
                        row -> new LayoutResource.Layout(row.getString("document"), row.getLong("version")))
                .map(found -> found.isEmpty() ? LayoutResource.Layout.NONE : found.getFirst());
    }

    /**
     * Saves the owner's layout.
     *
     * @param version that it was made from; 0 for the first
     * @throws Problem when it has another version meanwhile
     */
    Uni<LayoutResource.Layout> save(String owner, String document, long version) {
        Sql sql = version == 0
                ? Sql.of(
                        "INSERT INTO layouts (owner, document, version, updated_at) VALUES (?, ?, 1, ?)"
                                + " ON CONFLICT (owner) DO NOTHING RETURNING version",
                        owner,
                        document,
                        now())
                : Sql.of(
                        "UPDATE layouts SET document = ?, version = version + 1, updated_at = ? WHERE owner = ? AND version = ?"
                                + " RETURNING version",
                        document,
                        now(),
                        owner,
                        version);
        return database.list(sql, row -> row.getLong("version")).map(versions -> {
            if (versions.isEmpty()) {
                throw Versions.changed();
            }
            return new LayoutResource.Layout(document, versions.getFirst());
        });
    }

    /** Keeps a copy under an id that nobody can guess. */
    Uni<String> share(String owner, String document) {
        String id = UUID.randomUUID().toString();
        return database.list(
                        Sql.of(
                                "INSERT INTO shared_layouts (id, owner, document, created_at) SELECT ?, ?, ?, ?"
                                        + " WHERE (SELECT count(*) FROM shared_layouts WHERE owner = ?) < ? RETURNING id",
                                id,
                                owner,
                                document,
                                now(),
                                owner,
                                (long) MOST_SHARED),
                        row -> row.getString("id"))
                .map(LayoutTables::kept);
    }

    private static String kept(List<String> ids) {
        if (ids.isEmpty()) {
            throw Problem.of(ProblemCode.TOO_MANY, "a user can pass on at most " + MOST_SHARED + " layouts");
        }
        return ids.getFirst();
    }

    /** A copy that was passed on. */
    Uni<LayoutResource.Layout> shared(String id) {
        return database.list(
                        Sql.of("SELECT document FROM shared_layouts WHERE id = ?", id),
                        row -> new LayoutResource.Layout(row.getString("document"), 1))
                .map(found -> {
                    if (found.isEmpty()) {
                        throw Problem.notFound("layout");
                    }
                    return found.getFirst();
                });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
