package io.tillstream.query.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/** What several wait for. */
public final class Shared {

    private Shared() {}

    /** Waits with others: whoever gives up does not take it from them, and each goes on with its own request, not with that of whoever asked first. */
    public static <T> Uni<T> of(CompletableFuture<T> awaited) {
        Context caller = Vertx.currentContext();
        Uni<T> answer = Uni.createFrom().completionStage(awaited::copy);
        return caller == null ? answer : answer.emitOn(next -> caller.runOnContext(ignored -> next.run()));
    }
}
