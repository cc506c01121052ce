package io.tillstream.ingest.wire;

import io.tillstream.ingest.events.BodyDoor;
import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.events.HttpAnswer;
import io.tillstream.ingest.events.IntakeLimits;
import io.tillstream.ingest.events.SentBody;
import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.privacy.Signals;
import io.tillstream.ingest.wire.ga4.Ga4Debug;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The paths of all wire formats. */
@Singleton
final class WireRoutes {

    private static final String GA4_DEBUG = "/debug/mp/collect";

    private final WireFormats formats;
    private final WireKeys keys;
    private final WireIntake intake;
    private final Ga4Debug debug;
    private final BodyDoor door;
    private final IntakeLimits limits;
    private final Clock clock;

    WireRoutes(
            WireFormats formats,
            WriteKeys keys,
            WireIntake intake,
            Ga4Debug debug,
            BodyDoor door,
            IntakeLimits limits,
            Clock clock) {
        this.formats = formats;
        this.keys = new WireKeys(keys);
        this.intake = intake;
        this.debug = debug;
        this.door = door;
        this.limits = limits;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        for (WireFormat format : formats.all()) {
            for (String path : format.paths()) {
                router.post(path).handler(routing -> post(routing, format));
                refuseOthers(router, path);
            }
        }
        router.post(GA4_DEBUG).handler(routing -> door.receive(routing.request(), this::validate));
        refuseOthers(router, GA4_DEBUG);
    }

    private void refuseOthers(Router router, String path) {
        router.route(path).handler(routing -> door.refuse(routing.request(), BodyException.notPost(path)));
    }

    private void post(RoutingContext routing, WireFormat format) {
        HttpServerRequest request = routing.request();
        try {
            String sender = format.proof() == WireFormat.Proof.SIGNATURE ? null : keys.early(request, format);
            door.receive(request, body -> take(request, format, body, sender));
        } catch (BodyException e) {
            door.refuse(request, e);
        }
    }

    private CompletionStage<HttpAnswer> take(
            HttpServerRequest request, WireFormat format, SentBody sent, @Nullable String early) throws BodyException {
        boolean signed = format.proof() == WireFormat.Proof.SIGNATURE;
        // nothing is inflated for who has not signed
        String signer = signed ? format.signer(wire(request, sent.sent(), sent.sent())) : early;
        WireRequest wire = wire(request, sent.sent(), sent.asFound());
        WireBatch batch = format.open(wire);
        String sender = signer == null ? keys.name(batch.key(), format) : signer;
        batch.elements().checkComplete();
        return intake.take(batch, format.name(), sender, Signals.of(wire::header))
                .thenApply(result -> WireAnswers.of(format, result));
    }

    private WireRequest wire(HttpServerRequest request, byte[] sent, byte[] body) {
        return new WireRequest(
                last(request.path()), request::getParam, request::getHeader, sent, body, limits.maxEvents());
    }

    private CompletionStage<HttpAnswer> validate(SentBody sent) throws BodyException {
        byte[] messages = debug.validate(sent.asFound(), limits.maxEvents(), clock.instant());
        return CompletableFuture.completedFuture(HttpAnswer.json(200, Buffer.buffer(messages)));
    }

    private static String last(@Nullable String requested) {
        String path = requested == null ? "" : requested;
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
