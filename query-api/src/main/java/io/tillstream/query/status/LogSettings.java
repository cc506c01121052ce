package io.tillstream.query.status;

/**
 * Where the event log is.
 *
 * @param bootstrapServers Kafka's addresses
 */
public record LogSettings(String bootstrapServers) {}
