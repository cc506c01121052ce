package io.tillstream.ingest.imports;

import io.tillstream.ingest.imports.mapping.KeptMapping;
import io.tillstream.ingest.imports.mapping.SavedMapping;
import java.time.Instant;
import java.util.Map;

/**
 * A saved mapping as a write key sees it.
 *
 * @param name its name
 * @param owner name of the write key that saved it
 * @param own whether it is the asking key's own, which alone may change it
 * @param shared whether those with other write keys may use it
 * @param version what a change of it says it was made from
 * @param mapping column names and the fields that they hold
 * @param options options by name, as an import takes them
 * @param savedAt when
 */
record MappingAnswer(
        String name,
        String owner,
        boolean own,
        boolean shared,
        long version,
        Map<String, String> mapping,
        Map<String, String> options,
        Instant savedAt) {

    static MappingAnswer of(KeptMapping kept, String key) {
        SavedMapping mapping = kept.mapping();
        return new MappingAnswer(
                mapping.name(),
                mapping.owner(),
                mapping.owner().equals(key),
                mapping.shared(),
                kept.version(),
                mapping.mapping(),
                mapping.options(),
                mapping.savedAt());
    }
}
