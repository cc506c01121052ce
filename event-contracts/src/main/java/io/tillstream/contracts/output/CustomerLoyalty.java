package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A customer's part in the loyalty programme, as of the profile's {@code asOf}.
 *
 * @param tier null for who is no member any more
 * @param memberSince first business day as a member
 * @param balance open points; below 0 when more was redeemed or taken back than was there
 * @param earned12m points of this month and the 11 before, less those that refunds took back: what the tier goes by
 * @param expiresNext points that expire first, unless they are redeemed before; 0 without open ones
 * @param expiresOn first day on which these are gone; null without open ones
 */
public record CustomerLoyalty(
        @Nullable String tier,
        LocalDate memberSince,
        long balance,
        @JsonProperty("earned_12m") long earned12m,
        long expiresNext,
        @Nullable LocalDate expiresOn) {}
