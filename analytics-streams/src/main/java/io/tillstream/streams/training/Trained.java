package io.tillstream.streams.training;

import io.tillstream.contracts.output.ModelCard;

/**
 * A model that came about.
 *
 * @param name as in {@code ModelRecord}
 * @param kind how the body is read
 * @param body compact form
 * @param card what is known of it; its provenance is empty
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Trained(String name, String kind, byte[] body, ModelCard card) {}
