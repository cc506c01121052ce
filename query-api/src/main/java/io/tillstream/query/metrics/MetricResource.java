package io.tillstream.query.metrics;

import static io.tillstream.query.request.Parameter.AGE_GROUP;
import static io.tillstream.query.request.Parameter.CATEGORY;
import static io.tillstream.query.request.Parameter.CHANNEL;
import static io.tillstream.query.request.Parameter.COUNTRY;
import static io.tillstream.query.request.Parameter.DEVICE;
import static io.tillstream.query.request.Parameter.DIMENSION;
import static io.tillstream.query.request.Parameter.FROM;
import static io.tillstream.query.request.Parameter.LOCATION;
import static io.tillstream.query.request.Parameter.SEGMENT;
import static io.tillstream.query.request.Parameter.TIER;
import static io.tillstream.query.request.Parameter.TO;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Ownership;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Refuses;
import io.tillstream.query.request.Versions;
import io.tillstream.query.table.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Metrics that users define. A change names the version it was made from in If-Match, as the ETag of the answer before gave it. */
@Path("/api/v1/metrics")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class MetricResource {

    private static final String EXAMPLE = "{\"name\":\"revenue_per_session\",\"title\":\"Revenue per session\","
            + "\"expression\":\"revenue / sessions\",\"format\":\"money\"}";

    private final Metrics metrics;
    private final MetricValues values;
    private final Ownership ownership;

    MetricResource(Metrics metrics, MetricValues values, Ownership ownership) {
        this.metrics = metrics;
        this.values = values;
        this.ownership = ownership;
    }

    /**
     * A metric.
     *
     * @param name what other metrics refer to it by
     * @param format money, percent (the value 0.25 is 25 %) or number
     * @param unit written behind numbers, for example items
     * @param owner name of who saved it
     * @param shared whether others see it, too
     */
    public record View(
            long id,
            String name,
            String title,
            String description,
            String expression,
            String format,
            @Nullable String unit,
            String owner,
            boolean shared,
            long version,
            Instant createdAt,
            Instant updatedAt) {

        static View of(CustomMetric metric) {
            return new View(
                    metric.id,
                    metric.name,
                    metric.title,
                    metric.description,
                    metric.expression,
                    metric.format,
                    metric.unit,
                    metric.ownerName,
                    metric.shared,
                    metric.version,
                    metric.createdAt,
                    metric.updatedAt);
        }
    }

    /**
     * What a client sends.
     *
     * @param name 1 to 50 of a-z, 0-9 and _, of which there is one in the installation
     * @param title the name when left out
     * @param expression measures, other metrics, numbers, + - * / and parentheses
     * @param format money, percent or number
     * @param unit at most 20 characters; may be left out
     * @param shared true when left out
     */
    public record Draft(
            @Nullable String name,
            @Nullable String title,
            @Nullable String description,
            @Nullable String expression,
            @Nullable String format,
            @Nullable String unit,
            @Nullable Boolean shared) {}

    /**
     * A measure that expressions may name.
     *
     * @param format money or number
     * @param filters the filters it can be counted by, beside from and to
     * @param dimensions what it can be split by
     */
    public record MeasureView(
            String name, String description, String format, List<String> filters, List<String> dimensions) {

        static MeasureView of(Measure measure) {
            return new MeasureView(
                    measure.wireName(),
                    measure.description(),
                    measure.isMoney() ? "money" : "number",
                    measure.source().filters().stream()
                            .map(Parameter::wireName)
                            .sorted()
                            .toList(),
                    measure.source().dimensions());
        }
    }

    @GET
    @Operation(summary = "Metrics by name: those that are shared, and one's own")
    public Uni<Page<View>> list() {
        return metrics.visible(ownership.viewer())
                .map(found -> new Page<>(found.stream().map(View::of).toList(), null));
    }

    @GET
    @Path("measures")
    @Operation(summary = "The measures that expressions may name")
    public Page<MeasureView> measures() {
        return new Page<>(Arrays.stream(Measure.values()).map(MeasureView::of).toList(), null);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One metric")
    @APIResponseSchema(View.class)
    public Uni<Response> read(@PathParam("id") String id) {
        return metrics.metric(number(id), ownership.viewer()).map(known -> tagged(Response.ok(), known.metric()));
    }

    @GET
    @Path("{id}/values")
    @Accepts({FROM, TO, DIMENSION, CATEGORY, LOCATION, COUNTRY, AGE_GROUP, SEGMENT, TIER, CHANNEL, DEVICE})
    @Operation(
            summary =
                    "A metric's value, and by day or dimension; takes the filters by which all its measures are counted")
    public Uni<MetricValues.Answer> values(@PathParam("id") String id, @Context UriInfo uri) {
        Params params = Params.of(uri);
        return metrics.metric(number(id), ownership.viewer())
                .flatMap(known -> values.answer(known, View.of(known.metric()), params));
    }

    @POST
    @RolesAllowed(Roles.ANALYST)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(examples = @ExampleObject(name = "metric", value = EXAMPLE)))
    @Operation(summary = "Save a metric")
    @APIResponseSchema(value = View.class, responseCode = "201")
    @Refuses({ProblemCode.NAME_TAKEN, ProblemCode.TOO_MANY})
    public Uni<Response> create(@Nullable Draft draft) {
        return metrics.create(MetricDrafts.checked(draft), ownership.viewer())
                .map(metric -> tagged(Response.created(URI.create("/api/v1/metrics/" + metric.id)), metric));
    }

    @PUT
    @RolesAllowed(Roles.ANALYST)
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(examples = @ExampleObject(name = "metric", value = EXAMPLE)))
    @Operation(summary = "Change a metric; needs If-Match")
    @APIResponseSchema(View.class)
    @Refuses({ProblemCode.NAME_TAKEN, ProblemCode.IN_USE})
    public Uni<Response> replace(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match, @Nullable Draft draft) {
        return metrics.replace(number(id), Versions.required(match), MetricDrafts.checked(draft), ownership.viewer())
                .map(metric -> tagged(Response.ok(), metric));
    }

    @DELETE
    @RolesAllowed(Roles.ANALYST)
    @Path("{id}")
    @Operation(summary = "Remove a metric that no other refers to; needs If-Match")
    @Refuses(ProblemCode.IN_USE)
    public Uni<Void> remove(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match) {
        return metrics.remove(number(id), Versions.required(match), ownership.viewer());
    }

    private static Response tagged(Response.ResponseBuilder answer, CustomMetric metric) {
        return answer.entity(View.of(metric))
                .tag(new EntityTag(Long.toString(metric.version)))
                .build();
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw Problem.notFound("metric");
        }
    }
}
