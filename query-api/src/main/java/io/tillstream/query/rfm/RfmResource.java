package io.tillstream.query.rfm;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** RFM cells. */
@Path("/api/v1/rfm")
@RolesAllowed(Roles.VIEWER)
@Recent
public class RfmResource {

    private final RfmTables rfm;
    private final TableFormats formats;

    RfmResource(RfmTables rfm, TableFormats formats) {
        this.rfm = rfm;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(summary = "Customers by RFM cell, and the cut points")
    public Uni<RfmCells> cells(@Context UriInfo uri) {
        return rfm.cells(Params.of(uri));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(hidden = true)
    public RestMulti<byte[]> cellsTable(@Context UriInfo uri) {
        return formats.of(RfmCells.Cell.class, rfm.cells(Params.of(uri)).map(RfmCells::cells));
    }
}
