package io.tillstream.query.quarantine;

import static io.tillstream.query.request.Parameter.ACTION;
import static io.tillstream.query.request.Parameter.CURSOR;
import static io.tillstream.query.request.Parameter.DIMENSION;
import static io.tillstream.query.request.Parameter.FIELD;
import static io.tillstream.query.request.Parameter.FROM;
import static io.tillstream.query.request.Parameter.GROUP;
import static io.tillstream.query.request.Parameter.LIMIT;
import static io.tillstream.query.request.Parameter.REASON;
import static io.tillstream.query.request.Parameter.SOURCE;
import static io.tillstream.query.request.Parameter.STATE;
import static io.tillstream.query.request.Parameter.TO;
import static io.tillstream.query.request.Parameter.WRITE_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Caller;
import io.tillstream.query.access.Callers;
import io.tillstream.query.access.Roles;
import io.tillstream.query.auditlog.AuditEntry;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.personal.PersonalKind;
import io.tillstream.query.personal.PersonalViewer;
import io.tillstream.query.quarantine.Documents.Right;
import io.tillstream.query.quarantine.Documents.Verdict;
import io.tillstream.query.quarantine.Documents.Wrong;
import io.tillstream.query.quarantine.QuarantineRequests.DecisionDraft;
import io.tillstream.query.quarantine.QuarantineRequests.RepairDraft;
import io.tillstream.query.quarantine.QuarantineTables.Dimension;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Records that are no events: counting, looking at, mending and replaying them, or giving them up. */
@Path("/api/v1/quarantine")
@RolesAllowed(Roles.ANALYST)
@Produces(MediaType.APPLICATION_JSON)
public class QuarantineResource {

    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 1_000;
    private static final int SHOWN = 5;
    private static final String REPAIR =
            "{\"select\":{\"group\":\"0a1b2c3d4e5f6071\"},\"changes\":[{\"op\":\"remove\",\"path\":\"properties.email\"}]}";
    private static final String DISCARD =
            "{\"select\":{\"group\":\"0a1b2c3d4e5f6071\"},\"why\":\"sent by a test of the checkout\"}";
    private static final String REPLAY = "{\"select\":{\"group\":\"0a1b2c3d4e5f6071\"}}";

    private final QuarantineTables tables;
    private final QuarantineWork work;
    private final Documents documents;
    private final PersonalViewer viewer;
    private final Callers callers;
    private final AuditLog audit;

    QuarantineResource(
            QuarantineTables tables,
            QuarantineWork work,
            Documents documents,
            PersonalViewer viewer,
            Callers callers,
            AuditLog audit) {
        this.tables = tables;
        this.work = work;
        this.documents = documents;
        this.viewer = viewer;
        this.callers = callers;
        this.audit = audit;
    }

    /**
     * What changes would come to.
     *
     * @param result of at most about 1,000 records, the oldest
     * @param samples some of them
     */
    public record Preview(RepairTally.Result result, List<Sample> samples) {}

    /**
     * A record before and after the changes; what may be personal is masked for those who may not see such.
     *
     * @param complaint what is wrong with it after the changes; null when it is right
     */
    public record Sample(
            String id,
            @Schema(implementation = Object.class) @Nullable JsonNode before,
            @Schema(implementation = Object.class) @Nullable JsonNode after,
            QuarantinedRecord.@Nullable Complaint complaint) {}

