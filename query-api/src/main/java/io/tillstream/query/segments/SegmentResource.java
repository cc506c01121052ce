package io.tillstream.query.segments;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.CsvTables;
import io.tillstream.query.table.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** RFM segments. */
@Path("/api/v1/segments")
public class SegmentResource {

    private final SegmentTables segments;
    private final CsvTables csv;

    SegmentResource(SegmentTables segments, CsvTables csv) {
        this.segments = segments;
        this.csv = csv;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(summary = "Customers and spend by RFM segment")
    public Uni<Page<SegmentRow>> segments(@Context UriInfo uri) {
        return segments.rows(Params.of(uri)).map(rows -> new Page<>(rows, null));
    }

    @GET
    @Produces(CsvTables.CSV)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(hidden = true)
    public Multi<String> segmentsCsv(@Context UriInfo uri) {
        return csv.of(SegmentRow.class, segments.rows(Params.of(uri)));
    }
}
