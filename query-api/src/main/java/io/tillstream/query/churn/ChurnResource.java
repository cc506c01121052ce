package io.tillstream.query.churn;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Churn: how many are at risk and why, who to call, and what to do. */
@Path("/api/v1/churn")
@RolesAllowed(Roles.VIEWER)
@Recent
public class ChurnResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;

    private final ChurnTables churn;
    private final RankedCustomers ranked;
    private final ModelTables models;
    private final ReferenceTime referenceTime;
    private final TableFormats formats;

    ChurnResource(
            ChurnTables churn,
            RankedCustomers ranked,
            ModelTables models,
            ReferenceTime referenceTime,
            TableFormats formats) {
        this.churn = churn;
        this.ranked = ranked;
        this.models = models;
        this.referenceTime = referenceTime;
        this.formats = formats;
    }

    /**
     * Customers by tier, and why.
     *
     * @param available whether a model scores; while none does, tiers are by rule
     * @param reason why none does; null when one does
     * @param model its version
     * @param methods how the tiers came about: {@code rule}, {@code bootstrap} or models' versions
     * @param scores of all customers whom the model scored
     * @param reasons the features that moved their probabilities most
     * @param plays what to do for whom, and for how many
     */
    public record Churn(
            Instant asOf,
            boolean available,
            @Nullable String reason,
            @Nullable String model,
            List<String> methods,
            List<ChurnTier> tiers,
            ChurnScores scores,
            List<ChurnReason> reasons,
            List<ChurnPlay> plays) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER})
    @Operation(summary = "Customers and spend by churn tier, probabilities, reasons, and what to do")
    public Uni<Churn> churn(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return Uni.combine()
                .all()
                .unis(
                        referenceTime.asOf(),
                        models.state(ModelRecord.CHURN),
                        churn.methods(),
                        churn.tiers(params),
                        churn.scores(params),
                        churn.reasons(params),
                        churn.plays(params))
                .with((asOf, model, methods, tiers, scores, reasons, plays) -> new Churn(
                        asOf,
                        model.available(),
                        model.reason(),
                        model.version(),
                        methods,
                        tiers,
                        scores,
                        reasons,
                        plays));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER})
    @Operation(hidden = true)
    public RestMulti<byte[]> churnTable(@Context UriInfo uri) {
        return formats.of(ChurnTier.class, churn.tiers(Params.of(uri)));
    }

    @GET
    @Path("customers")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, MIN_NET, SORT, LIMIT, CURSOR})
    @Operation(
            summary =
                    "Who to call, with reasons and play; sort is value (expected spend, or net spend without a model; the usual),"
                            + " probability or at_risk (probability × expected spend), always greatest first")
    public Uni<Page<ChurnCustomer>> customers(@Context UriInfo uri) {
        Params params = Params.of(uri);
        IndexedRankings by = ranking(params);
        return ranked.page(
                by.ranking(), by.condition(), params, params.limit(USUAL_LIMIT, GREATEST_LIMIT), ChurnCustomer::of);
    }

    @GET
    @Path("customers")
    @Produces(TableFormats.TABLE)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL, CLUSTER, MIN_NET, SORT, LIMIT})
    @Operation(hidden = true)
    public RestMulti<byte[]> customersTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        IndexedRankings by = ranking(params);
        return formats.of(
                ChurnCustomer.class,
                ranked.all(by.ranking(), by.condition(), params, params.rowsOrAll(), ChurnCustomer::of));
    }

    private static IndexedRankings ranking(Params params) {
        String sort =
                params.oneOf(SORT, List.of("value", "-value", "probability", "-probability", "at_risk", "-at_risk"));
        return switch (sort == null ? "" : sort.replace("-", "")) {
            case "probability" -> IndexedRankings.CHURN;
            case "at_risk" -> IndexedRankings.AT_RISK;
            default -> IndexedRankings.VALUE;
        };
    }
}