    @GET
    @Path("summary")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "How many records are in quarantine, by state; open are waiting, repaired and replaying")
    public Uni<QuarantineSummary> summary() {
        return tables.summary();
    }

    @GET
    @Path("groups")
    @RolesAllowed(Roles.VIEWER)
    @Accepts({DIMENSION, LIMIT})
    @Operation(
            summary =
                    "Counts by what is wrong; dimension is kind (usual: source, write key, field and reason together), "
                            + "field, reason, source, write_key or action")
    public Uni<Page<QuarantineGroup>> groups(@Context UriInfo uri) {
        Params params = Params.of(uri);
        List<String> names =
                Arrays.stream(Dimension.values()).map(Dimension::wireName).toList();
        String dimension = params.oneOf(DIMENSION, names);
        return tables.groups(
                        dimension == null ? Dimension.KIND : Dimension.valueOf(dimension.toUpperCase(Locale.ROOT)),
                        params.limit(USUAL_LIMIT, GREATEST_LIMIT))
                .map(groups -> new Page<>(groups, null));
    }

    @GET
    @Accepts({STATE, GROUP, FIELD, REASON, SOURCE, WRITE_KEY, ACTION, FROM, TO, LIMIT, CURSOR})
    @Operation(summary = "Records, the newest first; state may be open; days are those of the refusal")
    public Uni<Page<QuarantineRow>> list(@Context UriInfo uri) {
        Params params = Params.of(uri);
        return tables.page(params, params.limit(USUAL_LIMIT, GREATEST_LIMIT));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One record in full; what is personal is masked without the permission")
    public Uni<QuarantinedRecord> read(@PathParam("id") String id) {
        boolean personal = viewer.mayLook(PersonalKind.values());
        return tables.whole(id.replace('\0', ' ')).map(whole -> shown(whole, personal));
    }

    private QuarantinedRecord shown(QuarantineTables.Whole whole, boolean personal) {
        byte[] body = whole.body();
        byte[] now = whole.repaired() == null ? body : whole.repaired();
        String text = body == null ? null : Documents.utf8(body);
        boolean binary = body != null && text == null;
        Verdict verdict = documents.judge(now, List.of(), whole.record().id());
        byte[] key = whole.key();
        String keyText = key == null ? null : new String(key, StandardCharsets.UTF_8);
        return new QuarantinedRecord(
                whole.record(),
                keyText == null || personal ? keyText : Masks.text(keyText),
                binary ? Base64.getEncoder().encodeToString(body) : text,
                binary ? "base64" : "utf-8",
                Documents.shown(body, personal),
                QuarantineWork.complaint(verdict),
                whole.changes(),
                Documents.shown(whole.repaired(), personal));
    }

    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(examples = @ExampleObject(name = "remove", value = REPAIR)))
    @Operation(summary = "What changes would come to; nothing is kept")
    public Uni<Preview> preview(@Nullable RepairDraft draft) {
        Selection selection = Selection.of(draft == null ? null : draft.select());
        List<Change> changes = QuarantineRequests.changes(draft, selection);
        boolean personal = viewer.mayLook(PersonalKind.values());
        List<Sample> samples = new ArrayList<>();
        return work.preview(selection, changes, (record, verdict) -> {
                    if (samples.size() < SHOWN) {
                        samples.add(new Sample(
                                record.id(),
                                Documents.shown(record.body(), personal),
                                Documents.shown(after(verdict), personal),
                                QuarantineWork.complaint(verdict)));
                    }
                })
                .map(tally -> {
                    if (personal && !samples.isEmpty()) {
                        viewer.looked(PersonalKind.values());
                    }
                    return new Preview(tally.result(), samples);
                });
    }

    private static byte @Nullable [] after(Verdict verdict) {
        return switch (verdict) {
            case Right right -> right.document();
            case Wrong wrong -> wrong.document();
        };
    }

    @POST
    @Path("repair")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(examples = @ExampleObject(name = "remove", value = REPAIR)))
    @Operation(
            summary =
                    "Change fields of waiting or repaired records, always from the bytes as they came; kept where the result is right")
    public Uni<RepairTally.Result> repair(@Nullable RepairDraft draft) {
        Selection selection = Selection.of(draft == null ? null : draft.select());
        List<Change> changes = QuarantineRequests.changes(draft, selection);
        String text = Documents.text(draft == null ? null : draft.changes());
        return noted("repaired", selection, text, by -> work.repair(selection, changes, text, by));
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(examples = @ExampleObject(name = "group", value = REPLAY)))
    @Operation(summary = "Send records that are right, mended or as they came, to the event log; each counts once")
    public Uni<RepairTally.Result> replay(@Nullable DecisionDraft draft) {
        Selection selection = Selection.of(draft == null ? null : draft.select());
        return noted("replayed", selection, null, by -> work.replay(selection, by));
    }

    @POST
    @Path("discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(examples = @ExampleObject(name = "group", value = DISCARD)))
    @Operation(summary = "Give records up, with a reason")
    public Uni<RepairTally.Result> discard(@Nullable DecisionDraft draft) {
        Selection selection = Selection.of(draft == null ? null : draft.select());
        String why = QuarantineRequests.why(draft);
        return noted("discarded", selection, why, by -> work.discard(selection, why, by));
    }

    @POST
    @Path("reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(examples = @ExampleObject(name = "group", value = REPLAY)))
    @Operation(summary = "Let discarded records wait again, as they came")
    public Uni<RepairTally.Result> reopen(@Nullable DecisionDraft draft) {
        Selection selection = Selection.of(draft == null ? null : draft.select());
        return noted("reopened", selection, null, by -> work.reopen(selection, by));
    }

    /** Does something and writes down who did it to how many records. */
    private Uni<RepairTally.Result> noted(
            String what,
            Selection selection,
            @Nullable String details,
            java.util.function.Function<String, Uni<RepairTally>> decide) {
        Caller caller = callers.caller();
        String address = callers.address();
        return decide.apply(caller.name())
                .map(RepairTally::result)
                .call(result -> audit.append(new AuditEntry(
                        caller.kind().wireName(),
                        caller.name(),
                        "quarantine." + what,
                        selection.words(),
                        AuditEntry.DONE,
                        address,
                        result.done() + " of " + result.records() + (details == null ? "" : ": " + details))));
    }
}
