package io.tillstream.query.customsegments;

import static io.tillstream.query.request.Parameter.CURSOR;
import static io.tillstream.query.request.Parameter.LIMIT;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.Money;
import io.tillstream.contracts.segment.Operator;
import io.tillstream.contracts.segment.ProfileField;
import io.tillstream.query.access.Ownership;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.customers.CustomerRow;
import io.tillstream.query.customers.RankedCustomers;
import io.tillstream.query.customers.RankedCustomers.Ranking;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
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
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Custom segments: rules over the fields of a profile. A change names the version it was made from in If-Match, as the ETag of the answer before gave it. */
@Path("/api/v1/custom-segments")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class CustomSegmentResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;
    private static final Ranking BY_NET = Ranking.amount("net", "net_micros");

    private final CustomSegments segments;
    private final MemberTables members;
    private final RankedCustomers ranked;
    private final TableFormats formats;
    private final Ownership ownership;

    CustomSegmentResource(
            CustomSegments segments,
            MemberTables members,
            RankedCustomers ranked,
            TableFormats formats,
            Ownership ownership) {
        this.ownership = ownership;
        this.segments = segments;
        this.members = members;
        this.ranked = ranked;
        this.formats = formats;
    }

    /**
     * A custom segment.
     *
     * @param rule who belongs to it
     * @param owner name of who saved it; null for segments older than owners, which are everybody's
     * @param published whether the analytics have been told of this version; it takes moments, or as long as the event log is away
     * @param customers members now
     * @param netMicros their net spend
     */
    public record Segment(
            String id,
            String name,
            String description,
            @JsonRawValue String rule,
            @Nullable String owner,
            long version,
            boolean published,
            Instant createdAt,
            Instant updatedAt,
            long customers,
            @Money @JsonProperty("net") long netMicros) {

        static Segment of(CustomSegment segment, MemberTables.Members members) {
            Long told = segment.publishedVersion;
            return new Segment(
                    segment.id,
                    segment.name,
                    segment.description,
                    segment.rule,
                    segment.ownerName,
                    segment.version,
                    told != null && told == segment.version,
                    segment.createdAt,
                    segment.updatedAt,
                    members.customers(),
                    members.netMicros());
        }
    }

    /**
     * What a client sends.
     *
     * @param name 1 to 100 characters, of which there is one in the installation
     * @param description at most 1,000 characters; may be left out
     * @param rule all, any, not, or a comparison of a field
     */
    public record Draft(
            @Nullable String name,
            @Nullable String description,
            @Nullable JsonNode rule) {}

    /**
     * A field that rules may ask for.
     *
     * @param field path in the profile
     * @param kind number, money, time, text or texts
     * @param operators those that it takes
     * @param choices the only values it takes; empty when it takes any
     */
    public record Field(String field, String kind, List<String> operators, List<String> choices) {}

    @GET
    @Operation(summary = "Custom segments by name, with their members counted now")
    public Uni<Page<Segment>> list() {
        return Uni.combine()
                .all()
                .unis(segments.all(), members.counts())
                .with((saved, counts) -> new Page<>(
                        saved.stream().map(segment -> view(segment, counts)).toList(), null));
    }

    @GET
    @Path("fields")
    @Operation(summary = "The fields that rules may ask for, with their operators")
    public Page<Field> fields() {
        return new Page<>(
                Arrays.stream(ProfileField.values())
                        .map(field -> new Field(
                                field.path(),
                                field.kind().name().toLowerCase(Locale.ROOT),
                                field.kind().operators().stream()
                                        .sorted()
                                        .map(Operator::sign)
                                        .toList(),
                                field.choices()))
                        .toList(),
                null);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One custom segment")
    @APIResponseSchema(Segment.class)
    public Uni<Response> read(@PathParam("id") String id) {
        return segments.segment(id).flatMap(segment -> counted(Response.ok(), segment));
    }

    @POST
    @RolesAllowed(Roles.ANALYST)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Save a custom segment; customers enter it as soon as the analytics know of it")
    @APIResponseSchema(value = Segment.class, responseCode = "201")
    @Refuses({ProblemCode.NAME_TAKEN, ProblemCode.TOO_MANY})
    public Uni<Response> create(@Nullable Draft draft) {
        return segments.create(SegmentDrafts.checked(draft), ownership.viewer())
                .flatMap(segment ->
                        counted(Response.created(URI.create("/api/v1/custom-segments/" + segment.id)), segment));
    }

    @PUT
    @RolesAllowed(Roles.ANALYST)
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change a custom segment; needs If-Match")
    @APIResponseSchema(Segment.class)
    @Refuses(ProblemCode.NAME_TAKEN)
    public Uni<Response> replace(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match, @Nullable Draft draft) {
        return segments.replace(id, Versions.required(match), SegmentDrafts.checked(draft), ownership.viewer())
                .flatMap(segment -> counted(Response.ok(), segment));
    }

    @DELETE
    @RolesAllowed(Roles.ANALYST)
    @Path("{id}")
    @Operation(summary = "Remove a custom segment; needs If-Match")
    public Uni<Void> remove(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match) {
        return segments.remove(id, Versions.required(match), ownership.viewer());
    }

    @GET
    @Path("{id}/members")
    @Accepts({LIMIT, CURSOR})
    @Operation(summary = "The members of a custom segment, greatest net spend first")
    public Uni<Page<CustomerRow>> members(@PathParam("id") String id, @Context UriInfo uri) {
        Params params = Params.of(uri);
        int limit = params.limit(USUAL_LIMIT, GREATEST_LIMIT);
        return segments.segment(id)
                .flatMap(segment -> ranked.page(BY_NET, membersOf(id), params, limit, CustomerRow::of));
    }

    @GET
    @Path("{id}/members")
    @Produces(TableFormats.TABLE)
    @Accepts(LIMIT)
    @Operation(hidden = true)
    public RestMulti<byte[]> membersTable(@PathParam("id") String id, @Context UriInfo uri) {
        Params params = Params.of(uri);
        return formats.of(
                CustomerRow.class,
                segments.segment(id)
                        .onItem()
                        .transformToMulti(segment ->
                                ranked.all(BY_NET, membersOf(id), params, params.rowsOrAll(), CustomerRow::of)));
    }

    @GET
    @Path("{id}/changes")
    @Accepts({LIMIT, CURSOR})
    @Operation(summary = "Who entered and left a custom segment, newest first")
    public Uni<Page<MemberTables.Change>> changes(@PathParam("id") String id, @Context UriInfo uri) {
        Params params = Params.of(uri);
        int limit = params.limit(USUAL_LIMIT, GREATEST_LIMIT);
        return segments.segment(id).flatMap(segment -> members.changes(id, params, limit));
    }

    private static Sql membersOf(String id) {
        return Sql.of("custom_segments <> '{}' AND custom_segments @> ARRAY[?]::text[]", id.replace('\0', ' '));
    }

    private Uni<Response> counted(Response.ResponseBuilder answer, CustomSegment segment) {
        return members.counts().map(counts -> answer.entity(view(segment, counts))
                .tag(new EntityTag(Long.toString(segment.version)))
                .build());
    }

    private static Segment view(CustomSegment segment, Map<String, MemberTables.Members> counts) {
        return Segment.of(segment, counts.getOrDefault(segment.id, MemberTables.Members.NONE));
    }
}
