package io.tillstream.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer. {@code name}, {@code email} and {@code phone} are personal data: they travel only on the customers topic, never on the
 * event topic. A part that is null says nothing about it.
 *
 * @param ageGroup one of 18-25, 26-35, 36-45, 46-55, 55+; computed from {@code age} when that is sent
 * @param registeredAt when the customer signed up
 */
public record CustomerDetails(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String ageGroup,
        @Nullable String gender,
        @Nullable String location,
        @Nullable String country,
        @Nullable Instant registeredAt) {

    /** The same details without the personal ones. */
    public CustomerDetails withoutPersonalData() {
        return new CustomerDetails(null, null, null, ageGroup, gender, location, country, registeredAt);
    }

    /** Whether there is any personal detail. */
    public boolean hasPersonalData() {
        return name != null || email != null || phone != null;
    }
}
