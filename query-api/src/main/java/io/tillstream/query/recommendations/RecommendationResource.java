package io.tillstream.query.recommendations;

import static io.tillstream.query.request.Parameter.LIMIT;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Recommended products. */
@Path("/api/v1/customers/{id}/recommendations")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class RecommendationResource {

    private static final int USUAL_LIMIT = 10;
    private static final int GREATEST_LIMIT = 100;

    private final RecommendationTables recommendations;

    RecommendationResource(RecommendationTables recommendations) {
        this.recommendations = recommendations;
    }

    @GET
    @Accepts(LIMIT)
    @Operation(summary = "Products that others bought with what this customer has, and the customer has not")
    public Uni<Recommendations> recommendations(@PathParam("id") String id, @Context UriInfo uri) {
        return recommendations.of(id.replace('\0', ' '), Params.of(uri).limit(USUAL_LIMIT, GREATEST_LIMIT));
    }
}
