package io.tillstream.query.sales;

import static io.tillstream.query.request.Parameter.AGE_GROUP;
import static io.tillstream.query.request.Parameter.AS_OF;
import static io.tillstream.query.request.Parameter.CATEGORY;
import static io.tillstream.query.request.Parameter.CHANNEL;
import static io.tillstream.query.request.Parameter.COUNTRY;
import static io.tillstream.query.request.Parameter.CURSOR;
import static io.tillstream.query.request.Parameter.DEVICE;
import static io.tillstream.query.request.Parameter.DIMENSION;
import static io.tillstream.query.request.Parameter.FROM;
import static io.tillstream.query.request.Parameter.LIMIT;
import static io.tillstream.query.request.Parameter.LOCATION;
import static io.tillstream.query.request.Parameter.SEGMENT;
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

/** Sales by day, or by the values of one dimension. */
@Path("/api/v1")
@RolesAllowed(Roles.VIEWER)
@Recent
public class SalesResource {

    private static final int USUAL_LIMIT = 1_000;
    private static final int GREATEST_LIMIT = 10_000;

    private final SalesTables sales;
    private final TableFormats formats;

    SalesResource(SalesTables sales, TableFormats formats) {
        this.sales = sales;
        this.formats = formats;
    }

    @GET
    @Path("sales")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({
        FROM, TO, AS_OF, DIMENSION, LIMIT, CURSOR, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL,
        DEVICE
    })
    @Operation(
            summary = "Sales by business day, of which limit leaves the newest and a page goes back in time;"
                    + " with dimension, by its values over the days asked for, greatest net first")
    public Uni<Page<SalesFigures>> sales(@Context UriInfo uri) {
        return page(Params.of(uri));
    }

    @GET
    @Path("sales")
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, AS_OF, DIMENSION, LIMIT, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE
    })
    @Operation(hidden = true)
    public RestMulti<byte[]> salesTable(@Context UriInfo uri) {
        return formats.of(SalesFigures.class, page(Params.of(uri)).map(Page::items));
    }

    @GET
    @Path("categories")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, AS_OF, LIMIT, CURSOR, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "Sales by category, greatest net first")
    public Uni<Page<SalesFigures>> categories(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return sales.page(SalesGroup.CATEGORY, params, params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }

    @GET
    @Path("categories")
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, AS_OF, LIMIT, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(hidden = true)
    public RestMulti<byte[]> categoriesTable(@Context UriInfo uri) {
        return formats.of(SalesFigures.class, categories(uri).map(Page::items));
    }

    private Uni<Page<SalesFigures>> page(Params params) {
        int limit = params.limit(GREATEST_LIMIT, GREATEST_LIMIT);
        String dimension = params.oneOf(DIMENSION, SalesGroup.DIMENSIONS);
        return dimension == null
                ? sales.days(params, limit)
                : sales.page(SalesGroup.ofWireName(dimension), params, limit);
    }
}
