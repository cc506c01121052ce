package io.tillstream.ingest.events;

import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.privacy.Signals;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST /v1/events}. */
@Singleton
final class EventsRoute {

    private static final String PATH = "/v1/events";

    private final WriteKeys keys;
    private final EventIntake intake;
    private final BodyDoor door;

    EventsRoute(WriteKeys keys, EventIntake intake, BodyDoor door) {
        this.keys = keys;
        this.intake = intake;
        this.door = door;
    }

    void register(@Observes Router router) {
        router.post(PATH).handler(this::post);
        router.route(PATH).handler(routing -> door.refuse(routing.request(), BodyException.notPost(PATH)));
    }

    private void post(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        try {
            String sender = sender(request);
            BodyFormat format = format(request);
            door.receive(request, body -> take(body, format, sender, Signals.of(request::getHeader)));
        } catch (BodyException e) {
            door.refuse(request, e);
        }
    }

    private CompletionStage<HttpAnswer> take(SentBody body, BodyFormat format, String sender, Signals signals)
            throws BodyException {
        return intake.take(body.asLabelled(), format, sender, signals).thenApply(Reply::summary);
    }

    /** The name of the write key. */
    private String sender(HttpServerRequest request) throws BodyException {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String header = request.getHeader(WriteKeys.HEADER);
        String presented = header != null ? header : WriteKeys.bearer(authorization);
        Optional<String> name = presented == null ? Optional.empty() : keys.nameOf(presented);
        if (name.isPresent()) {
            return name.get();
        }
        if (!keys.areConfigured()) {
            throw BodyException.noKeys();
        }
        throw BodyException.unknownKey("Send a known write key in Authorization: Bearer or in " + WriteKeys.HEADER);
    }

    private static BodyFormat format(HttpServerRequest request) throws BodyException {
        BodyFormat format = BodyFormat.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (format == null) {
            throw new BodyException(
                    ProblemKind.UNSUPPORTED_TYPE, "Send application/json or application/x-ndjson, in UTF-8");
        }
        return format;
    }
}
