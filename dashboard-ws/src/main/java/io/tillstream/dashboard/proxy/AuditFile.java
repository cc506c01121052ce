package io.tillstream.dashboard.proxy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the report of the last audit is.
 *
 * @param path what {@code ./tillstream audit} wrote; null when the gateway was told of none
 */
public record AuditFile(@Nullable Path path) {}
