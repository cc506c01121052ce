package io.tillstream.query.experience;

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

/** What customers wrote: in their own words, which are made anew for whoever asks, and what they are about. */
@Path("/api/v1/feedback")
@RolesAllowed(Roles.VIEWER)
public class FeedbackResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;
    private static final int USUAL_TOPICS = 20;
    private static final int GREATEST_TOPICS = 200;
    private static final int GREATEST_EXPORT = 10_000_000;

    private final ExperienceTables experience;
    private final TableFormats formats;

    FeedbackResource(ExperienceTables experience, TableFormats formats) {
        this.experience = experience;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({
        FROM, TO, TYPE, MOOD, STATUS, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CUSTOMER, PRODUCT,
        LIMIT, CURSOR
    })
    @Operation(summary = "Answers and feedback in the customers' words, newest first")
    public Uni<Page<FeedbackRow>> list(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return experience.feedback(params, params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }

    @GET
    @Produces(TableFormats.TABLE)
    @Accepts({
        FROM, TO, TYPE, MOOD, STATUS, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CUSTOMER, PRODUCT,
        LIMIT
    })
    @Operation(hidden = true)
    public RestMulti<byte[]> listTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(
                FeedbackRow.class, experience.allFeedback(params, params.limit(GREATEST_EXPORT, GREATEST_EXPORT)));
    }

    @GET
    @Path("topics")
    @Recent
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({
        FROM, TO, TYPE, MOOD, STATUS, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, PRODUCT, LIMIT
    })
    @Operation(
            summary = "What customers write about: key phrases of at least two customers, with how their texts sound")
    public Uni<FeedbackTopics> topics(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return experience.topics(params, params.limit(USUAL_TOPICS, GREATEST_TOPICS));
    }

    @GET
    @Path("topics")
    @Produces(TableFormats.TABLE)
    @Accepts({
        FROM, TO, TYPE, MOOD, STATUS, CHANNEL, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, PRODUCT, LIMIT
    })
    @Operation(hidden = true)
    public RestMulti<byte[]> topicsTable(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(
                FeedbackTopics.Topic.class,
                experience
                        .topics(params, params.limit(USUAL_TOPICS, GREATEST_TOPICS))
                        .map(FeedbackTopics::items));
    }
}
