package io.tillstream.ingest.imports;

import io.tillstream.ingest.events.OpenRequests;
import io.tillstream.ingest.imports.ImportProblem.Kind;
import io.tillstream.ingest.imports.clean.TablePreview;
import io.tillstream.ingest.imports.job.ImportOptions;
import io.tillstream.ingest.imports.job.ImportQueue;
import io.tillstream.ingest.imports.job.ImportQueue.QueueFullException;
import io.tillstream.ingest.imports.job.ImportSettings;
import io.tillstream.ingest.imports.job.ImportStatus;
import io.tillstream.ingest.imports.job.ImportStore;
import io.tillstream.ingest.imports.mapping.MappingRefusal;
import io.tillstream.ingest.imports.mapping.MappingStore;
import io.tillstream.ingest.imports.source.BadFileException;
import io.tillstream.ingest.keys.WriteKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The routes of imports. The write key is checked before a byte of a file is kept. */
@Singleton
final class ImportRoutes {

    static final String PATH = "/v1/imports";

    private static final Logger LOG = Logger.getLogger(ImportRoutes.class);
    private static final String PREVIEW = PATH + "/preview";
    private static final String ONE = PATH + "/:id";
    private static final int PREVIEWED_ROWS = 20;
    private static final int MAX_UPLOADS = 4;
    private static final int MAX_LISTED = 100;
    /** Room that uploads leave on the disk for everyone else, and for the clean lines of the import itself. */
    private static final long SPARE_BYTES = 256L << 20;

    private final WriteKeys keys;
    private final ImportQueue queue;
    private final ImportStore store;
    private final ImportSettings settings;
    private final MappingStore mappings;
    private final OpenRequests open;
    private final Vertx vertx;
    private final ImportReply reply;
    private final AtomicInteger uploads = new AtomicInteger();

    ImportRoutes(
            WriteKeys keys,
            ImportQueue queue,
            ImportStore store,
            ImportSettings settings,
            MappingStore mappings,
            OpenRequests open,
            Vertx vertx) {
        this.keys = keys;
        this.queue = queue;
        this.store = store;
        this.settings = settings;
        this.mappings = mappings;
        this.open = open;
        this.vertx = vertx;
        this.reply = new ImportReply(vertx);
    }

    void register(@Observes Router router) {
        router.post(PREVIEW)
                .handler(routing ->
                        guarded(routing, asked -> post(asked, (file, name, options) -> preview(file, options))));
        router.route(PREVIEW).handler(routing -> notAllowed(routing, "POST"));
        router.post(PATH).handler(routing -> guarded(routing, asked -> post(asked, this::submit)));
        router.get(PATH).handler(routing -> guarded(routing, this::list));
        router.get(ONE).handler(routing -> guarded(routing, this::get));
        router.delete(ONE).handler(routing -> guarded(routing, this::cancel));
        router.route(PATH).handler(routing -> notAllowed(routing, "GET, POST"));
        router.route(ONE).handler(routing -> notAllowed(routing, "GET, DELETE"));
    }

    @FunctionalInterface
    private interface Action {
        void run(RoutingContext routing) throws ImportProblem;
    }

    private void guarded(RoutingContext routing, Action action) {
        try {
            ImportKeys.sender(keys, routing.request());
            action.run(routing);
        } catch (ImportProblem problem) {
            reply.problem(routing.request(), problem, "");
        }
    }

    private void notAllowed(RoutingContext routing, String allowed) {
        reply.problem(
                routing.request(), new ImportProblem(Kind.METHOD_NOT_ALLOWED, "Possible are " + allowed), allowed);
    }

    private void list(RoutingContext routing) {
        List<ImportStatus> newest = queue.list().stream()
                .limit(MAX_LISTED)
                .map(ImportStatus::withoutReport)
                .toList();
        reply.list(routing.request(), newest);
    }

    private void get(RoutingContext routing) throws ImportProblem {
        reply.status(routing.request(), 200, found(queue.find(id(routing))));
    }

    private void cancel(RoutingContext routing) throws ImportProblem {
        ImportStatus status = found(queue.cancel(id(routing)));
        reply.status(routing.request(), status.state().isFinal() ? 200 : 202, status);
    }

    private static String id(RoutingContext routing) {
        return String.valueOf(routing.pathParam("id"));
    }

    private static ImportStatus found(Optional<ImportStatus> status) throws ImportProblem {
        return status.orElseThrow(() -> new ImportProblem(
                Kind.IMPORT_NOT_FOUND, "No import has this id; the oldest are forgotten after " + ImportStore.KEPT));
    }

    /** What is to be done with a file. */
    @FunctionalInterface
    private interface Wish {
        Consumer<HttpServerRequest> of(Path file, String name, ImportOptions options) throws ImportProblem;
    }

