package io.tillstream.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * The marketing campaign that a visit came from, in the terms of UTM parameters.
 *
 * @param source where the visitor came from, for example {@code newsletter}
 * @param medium the kind of link, for example {@code email}
 * @param name the campaign's own name
 */
public record Campaign(
        @Nullable String source,
        @Nullable String medium,
        @Nullable String name) {}
