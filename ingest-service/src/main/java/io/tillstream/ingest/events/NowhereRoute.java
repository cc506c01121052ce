package io.tillstream.ingest.events;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers what no other route takes, so that a sender with a wrong address learns the right one. */
@Singleton
final class NowhereRoute {

    private final BodyDoor door;

    NowhereRoute(BodyDoor door) {
        this.door = door;
    }

    void register(@Observes Router router) {
        router.route()
                .order(Integer.MAX_VALUE)
                .handler(routing -> door.refuse(routing.request(), BodyException.nowhere()));
    }
}
