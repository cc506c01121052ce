package io.tillstream.ingest.imports.mapping;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * How a kind of file is to be read, under a name.
 *
 * @param name its name
 * @param owner name of the write key that saved it
 * @param shared whether those with other write keys may use it
 * @param mapping column names and the fields that they hold
 * @param options options by name, as an import takes them
 * @param savedAt when
 */
public record SavedMapping(
        String name,
        String owner,
        boolean shared,
        Map<String, String> mapping,
        Map<String, String> options,
        Instant savedAt) {

    public SavedMapping {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(savedAt, "saved_at");
        mapping = Map.copyOf(mapping);
        options = Map.copyOf(options);
    }

    /** Key of its record: a name holds no bar, so that no two mappings have one key. */
    String key() {
        return key(owner, name);
    }

    static String key(String owner, String name) {
        return owner + "|" + name;
    }

    /** Whether another one says the same, whenever it was saved. */
    boolean saysAs(SavedMapping other) {
        return key().equals(other.key())
                && shared == other.shared
                && mapping.equals(other.mapping)
                && options.equals(other.options);
    }
}
