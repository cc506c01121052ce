package io.tillstream.query.behaviour;

import static io.tillstream.query.request.Parameter.AGE_GROUP;
import static io.tillstream.query.request.Parameter.BEHAVIOUR;
import static io.tillstream.query.request.Parameter.CHANNEL;
import static io.tillstream.query.request.Parameter.CLUSTER;
import static io.tillstream.query.request.Parameter.COUNTRY;
import static io.tillstream.query.request.Parameter.CUSTOM_SEGMENT;
import static io.tillstream.query.request.Parameter.DEVICE;
import static io.tillstream.query.request.Parameter.DIMENSION;
import static io.tillstream.query.request.Parameter.FROM;
import static io.tillstream.query.request.Parameter.GENDER;
import static io.tillstream.query.request.Parameter.LOCATION;
import static io.tillstream.query.request.Parameter.PAYMENT_METHOD;
import static io.tillstream.query.request.Parameter.SEGMENT;
import static io.tillstream.query.request.Parameter.TIER;
import static io.tillstream.query.request.Parameter.TO;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.CsvTables;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How customers buy: baskets, gaps between orders, discounts, and what goes together. */
@Path("/api/v1/behaviour")
@RolesAllowed(Roles.VIEWER)
public class BehaviourResource {

    private final BehaviourTables behaviour;
    private final CustomerSample sample;
    private final CsvTables csv;

    BehaviourResource(BehaviourTables behaviour, CustomerSample sample, CsvTables csv) {
        this.behaviour = behaviour;
        this.sample = sample;
        this.csv = csv;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, DIMENSION, CHANNEL, DEVICE, PAYMENT_METHOD})
    @Operation(summary = "Orders as they were placed; dimension is total, day, channel, device or payment_method")
    public Uni<List<Purchasing>> purchasing(@Context UriInfo uri) {
        return behaviour.purchasing(Params.of(uri));
    }

    @GET
    @Produces(CsvTables.CSV)
    @Accepts({FROM, TO, DIMENSION, CHANNEL, DEVICE, PAYMENT_METHOD})
    @Operation(hidden = true)
    public Multi<String> purchasingCsv(@Context UriInfo uri) {
        return csv.of(Purchasing.class, behaviour.purchasing(Params.of(uri)));
    }

    @GET
    @Path("distributions")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO})
    @Operation(summary = "How gaps between orders, units and amounts of orders are spread")
    public Uni<Distributions> distributions(@Context UriInfo uri) {
        return behaviour.distributions(Params.of(uri));
    }

    @GET
    @Path("customers")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, BEHAVIOUR, CUSTOM_SEGMENT})
    @Operation(summary = "How figures of buyers are spread over them, of a sample of at most 5,000")
    public Uni<List<CustomerSpread>> customers(@Context UriInfo uri) {
        return spreads(Params.of(uri));
    }

    @GET
    @Path("customers")
    @Produces(CsvTables.CSV)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, BEHAVIOUR, CUSTOM_SEGMENT})
    @Operation(hidden = true)
    public Multi<String> customersCsv(@Context UriInfo uri) {
        return csv.of(CustomerSpread.class, spreads(Params.of(uri)));
    }

    @GET
    @Path("correlations")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, BEHAVIOUR, CUSTOM_SEGMENT})
    @Operation(summary = "Which figures of buyers go together, of a sample of at most 5,000")
    public Uni<Correlations> correlations(@Context UriInfo uri) {
        return sample.figures(Params.of(uri))
                .map(buyers -> Correlations.of(
                        CustomerSample.FEATURES, withoutOneMore(buyers), buyers.size() > CustomerSample.MOST));
    }

    private Uni<List<CustomerSpread>> spreads(Params params) {
        return sample.figures(params).map(buyers -> {
            List<@Nullable Double[]> looked = withoutOneMore(buyers);
            List<CustomerSpread> spreads = new ArrayList<>();
            for (int i = 0; i < CustomerSample.FEATURES.size(); i++) {
                spreads.add(CustomerSpread.of(CustomerSample.FEATURES.get(i), i, looked));
            }
            return spreads;
        });
    }

    private static List<@Nullable Double[]> withoutOneMore(List<@Nullable Double[]> buyers) {
        return buyers.size() > CustomerSample.MOST ? buyers.subList(0, CustomerSample.MOST) : buyers;
    }
}
