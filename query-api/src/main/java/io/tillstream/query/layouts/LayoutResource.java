package io.tillstream.query.layouts;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Ownership;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Refuses;
import io.tillstream.query.request.Versions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/**
 * How the dashboard is arranged: one document per user, and copies passed on by a link. What is in a document is the page's business, which checks what it
 * reads; here it is an object of bounded size.
 */
@Path("/api/v1/layouts")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class LayoutResource {

    private static final int MAX_CHARACTERS = 32_768;
    private static final int MAX_ID = 100;

    private final LayoutTables layouts;
    private final Ownership ownership;

    LayoutResource(LayoutTables layouts, Ownership ownership) {
        this.layouts = layouts;
        this.ownership = ownership;
    }

    /**
     * A layout.
     *
     * @param document as it was saved; null before the first
     * @param version grows with each change, 0 before the first
     */
    public record Layout(@JsonRawValue @Nullable String document, long version) {
        static final Layout NONE = new Layout(null, 0);
    }

    /** What a copy can be found by. */
    public record Shared(String id) {}

    @GET
    @Path("mine")
    @Operation(summary = "How the caller arranged the dashboard")
    @APIResponseSchema(Layout.class)
    public Uni<Response> mine() {
        return layouts.of(owner()).map(LayoutResource::tagged);
    }

    @PUT
    @Path("mine")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Keep how the caller arranged the dashboard; needs If-Match, \"0\" for the first")
    @APIResponseSchema(Layout.class)
    public Uni<Response> save(@HeaderParam("If-Match") @Nullable String match, @Nullable JsonNode document) {
        return layouts.save(owner(), checked(document), Versions.required(match))
                .map(LayoutResource::tagged);
    }

    @POST
    @RolesAllowed(Roles.ANALYST)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Pass a layout on: the copy stays as it is")
    @APIResponseSchema(value = Shared.class, responseCode = "201")
    @Refuses(ProblemCode.TOO_MANY)
    public Uni<Response> share(@Nullable JsonNode document) {
        return layouts.share(owner(), checked(document)).map(id -> Response.created(URI.create("/api/v1/layouts/" + id))
                .entity(new Shared(id))
                .build());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A layout that was passed on")
    public Uni<Layout> shared(@PathParam("id") String id) {
        if (id.length() > MAX_ID || id.indexOf('\0') >= 0) {
            throw Problem.notFound("layout");
        }
        return layouts.shared(id);
    }

    private String owner() {
        return ownership.viewer().owner().key();
    }

    private static Response tagged(Layout layout) {
        return Response.ok(layout)
                .tag(new EntityTag(Long.toString(layout.version())))
                .build();
    }

    private static String checked(@Nullable JsonNode document) {
        if (document == null || !document.isObject()) {
            throw Problem.invalid("$", "an object");
        }
        String text = document.toString();
        if (text.length() > MAX_CHARACTERS || text.contains("\\u0000")) {
            throw Problem.invalid("$", "an object of at most " + MAX_CHARACTERS + " characters");
        }
        return text;
    }
}
