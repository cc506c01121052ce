package io.tillstream.query.bundles;

import static io.tillstream.query.request.Parameter.CURSOR;
import static io.tillstream.query.request.Parameter.LEVEL;
import static io.tillstream.query.request.Parameter.LIMIT;
import static io.tillstream.query.request.Parameter.MIN_CONFIDENCE;
import static io.tillstream.query.request.Parameter.MIN_LIFT;
import static io.tillstream.query.request.Parameter.MIN_SUPPORT;
import static io.tillstream.query.request.Parameter.PRODUCT;
import static io.tillstream.query.request.Parameter.SIGNIFICANT;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Rules: who buys these buys that. */
@Path("/api/v1/bundles")
@RolesAllowed(Roles.VIEWER)
@Recent
public class BundleResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;

    private final RuleTables rules;
    private final TableFormats formats;

    BundleResource(RuleTables rules, TableFormats formats) {
        this.rules = rules;
        this.formats = formats;
    }

    /**
     * Rules of one level, greatest lift first.
     *
     * @param available whether any rules were found, whatever was asked for
     * @param reason why there are none; null when there are
     * @param run what they were mined from; null before the first run
     */
    public record Bundles(
            String level,
            boolean available,
            @Nullable String reason,
            @Nullable RunRow run,
            List<RuleRow> items,
            @Nullable String nextCursor) {

        static Bundles of(String level, @Nullable RunRow run, Page<RuleTables.Keyed> page) {
            boolean available = run != null && run.rules() > 0;
            String reason = run == null ? "Orders have not been looked through for bundles yet." : run.sentence();
            return new Bundles(
                    level,
                    available,
                    available ? null : reason,
                    run,
                    page.items().stream().map(RuleTables.Keyed::rule).toList(),
                    page.nextCursor());
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({LEVEL, MIN_SUPPORT, MIN_CONFIDENCE, MIN_LIFT, PRODUCT, SIGNIFICANT, LIMIT, CURSOR})
    @Operation(
            summary =
                    "Rules between products or between categories, greatest lift first, and what they were mined from")
    public Uni<Bundles> bundles(@Context UriInfo uri) {
        Params params = Params.of(uri);
        int limit = params.limit(USUAL_LIMIT, GREATEST_LIMIT);
        return Uni.combine()
                .all()
                .unis(rules.run(params), rules.page(params, limit))
                .with((runs, fetched) -> Bundles.of(
                        RuleTables.level(params),
                        runs.isEmpty() ? null : runs.getFirst(),
                        Page.of(fetched, limit, RuleTables.Keyed::cursor)));
    }

    @GET
    @Produces(TableFormats.TABLE)
    @Accepts({LEVEL, MIN_SUPPORT, MIN_CONFIDENCE, MIN_LIFT, PRODUCT, SIGNIFICANT, LIMIT})
    @Operation(hidden = true)
    public RestMulti<byte[]> bundlesTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(RuleRow.class, rules.all(params, params.rowsOrAll()));
    }
}
