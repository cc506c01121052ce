package io.tillstream.query.seasonality;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Params;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** Hour by weekday and month matrices. */
@Path("/api/v1/seasonality")
@RolesAllowed(Roles.VIEWER)
@Recent
public class SeasonalityResource {

    private final SeasonalityTables seasonality;
    private final TableFormats formats;

    SeasonalityResource(SeasonalityTables seasonality, TableFormats formats) {
        this.seasonality = seasonality;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, AS_OF, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "Orders and sessions by hour of the week and by month")
    public Uni<Seasonality> seasonality(@Context UriInfo uri) {
        Filters filters = Filters.of(Params.of(uri));
        return seasonality
                .hours(filters)
                .flatMap(hours -> seasonality.months(filters).map(months -> new Seasonality(hours, months)));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, AS_OF, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(hidden = true)
    public RestMulti<byte[]> seasonalityTable(@Context UriInfo uri) {
        return formats.of(Seasonality.Hour.class, seasonality.hours(Filters.of(Params.of(uri))));
    }
}
