package io.tillstream.query.rfm;

import static io.tillstream.query.request.Parameter.*;

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
import org.eclipse.microprofile.openapi.annotations.Operation;

/** RFM cells. */
@Path("/api/v1/rfm")
@RolesAllowed(Roles.VIEWER)
public class RfmResource {

    private final RfmTables rfm;
    private final CsvTables csv;

    RfmResource(RfmTables rfm, CsvTables csv) {
        this.rfm = rfm;
        this.csv = csv;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(summary = "Customers by RFM cell, and the cut points")
    public Uni<RfmCells> cells(@Context UriInfo uri) {
        return rfm.cells(Params.of(uri));
    }

    @GET
    @Produces(CsvTables.CSV)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(hidden = true)
    public Multi<String> cellsCsv(@Context UriInfo uri) {
        return csv.of(RfmCells.Cell.class, rfm.cells(Params.of(uri)).map(RfmCells::cells));
    }
}
