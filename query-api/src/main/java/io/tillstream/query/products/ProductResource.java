package io.tillstream.query.products;

import static io.tillstream.query.request.Parameter.AGE_GROUP;
import static io.tillstream.query.request.Parameter.CATEGORY;
import static io.tillstream.query.request.Parameter.CHANNEL;
import static io.tillstream.query.request.Parameter.COUNTRY;
import static io.tillstream.query.request.Parameter.CURSOR;
import static io.tillstream.query.request.Parameter.DEVICE;
import static io.tillstream.query.request.Parameter.FROM;
import static io.tillstream.query.request.Parameter.LIMIT;
import static io.tillstream.query.request.Parameter.LOCATION;
import static io.tillstream.query.request.Parameter.PRODUCT;
import static io.tillstream.query.request.Parameter.SEGMENT;
import static io.tillstream.query.request.Parameter.SORT;
import static io.tillstream.query.request.Parameter.TIER;
import static io.tillstream.query.request.Parameter.TO;

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

/** Products and categories by how they did. */
@Path("/api/v1/products")
@RolesAllowed(Roles.VIEWER)
@Recent
public class ProductResource {

    private static final String SORTS =
            "sort is -net (usual), -gross, -units, -orders, -buyers, -refunds, -units_returned, -views,"
                    + " -cart_adds, -carts_abandoned, -conversion_rate, -return_rate, -cart_abandonment_rate or -net_change";
    private static final int USUAL_LIMIT = 20;
    private static final int GREATEST_LIMIT = 1_000;

    private final ProductTables products;
    private final TableFormats formats;

    ProductResource(ProductTables products, TableFormats formats) {
        this.products = products;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({
        FROM, TO, PRODUCT, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE, SORT, LIMIT, CURSOR
    })
    @Operation(summary = "Products; " + SORTS)
    public Uni<Page<ProductRow>> products(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return products.page(ProductGroup.PRODUCT, params, params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }

    @GET
    @Produces(TableFormats.TABLE)
    @Accepts({FROM, TO, PRODUCT, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE, SORT, LIMIT})
    @Operation(hidden = true)
    public RestMulti<byte[]> productsTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        Integer limit = params.text(LIMIT) == null ? null : Integer.valueOf(params.limit(1, 10_000_000));
        return formats.of(ProductRow.class, products.all(ProductGroup.PRODUCT, params, limit));
    }

    @GET
    @Path("categories")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE, SORT, LIMIT, CURSOR})
    @Operation(summary = "Categories with the same figures as products; " + SORTS)
    public Uni<Page<ProductRow>> categories(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return products.page(ProductGroup.CATEGORY, params, params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }

    @GET
    @Path("categories")
    @Produces(TableFormats.TABLE)
    @Accepts({FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE, SORT, LIMIT})
    @Operation(hidden = true)
    public RestMulti<byte[]> categoriesTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(ProductRow.class, products.all(ProductGroup.CATEGORY, params, params.rowsOrAll()));
    }
}
