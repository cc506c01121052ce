package io.tillstream.query.transactions;

import static io.tillstream.query.request.Parameter.*;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** Purchases and refunds. */
@Path("/api/v1/transactions")
@RolesAllowed(Roles.VIEWER)
@Recent
public class TransactionResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;
    private static final int GREATEST_EXPORT = 10_000_000;

    private final TransactionTables transactions;
    private final TableFormats formats;

    TransactionResource(TransactionTables transactions, TableFormats formats) {
        this.transactions = transactions;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({
        KIND, CUSTOMER, FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE, LIMIT, CURSOR
    })
    @Operation(summary = "Purchases and refunds, newest first")
    public Uni<Page<Transaction>> list(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return transactions.page(params, params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }

    @GET
    @Produces(TableFormats.TABLE)
    @Accepts({KIND, CUSTOMER, FROM, TO, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE, LIMIT})
    @Operation(hidden = true)
    public RestMulti<byte[]> listTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(Transaction.class, transactions.all(params, params.limit(GREATEST_EXPORT, GREATEST_EXPORT)));
    }
}
