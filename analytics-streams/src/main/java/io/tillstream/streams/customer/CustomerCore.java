package io.tillstream.streams.customer;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.CustomerDetails;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * Who the customer is and which of their events have counted. Facets read it; only the pass changes it.
 *
 * <p>Grows by 8 bytes for each event of the last 7 days of delivery and by 8 bytes for each order and refund for good, up to the bounds of
 * {@link DeliveredIds#MAX_IDS} and {@link #MAX_SETTLED}.
 */
public final class CustomerCore {

    /** Orders and refunds of one customer that are remembered; at least the newest half of them is. */
    static final int MAX_SETTLED = 131_072;

    private static final long FOR_EVER = 0;

    private final DeliveredIds delivered;
    private final RecentIds settled;
    private long firstSeenAt = Long.MAX_VALUE;
    private long lastSeenAt = Long.MIN_VALUE;
    private long freshThrough;
    private @Nullable String ageGroup;
    private @Nullable String gender;
    private @Nullable String location;
    private @Nullable String country;
    private @Nullable String channel;
    private @Nullable String firstLocation;
    private @Nullable String firstCountry;

    CustomerCore() {
        this(new DeliveredIds(), new RecentIds(MAX_SETTLED));
    }

    private CustomerCore(DeliveredIds delivered, RecentIds settled) {
        this.delivered = delivered;
        this.settled = settled;
    }

    /**
     * Decides whether an event counts, and notes that it did. It does not when its id was delivered in the last 7 days, when it is a purchase whose order is
     * known, or a refund that was booked; orders and refunds are remembered for ever, or the newest {@link #MAX_SETTLED} / 2 of them at least.
     */
    boolean admit(CommerceEvent event, long at, long receivedAt) {
        if (!delivered.add(Hashes.of(event.envelope().eventId()), receivedAt) || !settle(event)) {
            return false;
        }
        firstSeenAt = Math.min(firstSeenAt, at);
        lastSeenAt = Math.max(lastSeenAt, at);
        freshThrough = Math.max(freshThrough, receivedAt);
        noteFirst(event.envelope().context());
        switch (event) {
            case CommerceEvent.Identify identify -> learn(identify.details());
            case CommerceEvent.CustomerUpdated updated -> learn(updated.details());
            default -> {}
        }
        return true;
    }

    private void noteFirst(Context context) {
        channel = channel == null ? context.channel() : channel;
        firstLocation = firstLocation == null ? context.location() : firstLocation;
        firstCountry = firstCountry == null ? context.country() : firstCountry;
    }

    private boolean settle(CommerceEvent event) {
        return switch (event) {
            case CommerceEvent.Purchase purchase -> settled.add(Hashes.of('o', purchase.orderId()), FOR_EVER);
            case CommerceEvent.Refund refund ->
                settled.add(Hashes.of('r', refund.envelope().eventId()), FOR_EVER);
            default -> true;
        };
    }

    private void learn(CustomerDetails details) {
        ageGroup = details.ageGroup() != null ? details.ageGroup() : ageGroup;
        gender = details.gender() != null ? details.gender() : gender;
        location = details.location() != null ? details.location() : location;
        country = details.country() != null ? details.country() : country;
    }

    /** Whether no event counted yet. */
    boolean isEmpty() {
        return firstSeenAt == Long.MAX_VALUE;
    }

    /** What was delivered so far, for another one to go on with. */
    DeliveredIds copyDelivered() {
        BinaryWriter out = new BinaryWriter();
        delivered.write(out);
        return DeliveredIds.read(new BinaryReader(out.toByteArray()));
    }

    /** Event time of the first event, milliseconds since 1970. */
    public long firstSeenAt() {
        return firstSeenAt;
    }

    /** Event time of the newest event, milliseconds since 1970. */
    public long lastSeenAt() {
        return lastSeenAt;
    }

    /** When the newest event counted reached the log, milliseconds since 1970. */
    public long freshThrough() {
        return freshThrough;
    }

    /** Age group, if known. */
    public @Nullable String ageGroup() {
        return ageGroup;
    }

    /** Gender as sent, if known. */
    public @Nullable String gender() {
        return gender;
    }

    /** City the customer said to be of, if any. */
    public @Nullable String location() {
        return location;
    }

    /** Country the customer said to be of, if any. */
    public @Nullable String country() {
        return country;
    }

    /** City the customer said to be of, else that of the first event that named one. */
    @Nullable
    String home() {
        return location != null ? location : firstLocation;
    }

    /** Country the customer said to be of, else that of the first event that named one. */
    @Nullable
    String homeCountry() {
        return country != null ? country : firstCountry;
    }

    /** Channel of the first event that named one. */
    public @Nullable String channel() {
        return channel;
    }

    void write(BinaryWriter out) {
        out.writeSigned(firstSeenAt).writeSigned(lastSeenAt).writeSigned(freshThrough);
        out.writeText(ageGroup)
                .writeText(gender)
                .writeText(location)
                .writeText(country)
                .writeText(channel)
                .writeText(firstLocation)
                .writeText(firstCountry);
        settled.writeAll(out);
        delivered.write(out);
    }

    static CustomerCore read(BinaryReader in) {
        long first = in.readSigned();
        long last = in.readSigned();
        long fresh = in.readSigned();
        String ageGroup = in.readText();
        String gender = in.readText();
        String location = in.readText();
        String country = in.readText();
        String channel = in.readText();
        String firstLocation = in.readText();
        String firstCountry = in.readText();
        RecentIds settled = new RecentIds(MAX_SETTLED).readAll(in);
        CustomerCore core = new CustomerCore(DeliveredIds.read(in), settled);
        core.firstSeenAt = first;
        core.lastSeenAt = last;
        core.freshThrough = fresh;
        core.ageGroup = ageGroup;
        core.gender = gender;
        core.location = location;
        core.country = country;
        core.channel = channel;
        core.firstLocation = firstLocation;
        core.firstCountry = firstCountry;
        return core;
    }
}
