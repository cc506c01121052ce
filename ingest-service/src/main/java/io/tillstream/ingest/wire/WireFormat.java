package io.tillstream.ingest.wire;

import io.tillstream.ingest.events.BodyException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One wire format: where it is sent to, how its bodies read, and what its clients expect for an answer. Thread-safe. */
public interface WireFormat {

    /** How a sender shows that it may send. */
    enum Proof {
        /** A write key in a header. */
        HEADER,
        /** A write key in a header, in the address or in the body. */
        ANYWHERE,
        /** A signature of the body, with a secret that both know; {@link WireFormat#signer} checks it. */
        SIGNATURE
    }

    /** A short name for metrics and headers, such as {@code segment}. */
    String name();

    /** The paths that take it, as routes; all by POST. */
    List<String> paths();

    /** How a sender shows that it may send. */
    Proof proof();

    /** The parameter of the address that holds the write key, or null when none does. */
    default @Nullable String keyParameter() {
        return null;
    }

    /** Where its clients put the write key beside the headers that every format takes, as words; empty for nowhere else. */
    default String keyPlace() {
        return "";
    }

    /**
     * The name of who signed a request.
     *
     * @throws BodyException when nobody known did
     */
    default String signer(WireRequest request) throws BodyException {
        throw new IllegalStateException(name() + " is not signed");
    }

    /**
     * Opens a body.
     *
     * @throws BodyException when it is not of this format at all
     */
    WireBatch open(WireRequest request) throws BodyException;

    /** The status of the answer to a body that was taken. */
    default int status() {
        return 200;
    }

    /** What its clients look for in the answer, beside the counts. */
    default Map<String, Object> greeting() {
        return Map.of();
    }
}
