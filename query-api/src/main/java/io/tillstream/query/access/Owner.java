package io.tillstream.query.access;

/**
 * Whose something is that people save.
 *
 * @param key stays the same when the person is renamed
 * @param name as people know them
 */
public record Owner(String key, String name) {

    static Owner of(Caller caller) {
        return new Owner(caller.kind().wireName() + ':' + caller.id(), caller.name());
    }
}
