package io.tillstream.query.propensity;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.customers.IndexedRankings;
import io.tillstream.query.customers.RankedCustomers;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.models.ModelTables;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
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
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Purchase propensity. */
@Path("/api/v1/propensity")
@RolesAllowed(Roles.VIEWER)
@Recent
public class PropensityResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;
    private static final int HORIZON_DAYS = 7;
    private static final IndexedRankings BY_PROBABILITY = IndexedRankings.PURCHASE;

    private final PropensityTables scores;
    private final RankedCustomers ranked;
    private final ModelTables models;
    private final ReferenceTime referenceTime;
    private final TableFormats formats;

    PropensityResource(
            PropensityTables scores,
            RankedCustomers ranked,
            ModelTables models,
            ReferenceTime referenceTime,
            TableFormats formats) {
        this.scores = scores;
        this.ranked = ranked;
        this.models = models;
        this.referenceTime = referenceTime;
        this.formats = formats;
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

    /**
     * Customers by tenth of the probability, as a row of a table.
     *
     * @param from least probability
     * @param to probabilities are below it; 1 is in the last tenth
     */
    @Charted(
            kind = Chart.Kind.BARS,
            title = "Customers by probability to buy within 7 days",
            x = "from",
            y = "customers")
    public record Tenth(double from, double to, long customers) {}

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER})
    @Operation(hidden = true)
    public RestMulti<byte[]> propensityTable(@Context UriInfo uri) {
        return formats.of(Tenth.class, propensity(uri).map(found -> IntStream.range(
                        0, found.histogram().size())
                .mapToObj(i ->
                        new Tenth(i / 10.0, (i + 1) / 10.0, found.histogram().get(i)))
                .toList()));
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
    @Produces(TableFormats.TABLE)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, LIMIT})
    @Operation(hidden = true)
    public RestMulti<byte[]> customersTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(
                LikelyBuyer.class,
                ranked.all(
                        BY_PROBABILITY.ranking(),
                        BY_PROBABILITY.condition(),
                        params,
                        params.rowsOrAll(),
                        LikelyBuyer::of));
    }
}
