package io.tillstream.query.table;

/**
 * The currency of all amounts.
 *
 * @param code ISO 4217
 */
public record Currency(String code) {}
