package io.tillstream.ingest.imports.mapping;

/**
 * A mapping as it stands on the topic.
 *
 * @param mapping the mapping
 * @param version another one after each change, also of a mapping that was deleted and saved anew: the offset of its record and 1
 * @param bytes size of its record
 */
public record KeptMapping(SavedMapping mapping, long version, int bytes) {}
