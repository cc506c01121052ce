package io.tillstream.ingest.events;

import org.jspecify.annotations.Nullable;

/**
 * One event that was refused.
 *
 * @param index its position in the request, from 0
 * @param eventId its id, where one could be read
 * @param field path of the field that is wrong
 * @param reason what is wrong with it
 */
record Rejection(int index, @Nullable String eventId, String field, String reason) {}
