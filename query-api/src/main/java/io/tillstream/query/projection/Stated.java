package io.tillstream.query.projection;

import io.tillstream.contracts.event.CustomerDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a customer's details have said so far, without personal data. */
record Stated(
        @Nullable String ageGroup,
        @Nullable String gender,
        @Nullable String location,
        @Nullable String country,
        @Nullable Instant registeredAt) {

    static final Stated NOTHING = new Stated(null, null, null, null, null);

    /** The same after newer details; a part they leave out stays. */
    Stated then(CustomerDetails newer) {
        return new Stated(
                newer.ageGroup() == null ? ageGroup : newer.ageGroup(),
                newer.gender() == null ? gender : newer.gender(),
                newer.location() == null ? location : newer.location(),
                newer.country() == null ? country : newer.country(),
                newer.registeredAt() == null ? registeredAt : newer.registeredAt());
    }
}
