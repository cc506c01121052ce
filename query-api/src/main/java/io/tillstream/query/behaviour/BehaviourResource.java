package io.tillstream.query.behaviour;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** How customers buy: baskets, gaps between orders, discounts, and what goes together. */
@Path("/api/v1/behaviour")
@RolesAllowed(Roles.VIEWER)
@Recent
public class BehaviourResource {

    private final BehaviourTables behaviour;
    private final CustomerSample sample;
    private final TableFormats formats;

    BehaviourResource(BehaviourTables behaviour, CustomerSample sample, TableFormats formats) {
        this.behaviour = behaviour;
        this.sample = sample;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({
        FROM,
        TO,
        DIMENSION,
        CATEGORY,
        LOCATION,
        COUNTRY,
        AGE_GROUP,
        SEGMENT,
        TIER,
        CHANNEL,
        DEVICE,
        PAYMENT_METHOD
    })
    @Operation(summary = "Orders as they were placed; dimension is total, day, channel, device or payment_method")
    public Uni<List<Purchasing>> purchasing(@Context UriInfo uri) {
        return behaviour.purchasing(Params.of(uri));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({
        FROM,
        TO,
        DIMENSION,
        CATEGORY,
        LOCATION,
        COUNTRY,
        AGE_GROUP,
        SEGMENT,
        TIER,
        CHANNEL,
        DEVICE,
        PAYMENT_METHOD
    })
    @Operation(hidden = true)
    public RestMulti<byte[]> purchasingTable(@Context UriInfo uri) {
        return formats.of(Purchasing.class, behaviour.purchasing(Params.of(uri)));
    }

    @GET
    @Path("distributions")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "How gaps between orders, units and amounts of orders are spread")
    public Uni<Distributions> distributions(@Context UriInfo uri) {
        return behaviour.distributions(Params.of(uri));
    }

    @GET
    @Path("distributions")
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(hidden = true)
    public RestMulti<byte[]> distributionsTable(@Context UriInfo uri) {
        return formats.of(
                Distributions.Line.class,
                behaviour.distributions(Params.of(uri)).map(Distributions::lines));
    }

    @GET
    @Path("customers")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, BEHAVIOUR, CUSTOM_SEGMENT})
    @Operation(summary = "How figures of buyers are spread over them, of a sample of at most 5,000")
    public Uni<List<CustomerSpread>> customers(@Context UriInfo uri) {
        return sample.spreads(Params.of(uri));
    }

    @GET
    @Path("customers")
    @Produces(TableFormats.TABLE)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, BEHAVIOUR, CUSTOM_SEGMENT})
    @Operation(hidden = true)
    public RestMulti<byte[]> customersTable(@Context UriInfo uri) {
        return formats.of(CustomerSpread.class, sample.spreads(Params.of(uri)));
    }

    @GET
    @Path("correlations")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, BEHAVIOUR, CUSTOM_SEGMENT})
    @Operation(summary = "Which figures of buyers go together, of a sample of at most 5,000")
    public Uni<Correlations> correlations(@Context UriInfo uri) {
        return sample.correlations(Params.of(uri));
    }

    @GET
    @Path("correlations")
    @Produces(TableFormats.CHART)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, BEHAVIOUR, CUSTOM_SEGMENT})
    @Operation(hidden = true)
    public RestMulti<byte[]> correlationsTable(@Context UriInfo uri) {
        return formats.of(
                Correlations.Line.class, sample.correlations(Params.of(uri)).map(Correlations::lines));
    }
}
