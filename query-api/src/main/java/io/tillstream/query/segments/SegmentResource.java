package io.tillstream.query.segments;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
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

/** RFM segments, behavioural and demographic ones. */
@Path("/api/v1/segments")
@RolesAllowed(Roles.VIEWER)
@Recent
public class SegmentResource {

    private static final String USUAL_DIMENSION = "age_group";

    private final SegmentTables segments;
    private final GroupTables groups;
    private final MoveTables moves;
    private final TableFormats formats;

    SegmentResource(SegmentTables segments, GroupTables groups, MoveTables moves, TableFormats formats) {
        this.segments = segments;
        this.groups = groups;
        this.moves = moves;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(summary = "Customers and spend by RFM segment")
    public Uni<Page<SegmentRow>> segments(@Context UriInfo uri) {
        return segments.rows(Params.of(uri)).map(rows -> new Page<>(rows, null));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(hidden = true)
    public RestMulti<byte[]> segmentsTable(@Context UriInfo uri) {
        return formats.of(SegmentRow.class, segments.rows(Params.of(uri)));
    }

    @GET
    @Path("moves")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER})
    @Operation(summary = "Moves between RFM segments in the days, by where from and where to, most frequent first")
    public Uni<Page<MoveRow>> moves(@Context UriInfo uri) {
        return moves.rows(Filters.of(Params.of(uri))).map(rows -> new Page<>(rows, null));
    }

    @GET
    @Path("moves")
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER})
    @Operation(hidden = true)
    public RestMulti<byte[]> movesTable(@Context UriInfo uri) {
        return formats.of(MoveRow.class, moves.rows(Filters.of(Params.of(uri))));
    }

    @GET
    @Path("behavioural")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER})
    @Operation(summary = "Customers by behaviour; a customer may be in several of these segments, or in none")
    public Uni<Page<GroupRow>> behavioural(@Context UriInfo uri) {
        return groups.behavioural(Params.of(uri)).map(rows -> new Page<>(rows, null));
    }

    @GET
    @Path("behavioural")
    @Produces(TableFormats.CHART)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER})
    @Operation(hidden = true)
    public RestMulti<byte[]> behaviouralTable(@Context UriInfo uri) {
        return formats.of(GroupRow.class, groups.behavioural(Params.of(uri)));
    }

    @GET
    @Path("demographic")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({DIMENSION, SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER})
    @Operation(summary = "Customers by age_group (the usual dimension), gender, location or country")
    public Uni<Page<GroupRow>> demographic(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return groups.demographic(dimension(params), params).map(rows -> new Page<>(rows, null));
    }

    @GET
    @Path("demographic")
    @Produces(TableFormats.CHART)
    @Accepts({DIMENSION, SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER})
    @Operation(hidden = true)
    public RestMulti<byte[]> demographicTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(GroupRow.class, groups.demographic(dimension(params), params));
    }

    private static String dimension(Params params) {
        String dimension = params.oneOf(DIMENSION, GroupTables.DIMENSIONS);
        return dimension == null ? USUAL_DIMENSION : dimension;
    }
}
