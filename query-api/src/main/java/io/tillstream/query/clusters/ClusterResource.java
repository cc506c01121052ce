package io.tillstream.query.clusters;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.models.ModelTables;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Clusters. */
@Path("/api/v1/clusters")
@RolesAllowed(Roles.VIEWER)
@Recent
public class ClusterResource {

    private final ClusterTables clusters;
    private final ModelTables models;
    private final ReferenceTime referenceTime;
    private final TableFormats formats;

    ClusterResource(ClusterTables clusters, ModelTables models, ReferenceTime referenceTime, TableFormats formats) {
        this.clusters = clusters;
        this.models = models;
        this.referenceTime = referenceTime;
        this.formats = formats;
    }

    /**
     * The clusters.
     *
     * @param available whether there are any
     * @param reason why there are none; null when there are
     * @param metrics of the clustering, for example its silhouette
     */
    public record Clusters(
            Instant asOf,
            boolean available,
            @Nullable String reason,
            @Nullable String model,
            @Nullable Instant trainedAt,
            Map<String, Double> metrics,
            List<ClusterRow> clusters) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(summary = "Clusters of like customers with tier, rewards, and who is in them now")
    public Uni<Clusters> clusters(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return models.state(ModelRecord.CLUSTERS).flatMap(model -> Uni.combine()
                .all()
                .unis(referenceTime.asOf(), clusters.rows(model.card(), params))
                .with((asOf, rows) -> new Clusters(
                        asOf,
                        model.available(),
                        model.reason(),
                        model.version(),
                        model.trainedAt(),
                        model.card() == null ? Map.of() : model.card().metrics(),
                        rows)));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(hidden = true)
    public RestMulti<byte[]> clustersTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(
                ClusterRow.class,
                models.state(ModelRecord.CLUSTERS).flatMap(model -> clusters.rows(model.card(), params)));
    }
}
