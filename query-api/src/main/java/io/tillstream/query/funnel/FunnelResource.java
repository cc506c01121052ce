package io.tillstream.query.funnel;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Amounts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The funnel. */
@Path("/api/v1/funnel")
@RolesAllowed(Roles.VIEWER)
@Recent
public class FunnelResource {

    private static final List<String> DIMENSIONS = List.of("device", "channel", "country", "day");

    private final FunnelTables funnels;
    private final TableFormats formats;

    FunnelResource(FunnelTables funnels, TableFormats formats) {
        this.funnels = funnels;
        this.formats = formats;
    }

    /**
     * One step.
     *
     * @param step its name
     * @param count runs that reached it
     * @param ofVisits share of the visits, 0 to 1; null without visits
     * @param ofStepBefore share of the step before; null when that is 0 or this is the first
     */
    public record Step(
            String step,
            long count,
            @Nullable Double ofVisits,
            @Nullable Double ofStepBefore) {}

    /**
     * The funnel.
     *
     * @param steps from visit to purchase
     * @param directPurchases purchases without recorded earlier steps; they are in no step
     * @param values the same per value of the dimension asked for; empty without one
     */
    public record Funnel(List<Step> steps, long directPurchases, List<FunnelCounts> values) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, AS_OF, DIMENSION, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(summary = "Steps of the funnel; dimension is device, channel, country or day")
    public Uni<Funnel> funnel(@Context UriInfo uri) {
        Params params = Params.of(uri);
        Filters filters = Filters.of(params);
        Uni<FunnelCounts> total = funnels.total(filters);
        String dimension = params.oneOf(DIMENSION, DIMENSIONS);
        Uni<List<FunnelCounts>> values =
                dimension == null ? Uni.createFrom().item(List.of()) : funnels.values(filters, dimension);
        return total.flatMap(all -> values.map(rows -> new Funnel(steps(all), all.directPurchases(), rows)));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, AS_OF, DIMENSION, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(hidden = true)
    public RestMulti<byte[]> funnelTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        Filters filters = Filters.of(params);
        String dimension = params.oneOf(DIMENSION, DIMENSIONS);
        return formats.of(
                FunnelCounts.class,
                dimension == null ? funnels.total(filters).map(List::of) : funnels.values(filters, dimension));
    }

    private static List<Step> steps(FunnelCounts all) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("visit", all.visits(), Amounts.ratio(all.visits(), all.visits()), null));
        next(steps, "view_item", all.views());
        next(steps, "add_to_cart", all.carts());
        next(steps, "begin_checkout", all.checkouts());
        next(steps, "purchase", all.purchases());
        return List.copyOf(steps);
    }

    private static void next(List<Step> steps, String name, long count) {
        steps.add(new Step(
                name,
                count,
                Amounts.ratio(count, steps.getFirst().count()),
                Amounts.ratio(count, steps.getLast().count())));
    }
}