    private void post(RoutingContext routing, Wish wish) throws ImportProblem {
        HttpServerRequest request = routing.request();
        String type =
                String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE)).toLowerCase(Locale.ROOT);
        if (type.startsWith("application/json")) {
            receiveJson(request, wish);
        } else if (type.startsWith("multipart/form-data")) {
            receiveForm(request, wish);
        } else {
            throw new ImportProblem(
                    Kind.UNSUPPORTED_TYPE, "Send the file as multipart/form-data, or application/json with a path");
        }
    }

    private void receiveJson(HttpServerRequest request, Wish wish) throws ImportProblem {
        if (!settings.localFiles()) {
            throw new ImportProblem(
                    Kind.LOCAL_FILES_OFF,
                    "tillstream.ingest.local-files is false; send the file as multipart/form-data");
        }
        SmallBody.receive(
                request,
                body -> answer(request, null, () -> {
                    ImportRequest asked = ImportRequest.ofJson(body);
                    Path file = localFile(String.valueOf(asked.path()));
                    return wish.of(file, FormUpload.plainName(file.toString()), options(request, asked));
                }),
                problem -> reply.problem(request, problem, ""));
    }

    private Path localFile(String path) throws ImportProblem {
        try {
            Path file = Path.of(path);
            if (!file.isAbsolute() || !Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new ImportProblem(
                        Kind.INVALID_OPTION,
                        "path: is not the absolute path of a file that this service can read",
                        "path");
            }
            if (Files.size(file) > settings.maxImportBytes()) {
                throw FormUpload.tooLarge(settings.maxImportBytes());
            }
            return file;
        } catch (InvalidPathException | IOException e) {
            throw new ImportProblem(Kind.INVALID_OPTION, "path: is not a path of this machine", "path");
        }
    }

    private void receiveForm(HttpServerRequest request, Wish wish) throws ImportProblem {
        long announced = contentLength(request);
        if (announced > settings.maxImportBytes()) {
            throw FormUpload.tooLarge(settings.maxImportBytes());
        }
        Path target = store.newWorkFile();
        if (target.toFile().getParentFile().getUsableSpace() - SPARE_BYTES < announced) {
            throw new ImportProblem(Kind.DISK_FULL, "The disk of this service is nearly full");
        }
        if (uploads.incrementAndGet() > MAX_UPLOADS) {
            uploads.decrementAndGet();
            throw new ImportProblem(Kind.BUSY, "At most " + MAX_UPLOADS + " files arrive at once; try again later");
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        FormUpload.receive(vertx, request, target, settings.maxImportBytes(), new FormUpload.Listener() {
            @Override
            public void onForm(String fileName, Map<String, String> attributes) {
                uploads.decrementAndGet();
                answer(request, target, () -> {
                    ImportRequest asked = ImportRequest.ofForm(attributes);
                    return wish.of(target, fileName, options(request, asked));
                });
            }

            @Override
            public void onRefusal(ImportProblem problem) {
                uploads.decrementAndGet();
                discard(target);
                reply.problem(request, problem, "");
            }

            @Override
            public void onGone() {
                uploads.decrementAndGet();
                discard(target);
            }
        });
    }

    @FunctionalInterface
    private interface Submission {
        Consumer<HttpServerRequest> submit() throws ImportProblem;
    }

    /** Looks at the file on a worker thread and answers. */
    private void answer(HttpServerRequest request, @Nullable Path uploaded, Submission submission) {
        if (!open.begin()) {
            if (uploaded != null) {
                discard(uploaded);
            }
            reply.problem(request, new ImportProblem(Kind.BUSY, "The service ends; send to another, or later"), "");
            return;
        }
        vertx.executeBlocking(
                        () -> {
                            try {
                                return submission.submit();
                            } catch (ImportProblem | RuntimeException | Error e) {
                                if (uploaded != null) {
                                    Files.deleteIfExists(uploaded);
                                }
                                throw e;
                            }
                        },
                        false)
                .onComplete(answered -> {
                    if (answered.succeeded()) {
                        answered.result().accept(request);
                    } else if (answered.cause() instanceof ImportProblem problem) {
                        reply.problem(request, problem, "");
                    } else {
                        LOG.error("A request for an import could not be answered", answered.cause());
                        reply.problem(request, new ImportProblem(Kind.INTERNAL, "The service's log has more"), "");
                    }
                    open.end();
                });
    }

    /** The options of a request, with those of the saved mapping that it names. */
    private ImportOptions options(HttpServerRequest request, ImportRequest asked) throws ImportProblem {
        String name = asked.mappingName();
        if (name == null) {
            return asked.options();
        }
        try {
            return asked.with(mappings.find(ImportKeys.sender(keys, request), name)
                    .orElseThrow(() -> new ImportProblem(
                            Kind.INVALID_OPTION, "mapping_name: no mapping is called that", "mapping_name"))
                    .mapping());
        } catch (MappingRefusal e) {
            throw MappingRoutes.problem(e);
        }
    }

    private Consumer<HttpServerRequest> preview(Path file, ImportOptions options) throws ImportProblem {
        try {
            TablePreview preview = queue.preview(file, options, PREVIEWED_ROWS);
            return request -> reply.preview(request, preview);
        } catch (BadFileException e) {
            throw new ImportProblem(Kind.INVALID_FILE, String.valueOf(e.getMessage()), e.code());
        } catch (IOException e) {
            LOG.error("A file cannot be previewed", e);
            throw new ImportProblem(Kind.INTERNAL, "The file could not be read");
        } finally {
            if (store.isWorkFile(file)) {
                discard(file);
            }
        }
    }

    private Consumer<HttpServerRequest> submit(Path file, String name, ImportOptions options) throws ImportProblem {
        try {
            ImportStatus status = queue.submit(file, name, options);
            return request -> reply.status(request, 202, status);
        } catch (QueueFullException e) {
            throw new ImportProblem(Kind.QUEUE_FULL, String.valueOf(e.getMessage()));
        } catch (BadFileException e) {
            throw new ImportProblem(Kind.INVALID_FILE, String.valueOf(e.getMessage()), e.code());
        } catch (IOException e) {
            LOG.error("A file for an import cannot be read", e);
            throw new ImportProblem(Kind.INTERNAL, "The file could not be read or queued");
        }
    }

    private void discard(Path file) {
        vertx.fileSystem().delete(file.toString());
    }

    /** The announced length; 0 when none is. */
    private static long contentLength(HttpServerRequest request) {
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return announced == null ? 0 : Long.parseLong(announced);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
