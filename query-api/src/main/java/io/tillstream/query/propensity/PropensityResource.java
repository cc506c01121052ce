package io.tillstream.query.propensity;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.query.access.Roles;
import io.tillstream.query.customers.IndexedRankings;
import io.tillstream.query.customers.RankedCustomers;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.models.ModelTables;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.CsvTables;
import io.tillstream.query.table.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Purchase propensity. */
@Path("/api/v1/propensity")
@RolesAllowed(Roles.VIEWER)
public class PropensityResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;
    private static final int HORIZON_DAYS = 7;
    private static final IndexedRankings BY_PROBABILITY = IndexedRankings.PURCHASE;

    private final PropensityTables scores;
    private final RankedCustomers ranked;
    private final ModelTables models;
    private final ReferenceTime referenceTime;
    private final CsvTables csv;

    PropensityResource(
            PropensityTables scores,
            RankedCustomers ranked,
            ModelTables models,
            ReferenceTime referenceTime,
            CsvTables csv) {
        this.scores = scores;
        this.ranked = ranked;
        this.models = models;
        this.referenceTime = referenceTime;
        this.csv = csv;
    }

    /**
     * How many buy within a week.
     *
     * @param available whether a model scores
     * @param reason why none does; null when one does
     * @param customers whom the model scored
     * @param expectedBuyers Σ probabilities
     * @param histogram customers by tenth of the probability
     */
    public record Propensity(
            Instant asOf,
            boolean available,
            @Nullable String reason,
            @Nullable String model,
            @Nullable Instant trainedAt,
            int horizonDays,
            long customers,
            double expectedBuyers,
            List<Long> histogram) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER})
    @Operation(summary = "How many buy within 7 days; without a model, why there is none")
    public Uni<Propensity> propensity(@Context UriInfo uri) {
        return Uni.combine()
                .all()
                .unis(referenceTime.asOf(), models.state(ModelRecord.PURCHASE), scores.scores(Params.of(uri)))
                .with((asOf, model, found) -> new Propensity(
                        asOf,
                        model.available(),
                        model.reason(),
                        model.version(),
                        model.trainedAt(),
                        HORIZON_DAYS,
                        found.customers(),
                        found.expectedBuyers(),
                        found.histogram()));
    }

    @GET
    @Path("customers")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, LIMIT, CURSOR})
    @Operation(summary = "Who buys within 7 days, the likeliest first")
    public Uni<Page<LikelyBuyer>> customers(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return ranked.page(
                BY_PROBABILITY.ranking(),
                BY_PROBABILITY.condition(),
                params,
                params.limit(USUAL_LIMIT, GREATEST_LIMIT),
                LikelyBuyer::of);
    }

    @GET
    @Path("customers")
    @Produces(CsvTables.CSV)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, LIMIT})
    @Operation(hidden = true)
    public Multi<String> customersCsv(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return csv.of(
                LikelyBuyer.class,
                ranked.all(
                        BY_PROBABILITY.ranking(),
                        BY_PROBABILITY.condition(),
                        params,
                        params.rowsOrAll(),
                        LikelyBuyer::of));
    }
}
