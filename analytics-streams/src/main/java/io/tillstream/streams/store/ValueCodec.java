package io.tillstream.streams.store;

/**
 * The stored form of a value.
 *
 * @param <V> the live, mutable form
 */
public interface ValueCodec<V> {

    /** The live form as bytes. */
    byte[] encode(V value);

    /**
     * The live form of bytes that {@link #encode} made, now or in an earlier version.
     *
     * @param key what the value is stored under
     */
    V decode(byte[] key, byte[] bytes);
}
