package io.tillstream.ingest.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.ingest.imports.ImportProblem.Kind;
import io.tillstream.ingest.imports.job.ImportOptions;
import io.tillstream.ingest.imports.job.ImportOptions.InvalidOptionException;
import io.tillstream.ingest.imports.job.MappingStore;
import io.tillstream.ingest.imports.job.SavedMapping;
import io.tillstream.ingest.keys.WriteKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** {@code /v1/imports/mappings}: how kinds of files are to be read, saved by name. */
@Singleton
final class MappingRoutes {

    private static final Logger LOG = Logger.getLogger(MappingRoutes.class);
    private static final String PATH = ImportRoutes.PATH + "/mappings";
    private static final String ONE = PATH + "/:name";
    private static final int BEFORE_IMPORTS = 1;

    private final WriteKeys keys;
    private final MappingStore store;
    private final Clock clock;
    private final Vertx vertx;
    private final ImportReply reply;

    MappingRoutes(WriteKeys keys, MappingStore store, Clock clock, Vertx vertx) {
        this.keys = keys;
        this.store = store;
        this.clock = clock;
        this.vertx = vertx;
        reply = new ImportReply(vertx);
    }

    /** Registered before the route of one import, whose id could be any word. */
    void register(@Observes @Priority(BEFORE_IMPORTS) Router router) {
        router.get(PATH).handler(routing -> answer(routing, (key, name) -> list(key)));
        router.get(ONE).handler(routing -> answer(routing, this::get));
        router.put(ONE).handler(this::put);
        router.delete(ONE).handler(routing -> answer(routing, this::delete));
        router.route(PATH).handler(routing -> notAllowed(routing, "GET"));
        router.route(ONE).handler(routing -> notAllowed(routing, "GET, PUT, DELETE"));
    }

    private void notAllowed(RoutingContext routing, String allowed) {
        reply.problem(
                routing.request(), new ImportProblem(Kind.METHOD_NOT_ALLOWED, "Possible are " + allowed), allowed);
    }

    @FunctionalInterface
    private interface Work {
        Consumer<HttpServerRequest> of(String key, String name) throws ImportProblem, IOException;
    }

    private void answer(RoutingContext routing, Work work) {
        HttpServerRequest request = routing.request();
        vertx.executeBlocking(
                        () -> work.of(ImportKeys.sender(keys, request), String.valueOf(routing.pathParam("name"))),
                        false)
                .onSuccess(answer -> answer.accept(request))
                .onFailure(failure -> failed(request, failure));
    }

    private void failed(HttpServerRequest request, Throwable failure) {
        if (failure instanceof ImportProblem problem) {
            reply.problem(request, problem, "");
        } else {
            LOG.error("A request for mappings could not be answered", failure);
            reply.problem(request, new ImportProblem(Kind.INTERNAL, "The service's log has more"), "");
        }
    }

    private Consumer<HttpServerRequest> list(String key) throws IOException {
        List<SavedMapping> visible = store.visible(key);
        return request -> reply.mappings(request, visible);
    }

    private Consumer<HttpServerRequest> get(String key, String name) throws ImportProblem, IOException {
        SavedMapping found = store.find(key, name)
                .orElseThrow(() -> new ImportProblem(Kind.MAPPING_NOT_FOUND, "No mapping is called that"));
        return request -> reply.mapping(request, 200, found);
    }

    private Consumer<HttpServerRequest> delete(String key, String name) throws ImportProblem, IOException {
        if (!store.delete(key, name)) {
            throw new ImportProblem(
                    Kind.MAPPING_NOT_FOUND, "No mapping of this write key is called that; those of others stay");
        }
        return reply::nothing;
    }

    private void put(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        try {
            ImportKeys.sender(keys, request);
        } catch (ImportProblem problem) {
            reply.problem(request, problem, "");
            return;
        }
        SmallBody.receive(
                request,
                body -> answer(routing, (key, name) -> save(key, name, body)),
                problem -> reply.problem(request, problem, ""));
    }

    private Consumer<HttpServerRequest> save(String key, String name, byte[] body) throws ImportProblem, IOException {
        if (!MappingStore.NAME.matcher(name).matches()) {
            throw new ImportProblem(
                    Kind.INVALID_OPTION,
                    "name: begins with a letter or digit and has at most 64 letters, digits, spaces, and . _ -",
                    "name");
        }
        JsonNode json = ImportRequest.object(body);
        Map<String, String> mapping = ImportRequest.mapping(json.path("mapping"));
        Map<String, String> options = new HashMap<>();
        if (json.has("options")) {
            options.putAll(ImportRequest.mapping(json.path("options")));
        }
        JsonNode shared = json.path("shared");
        if (!shared.isMissingNode() && !shared.isBoolean()) {
            throw new ImportProblem(Kind.INVALID_OPTION, "shared: must be true or false", "shared");
        }
        try {
            ImportRequest.checkNames(options);
            ImportOptions.of(options, mapping);
            SavedMapping saved = new SavedMapping(name, key, shared.asBoolean(), mapping, options, clock.instant());
            store.save(saved);
            return request -> reply.mapping(request, 200, saved);
        } catch (InvalidOptionException e) {
            throw new ImportProblem(Kind.INVALID_OPTION, String.valueOf(e.getMessage()), e.option());
        } catch (MappingStore.TooManyException e) {
            throw new ImportProblem(Kind.TOO_MANY_MAPPINGS, String.valueOf(e.getMessage()));
        }
    }
}
