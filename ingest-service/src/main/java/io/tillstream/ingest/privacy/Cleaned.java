package io.tillstream.ingest.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An event, not checked yet, and what was found in it that is personal.
 *
 * @param event the event without it
 * @param details a {@code customer_updated} of the same person and time that has it; null when nothing was found
 */
public record Cleaned(ObjectNode event, @Nullable ObjectNode details) {}
