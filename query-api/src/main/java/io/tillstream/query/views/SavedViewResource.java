package io.tillstream.query.views;

import static io.tillstream.query.request.Parameter.PAGE;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Ownership;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Refuses;
import io.tillstream.query.request.Versions;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
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
    private final Ownership ownership;

    SavedViewResource(SavedViews views, Ownership ownership) {
        this.views = views;
        this.ownership = ownership;
    }

    /**
     * A saved view.
     *
     * @param owner name of who saved it; null for views older than owners, which are everybody's
     * @param shared whether others see it, too
     */
    public record View(
            long id,
            String name,
            String page,
            Map<String, String> filters,
            @Nullable String owner,
            boolean shared,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    /**
     * What a client sends.
     *
     * @param name 1 to 100 characters, of which there is one among the shared views and one among one's own
     * @param page which page it belongs to, 1 to 100 characters
     * @param filters parameter names and values, at most 50
     * @param shared whether others see it, too; true when left out
     */
    public record Draft(
            @Nullable String name,
            @Nullable String page,
            @Nullable Map<String, @Nullable String> filters,
            @Nullable Boolean shared) {}

    @GET
    @Accepts(PAGE)
    @Operation(summary = "Saved views by name: those that are shared, and one's own")
    public Uni<Page<View>> list(@Context UriInfo uri) {
        return views.listViews(Params.of(uri).text(PAGE), ownership.viewer()).map(found -> new Page<>(found, null));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One saved view")
    @APIResponseSchema(View.class)
    public Uni<Response> read(@PathParam("id") String id) {
        return views.view(number(id), ownership.viewer()).map(view -> tagged(Response.ok(view), view));
    }

    @POST
    @RolesAllowed(Roles.ANALYST)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Save a view")
    @APIResponseSchema(value = View.class, responseCode = "201")
    @Refuses(ProblemCode.NAME_TAKEN)
    public Uni<Response> create(@Nullable Draft draft) {
        return views.create(checked(draft), ownership.viewer())
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
    @APIResponseSchema(View.class)
    @Refuses(ProblemCode.NAME_TAKEN)
    public Uni<Response> replace(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match, @Nullable Draft draft) {
        return views.replace(number(id), Versions.required(match), checked(draft), ownership.viewer())
                .map(view -> tagged(Response.ok(view), view));
    }

    @DELETE
    @RolesAllowed(Roles.ANALYST)
    @Path("{id}")
    @Operation(summary = "Remove a saved view; needs If-Match")
    public Uni<Void> remove(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match) {
        return views.remove(number(id), Versions.required(match), ownership.viewer());
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
