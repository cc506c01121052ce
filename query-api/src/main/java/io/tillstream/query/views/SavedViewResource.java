package io.tillstream.query.views;

import static io.tillstream.query.request.Parameter.PAGE;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import io.tillstream.query.table.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Saved views: named sets of filters. A change names the version it was made from in If-Match, as the ETag of the answer before gave it. */
@Path("/api/v1/views")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class SavedViewResource {

    private static final int MAX_NAME = 100;
    private static final int MAX_FILTERS = 50;
    private static final int MAX_VALUE = 1_000;

    private final SavedViews views;

    SavedViewResource(SavedViews views) {
        this.views = views;
    }

    /** A saved view. */
    public record View(
            long id,
            String name,
            String page,
            Map<String, String> filters,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    /**
     * What a client sends.
     *
     * @param name 1 to 100 characters, of which there is one in the installation
     * @param page which page it belongs to, 1 to 100 characters
     * @param filters parameter names and values, at most 50
     */
    public record Draft(
            @Nullable String name,
            @Nullable String page,
            @Nullable Map<String, @Nullable String> filters) {}

    @GET
    @Accepts(PAGE)
    @Operation(summary = "Saved views by name")
    public Uni<Page<View>> list(@Context UriInfo uri) {
        return views.listViews(Params.of(uri).text(PAGE)).map(found -> new Page<>(found, null));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One saved view")
    public Uni<Response> read(@PathParam("id") String id) {
        return views.view(number(id)).map(view -> tagged(Response.ok(view), view));
    }

    @POST
    @RolesAllowed(Roles.ANALYST)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Save a view")
    public Uni<Response> create(@Nullable Draft draft) {
        return views.create(checked(draft))
                .map(view -> tagged(
                        Response.created(URI.create("/api/v1/views/" + view.id()))
                                .entity(view),
                        view));
    }

    @PUT
    @RolesAllowed(Roles.ANALYST)
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change a saved view; needs If-Match")
    public Uni<Response> replace(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match, @Nullable Draft draft) {
        return views.replace(number(id), version(match), checked(draft)).map(view -> tagged(Response.ok(view), view));
    }

    @DELETE
    @RolesAllowed(Roles.ANALYST)
    @Path("{id}")
    @Operation(summary = "Remove a saved view; needs If-Match")
    public Uni<Void> remove(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match) {
        return views.remove(number(id), version(match));
    }

    private static Response tagged(Response.ResponseBuilder answer, View view) {
        return answer.tag(new EntityTag(Long.toString(view.version()))).build();
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw Problem.notFound("saved view");
        }
    }

    private static long version(@Nullable String match) {
        if (match == null) {
            throw Problem.of(428, "precondition_required", "If-Match: say by the ETag which version is meant");
        }
        try {
            return Long.parseLong(match.replace("\"", ""));
        } catch (NumberFormatException e) {
            throw SavedViews.changed();
        }
    }

    private static Draft checked(@Nullable Draft draft) {
        if (draft == null) {
            throw Problem.invalid("$", "an object with name, page and filters");
        }
        text("name", draft.name(), MAX_NAME);
        text("page", draft.page(), MAX_NAME);
        Map<String, @Nullable String> filters = draft.filters();
        if (filters == null || filters.size() > MAX_FILTERS) {
            throw Problem.invalid("filters", "an object of at most 50 texts");
        }
        filters.forEach((name, value) -> text("filters." + name, value, MAX_VALUE));
        return draft;
    }

    private static void text(String field, @Nullable String value, int greatest) {
        if (value == null || value.isBlank() || value.length() > greatest || value.indexOf('\0') >= 0) {
            throw Problem.invalid(field, "a text of 1 to " + greatest + " characters");
        }
    }
}
