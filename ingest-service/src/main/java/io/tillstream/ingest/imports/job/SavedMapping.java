package io.tillstream.ingest.imports.job;

import java.time.Instant;
import java.util.Map;

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
        Instant savedAt) {}
