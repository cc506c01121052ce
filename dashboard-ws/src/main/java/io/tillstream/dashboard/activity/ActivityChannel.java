package io.tillstream.dashboard.activity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.event.Item;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Channel {@code activity}: {@code seconds}, how many events reached the log in each of the last 60 seconds, the oldest first; {@code actions}, the same by
 * action; {@code rows}, the newest events by a number that grows with each, without personal data. An event that is refused as malformed is counted, not shown.
 */
public final class ActivityChannel implements Channel {

    private final ActivityFeed feed;
    private final EventReader events;

    /** Draws from the feed. */
    public ActivityChannel(ActivityFeed feed, EventReader events) {
        this.feed = feed;
        this.events = events;
    }

    @Override
    public String name() {
        return "activity";
    }

    @Override
    public long version(Instant now) {
        return feed.version() * 31 + now.getEpochSecond();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        ArrayNode seconds = data.putArray("seconds");
        for (long count : feed.perSecond(now)) {
            seconds.add(count);
        }
        ObjectNode actions = data.putObject("actions");
        feed.byAction(now).forEach((action, count) -> actions.put(action.wireName(), count));
        ObjectNode rows = data.putObject("rows");
        for (ActivityFeed.Entry entry : feed.latest()) {
            try {
                describe(rows.putObject(Long.toString(entry.number())), events.read(entry.value(), entry.loggedAt()));
            } catch (InvalidEventException e) {
                rows.remove(Long.toString(entry.number())); // the rejected topic is where such events are reported
            }
        }
        return data;
    }

    private static void describe(ObjectNode row, CommerceEvent event) {
        row.put("action", event.action().wireName());
        row.put("at", event.timestamp().toString());
        Envelope envelope = event.envelope();
        if (envelope.customerId() != null || envelope.anonymousId() != null) {
            row.put("customer_id", envelope.key());
        }
        Context context = envelope.context();
        put(row, "country", context.country());
        put(row, "location", context.location());
        put(row, "channel", context.channel());
        switch (event) {
            case CommerceEvent.Purchase purchase -> {
                row.set("amount", Figures.money(purchase.grossMicros()));
                items(row, purchase.items());
            }
            case CommerceEvent.Refund refund -> {
                row.set("amount", Figures.money(-refund.amountMicros()));
                items(row, refund.items());
            }
            case CommerceEvent.CartEvent cart -> items(row, cart.items());
            case CommerceEvent.ViewItem view -> items(row, view.items());
            default -> {
                // the action says it all; what customers wrote is not shown here
            }
        }
    }

    private static void items(ObjectNode row, List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        long units = 0;
        for (Item item : items) {
            units += item.quantity();
        }
        row.put("units", units);
        Item first = items.getFirst();
        row.put("title", first.title() == null ? first.productId() : first.title());
    }

    private static void put(ObjectNode row, String name, @Nullable String value) {
        if (value != null) {
            row.put(name, value);
        }
    }
}
