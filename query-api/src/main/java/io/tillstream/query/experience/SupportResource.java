package io.tillstream.query.experience;

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

/** Tickets. */
@Path("/api/v1/support")
@RolesAllowed(Roles.VIEWER)
@Recent
public class SupportResource {

    private final ExperienceTables experience;
    private final TableFormats formats;

    SupportResource(ExperienceTables experience, TableFormats formats) {
        this.experience = experience;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, DIMENSION})
    @Operation(summary = "Tickets by the day they were opened; dimension is total, day, channel or category")
    public Uni<List<Support>> support(@Context UriInfo uri) {
        return experience.support(Params.of(uri));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, DIMENSION})
    @Operation(hidden = true)
    public RestMulti<byte[]> supportTable(@Context UriInfo uri) {
        return formats.of(Support.class, experience.support(Params.of(uri)));
    }
}
