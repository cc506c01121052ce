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

/** What customers answered. */
@Path("/api/v1/satisfaction")
@RolesAllowed(Roles.VIEWER)
@Recent
public class SatisfactionResource {

    private final ExperienceTables experience;
    private final TableFormats formats;

    SatisfactionResource(ExperienceTables experience, TableFormats formats) {
        this.experience = experience;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, DIMENSION})
    @Operation(
            summary =
                    "NPS, CSAT, satisfaction and sentiment; dimension is total, day, channel, type, segment or category")
    public Uni<List<Satisfaction>> satisfaction(@Context UriInfo uri) {
        return experience.satisfaction(Params.of(uri));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, DIMENSION})
    @Operation(hidden = true)
    public RestMulti<byte[]> satisfactionTable(@Context UriInfo uri) {
        return formats.of(Satisfaction.class, experience.satisfaction(Params.of(uri)));
    }

    @GET
    @Path("/retention")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER})
    @Operation(summary = "Who bought again within 90 days of answering, by promoters, passives and detractors")
    public Uni<List<NpsRetention>> retention(@Context UriInfo uri) {
        return experience.retention(Params.of(uri));
    }
}
