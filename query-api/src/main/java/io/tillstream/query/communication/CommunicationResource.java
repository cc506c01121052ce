package io.tillstream.query.communication;

import static io.tillstream.query.request.Parameter.*;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.communication.CommunicationTables.Question;
import io.tillstream.query.database.ReferenceTime;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** What becomes of messages to customers. */
@Path("/api/v1/communications")
@RolesAllowed(Roles.VIEWER)
@Recent
public class CommunicationResource {

    private final CommunicationTables communication;
    private final ReferenceTime referenceTime;
    private final BusinessTime time;
    private final TableFormats formats;

    CommunicationResource(
            CommunicationTables communication, ReferenceTime referenceTime, BusinessTime time, TableFormats formats) {
        this.communication = communication;
        this.referenceTime = referenceTime;
        this.time = time;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CAMPAIGN, DIMENSION})
    @Operation(summary = "Messages from sending to order; dimension is total, day, channel or campaign")
    public Uni<List<Communication>> messages(@Context UriInfo uri) {
        Question question = Question.of(Params.of(uri));
        return referenceTime.asOf().flatMap(asOf -> communication.messages(question, time.day(asOf)));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CAMPAIGN, DIMENSION})
    @Operation(hidden = true)
    public RestMulti<byte[]> messagesTable(@Context UriInfo uri) {
        return formats.of(Communication.class, messages(uri));
    }

    @GET
    @Path("/fatigue")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER})
    @Operation(summary = "Open and unsubscribe rates by how many messages somebody had in the last 7 and 30 days")
    public Uni<List<Fatigue>> fatigue(@Context UriInfo uri) {
        return communication.fatigue(Question.of(Params.of(uri)));
    }

    @GET
    @Path("/fatigue")
    @Produces(TableFormats.CHART)
    @Accepts({FROM, TO, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER})
    @Operation(hidden = true)
    public RestMulti<byte[]> fatigueTable(@Context UriInfo uri) {
        return formats.of(Fatigue.class, fatigue(uri));
    }
}
