package io.tillstream.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * Where and with what an event happened. Every part may be unknown.
 *
 * @param channel for example {@code web}, {@code app}, {@code store}
 * @param device for example {@code mobile}, {@code desktop}, {@code tablet}
 * @param country a country's code or name, as the shop writes it
 * @param location a city or region
 * @param campaign the campaign behind the visit
 */
public record Context(
        @Nullable String channel,
        @Nullable String device,
        @Nullable String country,
        @Nullable String location,
        @Nullable Campaign campaign) {

    /** Nothing known. */
    public static final Context UNKNOWN = new Context(null, null, null, null, null);
}
