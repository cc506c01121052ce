package io.tillstream.query.report;

import static io.tillstream.query.request.Parameter.AGE_GROUP;
import static io.tillstream.query.request.Parameter.CATEGORY;
import static io.tillstream.query.request.Parameter.CHANNEL;
import static io.tillstream.query.request.Parameter.COUNTRY;
import static io.tillstream.query.request.Parameter.DEVICE;
import static io.tillstream.query.request.Parameter.FROM;
import static io.tillstream.query.request.Parameter.LOCATION;
import static io.tillstream.query.request.Parameter.SEGMENT;
import static io.tillstream.query.request.Parameter.TIER;
import static io.tillstream.query.request.Parameter.TO;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The report. */
@Path("/api/v1/report")
@RolesAllowed(Roles.VIEWER)
public class ReportResource {

    private static final String PDF = "application/pdf";

    private final ReportContents contents;
    private final ReportSettings settings;

    ReportResource(ReportContents contents, ReportSettings settings) {
        this.contents = contents;
        this.settings = settings;
    }

    @GET
    @Produces(PDF)
    @Accepts({FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(
            summary =
                    "A report to print: cover, tiles, charts and tables; what a filter cannot be counted for is left out")
    public Uni<Response> report(@Context UriInfo uri) {
        return contents.of(settings.shop(), Params.of(uri))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(report -> Response.ok(PdfReport.write(report), PDF)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"report.pdf\"")
                        .build());
    }
}
