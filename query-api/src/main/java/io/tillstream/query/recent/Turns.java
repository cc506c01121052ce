package io.tillstream.query.recent;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets so many pieces of work go on at a time, in the order they came. */
final class Turns {

    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    Turns(int atATime) {
        this.free = atATime;
    }

    /** The work, when its turn has come. */
    <T> Uni<T> take(Supplier<Uni<T>> work) {
        return Uni.createFrom().completionStage(this::turn).flatMap(mine -> Uni.createFrom()
                .<T>deferred(() -> work.get())
                .onTermination()
                .invoke(this::pass));
    }

    private CompletableFuture<Void> turn() {
        synchronized (waiting) {
            CompletableFuture<Void> turn = new CompletableFuture<>();
            if (free > 0) {
                free--;
                turn.complete(null);
            } else {
                waiting.add(turn);
            }
            return turn;
        }
    }

    private void pass() {
        CompletableFuture<Void> next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                free++;
            }
        }
        if (next != null) {
            next.complete(null);
        }
    }
}
