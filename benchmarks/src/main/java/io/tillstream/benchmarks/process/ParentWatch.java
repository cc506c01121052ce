package io.tillstream.benchmarks.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Tells a child when to end: its input closes when it is no longer wanted, and also when its parent was killed. */
public final class ParentWatch {

    private ParentWatch() {}

    /** Ends this JVM as soon as the input closes. For programs that have nothing to put in order. */
    public static void haltWithParent() {
        Thread.ofPlatform().name("parent-watch").daemon().start(() -> {
            awaitEnd();
            Runtime.getRuntime().halt(1);
        });
    }

    /** Returns when the input closes. */
    public static void awaitEnd() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
