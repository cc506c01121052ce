package io.tillstream.query.bundles;

import static io.tillstream.query.request.Parameter.LIMIT;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Bought together. */
@Path("/api/v1/products/{id}/related")
@RolesAllowed(Roles.VIEWER)
public class RelatedResource {

    private static final int MOST = 20;

    private final RelatedTables related;
    private final TableFormats formats;

    RelatedResource(RelatedTables related, TableFormats formats) {
        this.related = related;
        this.formats = formats;
    }

    /**
     * What is bought together with a product.
     *
     * @param reason why there is nothing; null when there is
     */
    public record Related(String productId, @Nullable String reason, List<RelatedRow> items) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts(LIMIT)
    @Operation(summary = "Products bought together with this one, greatest lift first, 20 at most")
    public Uni<Related> related(@PathParam("id") String id, @Context UriInfo uri) {
        return rows(id, uri)
                .map(rows -> new Related(
                        id, rows.isEmpty() ? "No other product is in three orders with this one." : null, rows));
    }

    @GET
    @Produces(TableFormats.TABLE)
    @Accepts(LIMIT)
    @Operation(hidden = true)
    public RestMulti<byte[]> relatedTable(@PathParam("id") String id, @Context UriInfo uri) {
        return formats.of(RelatedRow.class, rows(id, uri));
    }

    private Uni<List<RelatedRow>> rows(String id, UriInfo uri) {
        return related.of(id.replace('\0', ' '), Params.of(uri).limit(MOST, MOST));
    }
}
