package io.tillstream.query.carts;

import static io.tillstream.query.request.Parameter.*;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Filters;
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

/** Carts. */
@Path("/api/v1/carts")
@RolesAllowed(Roles.VIEWER)
@Recent
public class CartResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;

    private final CartTables carts;
    private final TableFormats formats;

    CartResource(CartTables carts, TableFormats formats) {
        this.carts = carts;
        this.formats = formats;
    }

    /**
     * What became of carts.
     *
     * @param counts of the carts opened in the time asked for
     * @param abandonedNow carts abandoned within the last 7 days and not bought since, whatever the filters
     * @param abandonedNowMicros what is in them
     */
    public record Summary(
            CartCounts counts,
            long abandonedNow,
            @Money @JsonProperty("abandoned_now_value") long abandonedNowMicros) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({
        STATE, FROM, TO, CUSTOMER, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, MIN_VALUE, SORT, LIMIT, CURSOR
    })
    @Operation(
            summary =
                    "Carts that changed state; without state those abandoned within the last 7 days and not bought since;"
                            + " sort is -changed_at (usual) or -value; from and to are days of opening")
    public Uni<Page<CartRow>> list(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return carts.page(params, params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }

    @GET
    @Produces(TableFormats.TABLE)
    @Accepts({STATE, FROM, TO, CUSTOMER, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, MIN_VALUE, SORT, LIMIT})
    @Operation(hidden = true)
    public RestMulti<byte[]> listTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        Integer limit = params.text(LIMIT) == null ? null : Integer.valueOf(params.limit(1, 10_000_000));
        return formats.of(CartRow.class, carts.all(params, limit));
    }

    @GET
    @Path("summary")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "Counts, values and rates of carts by the time they were opened")
    public Uni<Summary> summary(@Context UriInfo uri) {
        Filters filters = Filters.of(Params.of(uri));
        return carts.counts(filters).flatMap(counts -> carts.abandonedNow()
                .map(now -> new Summary(counts, now.carts(), now.valueMicros())));
    }
}
