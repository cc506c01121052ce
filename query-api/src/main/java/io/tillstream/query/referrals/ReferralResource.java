package io.tillstream.query.referrals;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.database.ReferenceTime;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** Referrals. */
@Path("/api/v1/referrals")
@RolesAllowed(Roles.VIEWER)
@Recent
public class ReferralResource {

    private final ReferralTables referrals;
    private final ReferenceTime referenceTime;
    private final BusinessTime time;
    private final TableFormats formats;

    ReferralResource(ReferralTables referrals, ReferenceTime referenceTime, BusinessTime time, TableFormats formats) {
        this.referrals = referrals;
        this.referenceTime = referenceTime;
        this.time = time;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, DIMENSION})
    @Operation(summary = "Referrals sent, converted and rewarded; dimension is total, month or channel")
    public Uni<List<ReferralRow>> referrals(@Context UriInfo uri) {
        return referrals.referrals(Params.of(uri));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, DIMENSION})
    @Operation(hidden = true)
    public RestMulti<byte[]> referralsTable(@Context UriInfo uri) {
        return formats.of(ReferralRow.class, referrals.referrals(Params.of(uri)));
    }

    @GET
    @Path("/customers")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER})
    @Operation(
            summary = "What referred customers are worth beside others, by the month and channel of their first order")
    public Uni<ReferredCustomers> customers(@Context UriInfo uri) {
        Filters filters = Filters.of(Params.of(uri));
        return referenceTime.asOf().flatMap(asOf -> referrals.customers(filters, asOf, time.day(asOf)));
    }
}
