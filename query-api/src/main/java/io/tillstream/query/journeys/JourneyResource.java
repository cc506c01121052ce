package io.tillstream.query.journeys;

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

/** Where sessions lead, by which paths, and which marketing channels lead to orders. */
@Path("/api/v1/journeys")
@RolesAllowed(Roles.VIEWER)
@Recent
public class JourneyResource {

    private static final int USUAL_PATHS = 20;
    private static final int MOST_PATHS = 1_000;

    private final JourneyTables journeys;
    private final TableFormats formats;

    JourneyResource(JourneyTables journeys, TableFormats formats) {
        this.journeys = journeys;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, DEVICE, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER})
    @Operation(summary = "From touchpoint to touchpoint within sessions, as nodes and links, and the time to purchase")
    public Uni<Journeys> journeys(@Context UriInfo uri) {
        return journeys.journeys(Params.of(uri));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, CHANNEL, DEVICE, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER})
    @Operation(hidden = true)
    public RestMulti<byte[]> journeysTable(@Context UriInfo uri) {
        return formats.of(Journeys.Link.class, journeys.journeys(Params.of(uri)).map(Journeys::links));
    }

    @GET
    @Path("/paths")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, DEVICE, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, OUTCOME, LIMIT})
    @Operation(summary = "The paths that most sessions take to a purchase, or to leaving")
    public Uni<List<PathRow>> paths(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return journeys.paths(params, params.limit(USUAL_PATHS, MOST_PATHS));
    }

    @GET
    @Path("/paths")
    @Produces(TableFormats.TABLE)
    @Accepts({FROM, TO, CHANNEL, DEVICE, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, OUTCOME, LIMIT})
    @Operation(hidden = true)
    public RestMulti<byte[]> pathsTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(PathRow.class, journeys.paths(params, params.limit(MOST_PATHS, MOST_PATHS)));
    }

    @GET
    @Path("/attribution")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER})
    @Operation(
            summary =
                    "Orders and revenue by marketing channel: first touch, last touch, linear and Markov removal effect")
    public Uni<Attribution> attribution(@Context UriInfo uri) {
        return journeys.attribution(Params.of(uri));
    }

    @GET
    @Path("/attribution")
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER})
    @Operation(hidden = true)
    public RestMulti<byte[]> attributionTable(@Context UriInfo uri) {
        return formats.of(ChannelRow.class, journeys.attribution(Params.of(uri)).map(Attribution::channels));
    }
}
