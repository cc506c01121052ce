package io.tillstream.query.source;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.churn.ChurnTables;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Params;
import io.tillstream.query.sales.SalesGroup;
import io.tillstream.query.sales.SalesTables;
import io.tillstream.query.segments.SegmentTables;
import io.tillstream.query.transactions.TransactionTables;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The paths of the source documents: plain arrays that a chart takes as they are. */
@Path("/api")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
@Recent
public class SourceResource {

    private static final int MOST_CATEGORIES = 1_000;
    private static final int USUAL_TRANSACTIONS = 50;
    private static final int MOST_TRANSACTIONS = 1_000;

    private final SegmentTables segments;
    private final SalesTables sales;
    private final ChurnTables churn;
    private final TransactionTables transactions;

    SourceResource(SegmentTables segments, SalesTables sales, ChurnTables churn, TransactionTables transactions) {
        this.segments = segments;
        this.sales = sales;
        this.churn = churn;
        this.transactions = transactions;
    }

    @GET
    @Path("customer-segments")
    @Accepts({TIER, LOCATION, COUNTRY, AGE_GROUP, CHANNEL})
    @Operation(summary = "Customers and revenue by RFM segment")
    public Uni<List<SourceRows.Segment>> customerSegments(@Context UriInfo uri) {
        return segments.rows(Params.of(uri))
                .map(rows -> rows.stream().map(SourceRows.Segment::of).toList());
    }

    @GET
    @Path("category-insights")
    @Accepts({FROM, TO, AS_OF, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "Revenue by category")
    public Uni<List<SourceRows.Category>> categoryInsights(@Context UriInfo uri) {
        return sales.by(SalesGroup.CATEGORY, Filters.of(Params.of(uri)), MOST_CATEGORIES)
                .map(rows -> rows.stream().map(SourceRows.Category::of).toList());
    }

    @GET
    @Path("time-series")
    @Accepts({FROM, TO, AS_OF, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "Revenue by day")
    public Uni<List<SourceRows.Day>> timeSeries(@Context UriInfo uri) {
        return sales.daily(Filters.of(Params.of(uri)))
                .map(rows -> rows.stream().map(SourceRows.Day::of).toList());
    }

    @GET
    @Path("churn-risk")
    @Accepts({SEGMENT, LOCATION, COUNTRY, AGE_GROUP, CHANNEL})
    @Operation(summary = "Customers and revenue by churn tier")
    public Uni<List<SourceRows.Risk>> churnRisk(@Context UriInfo uri) {
        return churn.tiers(Params.of(uri)).map(rows -> rows.stream()
                .map(row -> new SourceRows.Risk(row.tier(), row.customers(), row.share(), row.netMicros()))
                .toList());
    }

    @GET
    @Path("real-time-transactions")
    @Accepts({LIMIT, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "The latest purchases and refunds")
    public Uni<List<SourceRows.Sale>> realTimeTransactions(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return transactions
                .page(params, params.limit(USUAL_TRANSACTIONS, MOST_TRANSACTIONS))
                .map(page -> page.items().stream().map(SourceRows.Sale::of).toList());
    }
}
