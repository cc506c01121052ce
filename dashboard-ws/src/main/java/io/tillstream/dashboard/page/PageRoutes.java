package io.tillstream.dashboard.page;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page. Files under {@code /vendor/} carry their version in the name, scripts and style sheets that of the release in the address that the page names: these may be kept for good.
 * All others are asked for again and answered by 304 while unchanged. An address of another release gets what there is now, to be asked for again, so that a page that was opened before an upgrade goes on.
 */
@Singleton
final class PageRoutes {

    private static final Pattern SAFE = Pattern.compile("(/[a-z0-9][a-z0-9_-]*)*/[a-z0-9][a-z0-9._-]*\\.[a-z0-9]+");
    private static final String VENDOR = "/vendor/";
    private static final int MAX_PATH = 200;
    private static final int NOT_MODIFIED = 304;
    /** Before the handler of Quarkus that would serve the same files less well. */
    private static final int ORDER = 100;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8",
            "webmanifest", "application/manifest+json");

    private final Vertx vertx;
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();
    private volatile @Nullable Release release;

    PageRoutes(Vertx vertx) {
        this.vertx = vertx;
    }

    void routes(@Observes Router router) {
        router.route()
                .order(ORDER)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::handle);
    }

    private void handle(RoutingContext context) {
        String path = context.normalizedPath().equals("/") ? "/index.html" : context.normalizedPath();
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || path.length() > MAX_PATH || !SAFE.matcher(path).matches()) {
            context.next();
            return;
        }
        String plain = Objects.requireNonNullElse(Release.plainPath(path), path);
        PageFile known = files.get(plain);
        if (known != null && release != null) {
            send(context, path, type, known);
            return;
        }
        vertx.executeBlocking(() -> Optional.ofNullable(load(plain)), false)
                .onSuccess(loaded -> loaded.ifPresentOrElse(file -> send(context, path, type, file), context::next))
                .onFailure(context::fail);
    }

    private @Nullable PageFile load(String path) {
        Release current = release;
        if (current == null) {
            current = Release.read();
            release = current;
        }
        PageFile file = files.get(path);
        if (file == null) {
            file = Documentation.holds(path) ? Documentation.load(path) : PageFile.load(path);
            if (file != null && path.endsWith(".html")) {
                String html = FirstScripts.named(new String(file.plain(), StandardCharsets.UTF_8), PageFile::load);
                file = PageFile.of(current.within(html).getBytes(StandardCharsets.UTF_8));
            }
            if (file != null) {
                files.put(path, file);
            }
        }
        return file;
    }

    private boolean isForGood(String path) {
        Release current = release;
        return path.startsWith(VENDOR) || (current != null && current.isOf(path));
    }

    private void send(RoutingContext context, String path, String type, PageFile file) {
        HttpServerResponse response = context.response();
        response.putHeader("ETag", file.etag());
        response.putHeader("Vary", "Accept-Encoding");
        response.putHeader("Cache-Control", isForGood(path) ? "public, max-age=31536000, immutable" : "no-cache");
        if (file.etag().equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        response.putHeader("Content-Type", type);
        boolean gzip = file.isCompressed() && acceptsGzip(context.request().getHeader("Accept-Encoding"));
        if (gzip) {
            response.putHeader("Content-Encoding", "gzip");
        }
        byte[] body = gzip ? file.gzip() : file.plain();
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Integer.toString(body.length)).end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }

    private static boolean acceptsGzip(@Nullable String encodings) {
        return encodings != null && encodings.contains("gzip") && !encodings.contains("gzip;q=0");
    }
}
