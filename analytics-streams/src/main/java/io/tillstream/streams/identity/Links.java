package io.tillstream.streams.identity;

import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The joins of one visitor, and whose the visitor's events are by them. A set: the order in which joins and their undoing arrive does not matter. Times in
 * milliseconds since 1970. Holds at most {@link #MAX_LINKS} joins, see {@link #prune}.
 */
public final class Links {

    static final int MAX_LINKS = 256;

    private static final Comparator<Link> BY_TIME =
            Comparator.comparingLong(Link::at).thenComparing(Link::eventId).thenComparing(Link::customer);

    private final TreeSet<Link> all = new TreeSet<>(BY_TIME);
    private final TreeMap<String, Long> undone = new TreeMap<>();
    private @Nullable List<Link> inForce;

    /** Events before it are nobody's by these joins. */
    private long floor = Long.MIN_VALUE;

    /** An {@code identify}: its time, its id, and the customer. */
    private record Link(long at, String eventId, String customer) {}

    /** Notes that a customer identified; false when that is known. */
    public boolean join(String customer, long at, String eventId) {
        boolean added = all.add(new Link(at, eventId, customer));
        inForce = added ? null : inForce;
        return added;
    }

    /** Notes that what named the customer up to a time joins nothing; false when that is known. */
    public boolean undo(String customer, long at) {
        Long before = undone.get(customer);
        if (before != null && before >= at) {
            return false;
        }
        undone.put(customer, at);
        inForce = null;
        return true;
    }

    /** Whose an event of that time is; null when it is the visitor's own. */
    public @Nullable String ownerAt(long at) {
        List<Link> links = inForce();
        if (links.isEmpty() || at < floor) {
            return null;
        }
        int low = 0;
        int high = links.size() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (links.get(middle).at() <= at) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return links.get(low).customer();
    }

    private List<Link> inForce() {
        List<Link> links = inForce;
        if (links == null) {
            links = new ArrayList<>();
            for (Link link : all) {
                Long undoneAt = undone.get(link.customer());
                if (undoneAt == null || undoneAt < link.at()) {
                    links.add(link);
                }
            }
            inForce = links;
        }
        return links;
    }

    /** Whether there are more joins than are kept. */
    public boolean isFull() {
        return all.size() > MAX_LINKS || undone.size() > MAX_LINKS;
    }

    /** Forgets the older half; events before the joins that are left are nobody's by them. To be called when no event can move any more. */
    public void prune() {
        while (all.size() > MAX_LINKS / 2) {
            all.pollFirst();
        }
        floor = all.isEmpty() ? floor : Math.max(floor, all.first().at());
        undone.values().removeIf(at -> at < floor);
        while (undone.size() > MAX_LINKS / 2) {
            undone.pollFirstEntry();
        }
        inForce = null;
    }

    /** What is published of them. */
    public VisitorIdentity describe(String visitorId) {
        List<VisitorIdentity.Span> spans = new ArrayList<>();
        for (Link link : inForce()) {
            Instant at = Instant.ofEpochMilli(link.at());
            VisitorIdentity.Span last = spans.isEmpty() ? null : spans.getLast();
            if (last == null) {
                Instant from = floor == Long.MIN_VALUE ? null : Instant.ofEpochMilli(floor);
                spans.add(new VisitorIdentity.Span(link.customer(), from, null, at));
            } else if (!last.customerId().equals(link.customer())) {
                spans.removeLast();
                spans.add(new VisitorIdentity.Span(last.customerId(), last.from(), at, last.identifiedAt()));
                spans.add(new VisitorIdentity.Span(link.customer(), at, null, at));
            }
        }
        List<VisitorIdentity.Undone> taken = new ArrayList<>();
        undone.forEach((customer, at) -> taken.add(new VisitorIdentity.Undone(customer, Instant.ofEpochMilli(at))));
        return new VisitorIdentity(visitorId, spans, taken);
    }

    /** Writes the stored form. */
    public void write(BinaryWriter out) {
        out.writeFixed(floor).writeUnsigned(all.size());
        for (Link link : all) {
            out.writeSigned(link.at()).writeText(link.eventId()).writeText(link.customer());
        }
        out.writeUnsigned(undone.size());
        for (Map.Entry<String, Long> entry : undone.entrySet()) {
            out.writeText(entry.getKey()).writeSigned(entry.getValue());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Links read(BinaryReader in) {
        Links links = new Links();
        links.floor = in.readFixed();
        for (int left = in.readCount(); left > 0; left--) {
            links.all.add(linkOf(in));
        }
        for (int left = in.readCount(); left > 0; left--) {
            String customer = in.readRequiredText();
            links.undone.put(customer, in.readSigned());
        }
        return links;
    }

    private static Link linkOf(BinaryReader in) {
        long at = in.readSigned();
        String eventId = in.readRequiredText();
        return new Link(at, eventId, in.readRequiredText());
    }
}
