package io.tillstream.query.projection;

import io.tillstream.contracts.event.Context;
import org.jspecify.annotations.Nullable;

/** Where and with what a sale happened, each part known or {@code unknown}: the event's own context, else what the customer stated before. */
record Place(String channel, String device, String country, String location, String ageGroup) {

    /** What the shop did not say. */
    static final String UNKNOWN = "unknown";

    static Place of(Context context, Stated stated) {
        return new Place(
                known(context.channel(), null),
                known(context.device(), null),
                known(context.country(), stated.country()),
                known(context.location(), stated.location()),
                known(stated.ageGroup(), null));
    }

    void write(CopyBuffer row) {
        row.text(channel).text(device).text(country).text(location).text(ageGroup);
    }

    static String known(@Nullable String first, @Nullable String second) {
        if (first != null) {
            return first;
        }
        return second != null ? second : UNKNOWN;
    }
}
