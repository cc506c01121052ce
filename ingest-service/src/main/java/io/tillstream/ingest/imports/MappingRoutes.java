package io.tillstream.ingest.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.ingest.imports.ImportProblem.Kind;
import io.tillstream.ingest.imports.job.ImportOptions;
import io.tillstream.ingest.imports.job.ImportOptions.InvalidOptionException;
import io.tillstream.ingest.imports.mapping.KeptMapping;
import io.tillstream.ingest.imports.mapping.MappingRefusal;
import io.tillstream.ingest.imports.mapping.MappingStore;
import io.tillstream.ingest.imports.mapping.SavedMapping;
import io.tillstream.ingest.keys.WriteKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/imports/mappings}: how kinds of files are to be read, saved by name. A change names the version it was made from in If-Match, as the ETag of the answer before gave it, so
 * that two people do not overwrite each other unseen, at whichever instance of the service they are.
 */
@Singleton
final class MappingRoutes {

    private static final Logger LOG = Logger.getLogger(MappingRoutes.class);
    private static final String PATH = ImportRoutes.PATH + "/mappings";
    private static final String ONE = PATH + "/:name";
    private static final int BEFORE_IMPORTS = 1;
    private static final Pattern TAG = Pattern.compile("\"?(\\d{1,18})\"?");

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
        router.delete(ONE).handler(routing -> answer(routing, (key, name) -> delete(key, name, routing.request())));
        router.route(PATH).handler(routing -> notAllowed(routing, "GET"));
        router.route(ONE).handler(routing -> notAllowed(routing, "GET, PUT, DELETE"));
    }

    private void notAllowed(RoutingContext routing, String allowed) {
        reply.problem(
                routing.request(), new ImportProblem(Kind.METHOD_NOT_ALLOWED, "Possible are " + allowed), allowed);
    }

    @FunctionalInterface
    private interface Work {
        Consumer<HttpServerRequest> of(String key, String name) throws ImportProblem, MappingRefusal;
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
        } else if (failure instanceof MappingRefusal refusal) {
            reply.problem(request, problem(refusal), "");
        } else {
            LOG.error("A request for mappings could not be answered", failure);
            reply.problem(request, new ImportProblem(Kind.INTERNAL, "The service's log has more"), "");
        }
    }

    /** What is told to whoever asked. */
    static ImportProblem problem(MappingRefusal refusal) {
        Kind kind =
                switch (refusal.reason()) {
                    case NOT_FOUND -> Kind.MAPPING_NOT_FOUND;
                    case VERSION_NEEDED -> Kind.PRECONDITION_REQUIRED;
                    case CHANGED -> Kind.CHANGED_MEANWHILE;
                    case TOO_MANY -> Kind.TOO_MANY_MAPPINGS;
                    case BUSY -> Kind.BUSY;
                    case UNAVAILABLE -> Kind.KAFKA_UNAVAILABLE;
                };
        return new ImportProblem(kind, String.valueOf(refusal.getMessage()));
    }

    /** The version that a change was made from, 0 for none; null when it does not say. */
    private static @Nullable Long version(HttpServerRequest request) throws ImportProblem {
        String match = request.getHeader(HttpHeaders.IF_MATCH);
        if (match == null) {
            return null;
        }
        Matcher tag = TAG.matcher(match.strip());
        if (!tag.matches()) {
            throw new ImportProblem(Kind.CHANGED_MEANWHILE, "If-Match: is no ETag of a saved mapping");
        }
        return Long.valueOf(tag.group(1));
    }

    private Consumer<HttpServerRequest> list(String key) throws MappingRefusal {
        List<KeptMapping> visible = store.visible(key);
        return request -> reply.mappings(request, key, visible);
    }

    private Consumer<HttpServerRequest> get(String key, String name) throws ImportProblem, MappingRefusal {
        KeptMapping found = store.find(key, name)
                .orElseThrow(() -> new ImportProblem(Kind.MAPPING_NOT_FOUND, "No mapping is called that"));
        return request -> reply.mapping(request, key, found);
    }

    private Consumer<HttpServerRequest> delete(String key, String name, HttpServerRequest asked)
            throws ImportProblem, MappingRefusal {
        store.delete(key, name, version(asked));
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
                body -> answer(routing, (key, name) -> save(key, name, body, version(request))),
                problem -> reply.problem(request, problem, ""));
    }

    private Consumer<HttpServerRequest> save(String key, String name, byte[] body, @Nullable Long version)
            throws ImportProblem, MappingRefusal {
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
            KeptMapping saved = store.save(
                    new SavedMapping(name, key, shared.asBoolean(), mapping, options, clock.instant()), version);
            return request -> reply.mapping(request, key, saved);
        } catch (InvalidOptionException e) {
            throw new ImportProblem(Kind.INVALID_OPTION, String.valueOf(e.getMessage()), e.option());
        }
    }
}
