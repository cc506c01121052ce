package io.tillstream.query.clv;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.customers.IndexedRankings;
import io.tillstream.query.customers.RankedCustomers;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.models.ModelState;
import io.tillstream.query.models.ModelTables;
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
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestMulti;

/** Lifetime value. */
@Path("/api/v1/lifetime-value")
@RolesAllowed(Roles.VIEWER)
@Recent
public class LifetimeValueResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;
    private static final IndexedRankings BY_VALUE = IndexedRankings.EXPECTED;

    private final LifetimeValueTables values;
    private final RankedCustomers ranked;
    private final ModelTables models;
    private final ReferenceTime referenceTime;
    private final TableFormats formats;

    LifetimeValueResource(
            LifetimeValueTables values,
            RankedCustomers ranked,
            ModelTables models,
            ReferenceTime referenceTime,
            TableFormats formats) {
        this.values = values;
        this.ranked = ranked;
        this.models = models;
        this.referenceTime = referenceTime;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER})
    @Operation(summary = "What buyers are expected to spend in 12 months; while data is too thin, what is missing")
    @APIResponse(
            responseCode = "200",
            description = "The expectation, or why there is none",
            content =
                    @Content(
                            schema = @Schema(implementation = LifetimeValue.class),
                            examples =
                                    @ExampleObject(
                                            name = "too little data",
                                            value = "{\"as_of\":\"2024-06-30T00:00:00Z\",\"available\":false,"
                                                    + "\"reason\":\"312 of 500 buyers\",\"model\":null,\"trained_at\":null,"
                                                    + "\"metrics\":{},\"totals\":null,\"histogram\":[]}")))
    public Uni<LifetimeValue> value(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return Uni.combine()
                .all()
                .unis(
                        referenceTime.asOf(),
                        models.state(ModelRecord.VALUE),
                        values.totals(params),
                        values.histogram(params))
                .with((asOf, model, totals, histogram) -> new LifetimeValue(
                        asOf,
                        model.available(),
                        model.reason(),
                        model.version(),
                        model.trainedAt(),
                        metrics(model),
                        model.available() ? totals : null,
                        model.available() ? histogram : List.of()));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER})
    @Operation(hidden = true)
    public RestMulti<byte[]> valueTable(@Context UriInfo uri) {
        return formats.of(LifetimeValue.Band.class, value(uri).map(LifetimeValue::histogram));
    }

    private static Map<String, Double> metrics(ModelState model) {
        return model.card() == null ? Map.of() : model.card().metrics();
    }

    @GET
    @Path("customers")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, LIMIT, CURSOR})
    @Operation(summary = "Buyers by expected spend, greatest first")
    public Uni<Page<ValuedCustomer>> customers(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return ranked.page(
                BY_VALUE.ranking(),
                BY_VALUE.condition(),
                params,
                params.limit(USUAL_LIMIT, GREATEST_LIMIT),
                ValuedCustomer::of);
    }

    @GET
    @Path("customers")
    @Produces(TableFormats.TABLE)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, LIMIT})
    @Operation(hidden = true)
    public RestMulti<byte[]> customersTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(
                ValuedCustomer.class,
                ranked.all(BY_VALUE.ranking(), BY_VALUE.condition(), params, params.rowsOrAll(), ValuedCustomer::of));
    }
}
