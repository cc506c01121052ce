package io.tillstream.query.churn;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.CsvTables;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Churn tiers. */
@Path("/api/v1/churn")
public class ChurnResource {

    private final ChurnTables churn;
    private final ReferenceTime referenceTime;
    private final CsvTables csv;

    ChurnResource(ChurnTables churn, ReferenceTime referenceTime, CsvTables csv) {
        this.churn = churn;
        this.referenceTime = referenceTime;
        this.csv = csv;
    }

    /**
     * Customers by tier.
     *
     * @param methods how the tiers came about: {@code rule} or models' versions
     */
    public record Churn(Instant asOf, List<String> methods, List<ChurnTier> tiers) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(summary = "Customers and spend by churn tier")
    public Uni<Churn> churn(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return Uni.combine()
                .all()
                .unis(referenceTime.asOf(), churn.methods(), churn.tiers(params))
                .with(Churn::new);
    }

    @GET
    @Produces(CsvTables.CSV)
    @Accepts({SEGMENT, TIER, LOCATION, COUNTRY, AGE_GROUP, GENDER, CHANNEL})
    @Operation(hidden = true)
    public Multi<String> churnCsv(@Context UriInfo uri) {
        return csv.of(ChurnTier.class, churn.tiers(Params.of(uri)));
    }
}
