package io.tillstream.query.loyalty;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.matching.MatchedEffect;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Params;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The loyalty programme. */
@Path("/api/v1/loyalty")
@RolesAllowed(Roles.VIEWER)
@Recent
public class LoyaltyResource {

    private final LoyaltyTables tables;
    private final LoyaltyProgram program;
    private final ReferenceTime referenceTime;
    private final BusinessTime time;
    private final TableFormats formats;

    LoyaltyResource(
            LoyaltyTables tables,
            LoyaltyProgram program,
            ReferenceTime referenceTime,
            BusinessTime time,
            TableFormats formats) {
        this.tables = tables;
        this.program = program;
        this.referenceTime = referenceTime;
        this.time = time;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO})
    @Operation(summary = "Members, participation, points and tiers, by month and as they stand")
    public Uni<Loyalty> loyalty(@Context UriInfo uri) {
        Filters days = Filters.of(Params.of(uri));
        return referenceTime.asOf().flatMap(asOf -> {
            YearMonth now = YearMonth.from(time.day(asOf));
            return tables.months().flatMap(months -> tables.tiers(now)
                    .map(tiers ->
                            LoyaltyMonths.of(asOf, program, months, tiers, now, month(days.from()), month(days.to()))));
        });
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO})
    @Operation(hidden = true)
    public RestMulti<byte[]> loyaltyTable(@Context UriInfo uri) {
        return formats.of(Loyalty.Month.class, loyalty(uri).map(Loyalty::months));
    }

    @GET
    @Path("/moves")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO})
    @Operation(summary = "Members who moved between tiers, by month")
    public Uni<List<TierMove>> moves(@Context UriInfo uri) {
        Filters days = Filters.of(Params.of(uri));
        return referenceTime.asOf().flatMap(asOf -> tables.moves(days, YearMonth.from(time.day(asOf))));
    }

    @GET
    @Path("/moves")
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO})
    @Operation(hidden = true)
    public RestMulti<byte[]> movesTable(@Context UriInfo uri) {
        return formats.of(TierMove.class, moves(uri));
    }

    @GET
    @Path("/effect")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, COUNTRY})
    @Operation(summary = "Do members come back within 90 days more often than others with alike first orders?")
    public Uni<MatchedEffect> effect(@Context UriInfo uri) {
        Filters filters = Filters.of(Params.of(uri));
        return referenceTime.asOf().flatMap(asOf -> tables.effect(filters, time.day(asOf)));
    }

    @GET
    @Path("/members")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({
        DIMENSION,
        SEGMENT,
        TIER,
        LOCATION,
        COUNTRY,
        AGE_GROUP,
        GENDER,
        CHANNEL,
        CLUSTER,
        BEHAVIOUR,
        CUSTOM_SEGMENT
    })
    @Operation(summary = "Customers and members now; dimension is tier, segment, country, channel or age_group")
    public Uni<List<MemberGroup>> members(@Context UriInfo uri) {
        return tables.groups(Params.of(uri));
    }

    @GET
    @Path("/members")
    @Produces(TableFormats.CHART)
    @Accepts({
        DIMENSION,
        SEGMENT,
        TIER,
        LOCATION,
        COUNTRY,
        AGE_GROUP,
        GENDER,
        CHANNEL,
        CLUSTER,
        BEHAVIOUR,
        CUSTOM_SEGMENT
    })
    @Operation(hidden = true)
    public RestMulti<byte[]> membersTable(@Context UriInfo uri) {
        return formats.of(MemberGroup.class, tables.groups(Params.of(uri)));
    }

    private static @Nullable YearMonth month(@Nullable LocalDate day) {
        return day == null ? null : YearMonth.from(day);
    }
}
