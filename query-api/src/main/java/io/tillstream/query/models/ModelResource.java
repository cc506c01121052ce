package io.tillstream.query.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Refuses;
import io.tillstream.query.table.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Models. A command is answered when the log has it; what came of it shows in the training and in the models. */
@Path("/api/v1/models")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

    private static final String ANYBODY = "api";
    private static final int MAX_NAME = 100;

    private final ModelTables models;
    private final ModelCommands commands;
    private final ObjectMapper mapper;

    ModelResource(ModelTables models, ModelCommands commands, ObjectMapper mapper) {
        this.mapper = mapper;
        this.models = models;
        this.commands = commands;
    }

    /**
     * What to train.
     *
     * @param model churn, purchase, value or clusters; all when null
     * @param by who asks; {@code api} when null
     */
    public record TrainRequest(
            @Nullable String model, @Nullable String by) {}

    /**
     * Which version is to score.
     *
     * @param version one of the kept versions
     * @param by who asks; {@code api} when null
     */
    public record PromoteRequest(
            @Nullable String version, @Nullable String by) {}

    /**
     * A command was taken.
     *
     * @param runId the command's id; also the id of the training run it starts
     */
    public record Accepted(String runId) {}

    @GET
    @Operation(summary = "All models in short; for one that is missing, why")
    public Uni<Page<Models.Summary>> list() {
        return models.summaries().map(found -> new Page<>(found, null));
    }

    @GET
    @Path("training")
    @Operation(summary = "How the newest training run is going, and what became of each model")
    public Uni<Models.Training> training() {
        return models.training();
    }

    @GET
    @Path("{name}")
    @Operation(summary = "One model with its card: features, metrics, baselines, calibration, provenance")
    public Uni<Models.Detail> detail(@PathParam("name") String name) {
        return models.detail(name);
    }

    @GET
    @Path("{name}/versions")
    @Operation(summary = "The kept versions of a model, newest first")
    public Uni<Page<Models.Version>> versions(@PathParam("name") String name) {
        return models.versions(name).map(found -> new Page<>(found, null));
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Path("train")
    @Operation(summary = "Train one model, or all; the body may be left out")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TrainRequest.class)))
    @APIResponse(
            responseCode = "202",
            description = "The trainer will do it",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @Refuses(ProblemCode.LOG_UNAVAILABLE)
    public Uni<Response> train(@Nullable String body) throws JsonProcessingException {
        TrainRequest request = body == null || body.isBlank() ? null : mapper.readValue(body, TrainRequest.class);
        String model = request == null ? null : request.model();
        if (model != null && !ModelTables.NAMES.contains(model)) {
            throw Problem.invalid("model", "one of " + String.join(", ", ModelTables.NAMES));
        }
        return accept("train", model, null, request == null ? null : request.by());
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Path("{name}/promote")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Let a kept version score, for example the one before")
    @APIResponse(
            responseCode = "202",
            description = "The trainer will do it",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @Refuses(ProblemCode.LOG_UNAVAILABLE)
    public Uni<Response> promote(@PathParam("name") String name, @Nullable PromoteRequest request) {
        if (request == null || request.version() == null) {
            throw Problem.invalid("version", "one of the kept versions of the model");
        }
        String version = request.version();
        String by = request.by();
        return models.versions(name).flatMap(kept -> {
            if (kept.stream().noneMatch(of -> of.version().equals(version))) {
                throw Problem.invalid("version", "not one of the kept versions of the model");
            }
            return accept("promote", name, version, by);
        });
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Path("{name}/pin")
    @Operation(summary = "Keep the champion: training must not replace it")
    @APIResponse(
            responseCode = "202",
            description = "The trainer will do it",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @Refuses({ProblemCode.NO_CHAMPION, ProblemCode.LOG_UNAVAILABLE})
    public Uni<Response> pin(@PathParam("name") String name) {
        return toChampion("pin", name);
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Path("{name}/unpin")
    @Operation(summary = "Let training replace the champion again")
    @APIResponse(
            responseCode = "202",
            description = "The trainer will do it",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @Refuses({ProblemCode.NO_CHAMPION, ProblemCode.LOG_UNAVAILABLE})
    public Uni<Response> unpin(@PathParam("name") String name) {
        return toChampion("unpin", name);
    }

    private Uni<Response> toChampion(String command, String name) {
        ModelTables.known(name);
        return models.state(name).flatMap(state -> {
            if (!state.available()) {
                throw Problem.of(ProblemCode.NO_CHAMPION, "there is no model of this name yet: " + state.reason());
            }
            return accept(command, name, null, null);
        });
    }

    private Uni<Response> accept(
            String command, @Nullable String model, @Nullable String version, @Nullable String by) {
        if (by != null && (by.isBlank() || by.length() > MAX_NAME)) {
            throw Problem.invalid("by", "a text of 1 to " + MAX_NAME + " characters");
        }
        return commands.send(command, model, version, by == null ? ANYBODY : by)
                .map(id -> Response.accepted(new Accepted(id)).build());
    }
}
