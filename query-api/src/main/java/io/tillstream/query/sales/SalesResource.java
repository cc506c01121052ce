package io.tillstream.query.sales;

import static io.tillstream.query.request.Parameter.AGE_GROUP;
import static io.tillstream.query.request.Parameter.CATEGORY;
import static io.tillstream.query.request.Parameter.CHANNEL;
import static io.tillstream.query.request.Parameter.COUNTRY;
import static io.tillstream.query.request.Parameter.DEVICE;
import static io.tillstream.query.request.Parameter.DIMENSION;
import static io.tillstream.query.request.Parameter.FROM;
import static io.tillstream.query.request.Parameter.LIMIT;
import static io.tillstream.query.request.Parameter.LOCATION;
import static io.tillstream.query.request.Parameter.SEGMENT;
import static io.tillstream.query.request.Parameter.TIER;
import static io.tillstream.query.request.Parameter.TO;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.CsvTables;
import io.tillstream.query.table.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Sales by day, or by the values of one dimension. */
@Path("/api/v1")
@RolesAllowed(Roles.VIEWER)
public class SalesResource {

    private static final int USUAL_LIMIT = 1_000;
    private static final int GREATEST_LIMIT = 10_000;

    private final SalesTables sales;
    private final CsvTables csv;

    SalesResource(SalesTables sales, CsvTables csv) {
        this.sales = sales;
        this.csv = csv;
    }

    @GET
    @Path("sales")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, DIMENSION, LIMIT, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "Sales by business day; with dimension, by its values over the days asked for")
    public Uni<Page<SalesFigures>> sales(@Context UriInfo uri) {
        return rows(Params.of(uri)).map(rows -> new Page<>(rows, null));
    }

    @GET
    @Path("sales")
    @Produces(CsvTables.CSV)
    @Accepts({FROM, TO, DIMENSION, LIMIT, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(hidden = true)
    public Multi<String> salesCsv(@Context UriInfo uri) {
        return csv.of(SalesFigures.class, rows(Params.of(uri)));
    }

    @GET
    @Path("categories")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, LIMIT, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "Sales by category, greatest net first")
    public Uni<Page<SalesFigures>> categories(@Context UriInfo uri) {
        return categoryRows(Params.of(uri)).map(rows -> new Page<>(rows, null));
    }

    @GET
    @Path("categories")
    @Produces(CsvTables.CSV)
    @Accepts({FROM, TO, LIMIT, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(hidden = true)
    public Multi<String> categoriesCsv(@Context UriInfo uri) {
        return csv.of(SalesFigures.class, categoryRows(Params.of(uri)));
    }

    private Uni<List<SalesFigures>> rows(Params params) {
        Filters filters = Filters.of(params);
        int limit = params.limit(GREATEST_LIMIT, GREATEST_LIMIT);
        String dimension = params.oneOf(DIMENSION, SalesGroup.DIMENSIONS);
        return dimension == null
                ? sales.daily(filters).map(rows -> rows.size() > limit ? newest(rows, limit) : rows)
                : sales.by(SalesGroup.ofWireName(dimension), filters, limit);
    }

    private static List<SalesFigures> newest(List<SalesFigures> rows, int limit) {
        return rows.subList(rows.size() - limit, rows.size());
    }

    private Uni<List<SalesFigures>> categoryRows(Params params) {
        return sales.by(SalesGroup.CATEGORY, Filters.of(params), params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }
}
