package io.tillstream.streams.customer;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.time.BusinessTime;
import org.jspecify.annotations.Nullable;

/**
 * An event that counts, with what facets need to place it.
 *
 * @param event what happened
 * @param at event time, milliseconds since 1970
 * @param receivedAt when the event reached the log, milliseconds since 1970
 * @param customer what is known of the customer, this event included
 * @param calendar the shop's calendar
 */
public record Occurrence(CommerceEvent event, long at, long receivedAt, CustomerCore customer, BusinessTime calendar) {

    /** Stands for what the shop did not say. */
    public static final String UNKNOWN = "unknown";

    /** First millisecond of the business hour of the event. */
    public long hour() {
        return calendar.hourStart(at);
    }

    /** Business day of the event, in days since 1970-01-01. */
    public int day() {
        return calendar.epochDay(at);
    }

    /** Device of this event, or {@link #UNKNOWN}. */
    public String device() {
        return orUnknown(context().device());
    }

    /** Channel of this event, or {@link #UNKNOWN}. */
    public String channel() {
        return orUnknown(context().channel());
    }

    /** Country of this event, else of the customer, else {@link #UNKNOWN}. */
    public String country() {
        String own = context().country();
        return own != null ? own : orUnknown(customer.country());
    }

    /** City of this event, else of the customer, else {@link #UNKNOWN}. */
    public String location() {
        String own = context().location();
        return own != null ? own : orUnknown(customer.location());
    }

    /** Age group of the customer, or {@link #UNKNOWN}. */
    public String ageGroup() {
        return orUnknown(customer.ageGroup());
    }

    /** The text, or {@link #UNKNOWN} in its stead. */
    public static String orUnknown(@Nullable String text) {
        return text == null ? UNKNOWN : text;
    }

    private Context context() {
        return event.envelope().context();
    }
}
