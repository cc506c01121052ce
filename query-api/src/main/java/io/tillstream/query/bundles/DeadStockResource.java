package io.tillstream.query.bundles;

import static io.tillstream.query.request.Parameter.CATEGORY;
import static io.tillstream.query.request.Parameter.CURSOR;
import static io.tillstream.query.request.Parameter.LIMIT;
import static io.tillstream.query.request.Parameter.PRODUCT;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** Dead stock. */
@Path("/api/v1/products/dead-stock")
@RolesAllowed(Roles.VIEWER)
@Recent
public class DeadStockResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;

    private final DeadStockTables dead;
    private final TableFormats formats;

    DeadStockResource(DeadStockTables dead, TableFormats formats) {
        this.dead = dead;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({CATEGORY, PRODUCT, LIMIT, CURSOR})
    @Operation(
            summary =
                    "Products with known stock of which less than 60 % is sold, most on hand first, and what to sell them with")
    public Uni<Page<DeadStockRow>> deadStock(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return dead.page(params, params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }

    @GET
    @Produces(TableFormats.TABLE)
    @Accepts({CATEGORY, PRODUCT, LIMIT})
    @Operation(hidden = true)
    public RestMulti<byte[]> deadStockTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(DeadStockRow.class, dead.all(params, params.rowsOrAll()));
    }
}
