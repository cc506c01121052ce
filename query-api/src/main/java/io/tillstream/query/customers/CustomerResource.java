package io.tillstream.query.customers;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** Customers. */
@Path("/api/v1/customers")
@RolesAllowed(Roles.VIEWER)
public class CustomerResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;

    private final CustomerTables customers;
    private final TableFormats formats;

    CustomerResource(CustomerTables customers, TableFormats formats) {
        this.customers = customers;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({
        SEGMENT,
        TIER,
        LOCATION,
        COUNTRY,
        AGE_GROUP,
        GENDER,
        CHANNEL,
        CLUSTER,
        BEHAVIOUR,
        CUSTOM_SEGMENT,
        COHORT,
        BOUGHT_IN,
        CART,
        FUNNEL,
        ANSWERED,
        REFERRAL,
        DID,
        TICKET,
        FIRST_CHANNEL,
        FIRST_CAMPAIGN,
        FROM,
        TO,
        LOYALTY_TIER,
        SEARCH,
        MIN_NET,
        MAX_NET,
        MIN_ORDERS,
        MAX_ORDERS,
        RECENCY_SCORE,
        FREQUENCY_SCORE,
        MONETARY_SCORE,
        MIN_RECENCY_DAYS,
        MAX_RECENCY_DAYS,
        MIN_VALUE_EXPECTED,
        MAX_VALUE_EXPECTED,
        MIN_ALIVE_PROBABILITY,
        MAX_ALIVE_PROBABILITY,
        SORT,
        LIMIT,
        CURSOR
    })
    @Operation(
            summary = "Customers and visitors; sort is net, orders, last_purchase_at, last_seen_at, churn_probability,"
                    + " purchase_probability, value_expected or customer_id, with '-' for greatest first (usual: -net)")
    public Uni<Page<CustomerRow>> list(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return customers.page(params, params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }

    @GET
    @Produces(TableFormats.TABLE)
    @Accepts({
        SEGMENT,
        TIER,
        LOCATION,
        COUNTRY,
        AGE_GROUP,
        GENDER,
        CHANNEL,
        CLUSTER,
        BEHAVIOUR,
        CUSTOM_SEGMENT,
        COHORT,
        BOUGHT_IN,
        CART,
        FUNNEL,
        ANSWERED,
        REFERRAL,
        DID,
        TICKET,
        FIRST_CHANNEL,
        FIRST_CAMPAIGN,
        FROM,
        TO,
        LOYALTY_TIER,
        SEARCH,
        MIN_NET,
        MAX_NET,
        MIN_ORDERS,
        MAX_ORDERS,
        RECENCY_SCORE,
        FREQUENCY_SCORE,
        MONETARY_SCORE,
        MIN_RECENCY_DAYS,
        MAX_RECENCY_DAYS,
        MIN_VALUE_EXPECTED,
        MAX_VALUE_EXPECTED,
        MIN_ALIVE_PROBABILITY,
        MAX_ALIVE_PROBABILITY,
        SORT,
        LIMIT
    })
    @Operation(hidden = true)
    public RestMulti<byte[]> listTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(CustomerRow.class, customers.all(params, params.rowsOrAll()));
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "One customer, personal data included; for a visitor who turned out to be a customer, that customer")
    public Uni<CustomerDetail> detail(@PathParam("id") String id) {
        return customers.resolve(id.replace('\0', ' ')).flatMap(customers::detail);
    }

    @GET
    @Path("{id}/timeline")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, KIND, ACTION, LIMIT, CURSOR})
    @Operation(
            summary =
                    "What the customer did and what was decided about them, newest first; kind is order, refund, browse, cart, feedback,"
                            + " ticket, message, growth, details, experiment, session, cart_outcome, segment or membership")
    public Uni<Page<TimelineEvent>> timeline(@PathParam("id") String id, @Context UriInfo uri) {
        Params params = Params.of(uri);
        return customers
                .resolve(id.replace('\0', ' '))
                .flatMap(who -> customers.timeline(who, params, params.limit(USUAL_LIMIT, GREATEST_LIMIT)));
    }
}
