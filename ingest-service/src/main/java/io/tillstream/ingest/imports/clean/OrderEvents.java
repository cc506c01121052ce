package io.tillstream.ingest.imports.clean;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes one event of all lines of an order. The same lines always make the same event with the same id. For one thread. */
final class OrderEvents {

    private final OrderIndex orders;
    private final TextHash hash = new TextHash();

    OrderEvents(OrderIndex orders) {
        this.orders = orders;
    }

    /** @param lines all lines of one order, in the order of the file; at least one */
    CommerceEvent of(List<Line> lines) {
        Line first = lines.getFirst();
        List<Item> items = new ArrayList<>(lines.size());
        long amountMicros = 0;
        for (Line line : lines) {
            items.add(new Item(
                    line.productId(),
                    line.title(),
                    line.category(),
                    line.brand(),
                    line.priceMicros(),
                    line.quantity(),
                    line.discountMicros(),
                    null));
            amountMicros += line.amountMicros();
        }
        Envelope envelope = new Envelope(
                eventId(lines),
                first.customerId(),
                null,
                null,
                Instant.ofEpochMilli(first.timestampMillis()),
                null,
                new Context(first.channel(), null, first.country(), first.location(), null),
                Map.of());
        return first.refund()
                ? new CommerceEvent.Refund(envelope, refundedOrder(first), amountMicros, List.copyOf(items))
                : new CommerceEvent.Purchase(envelope, first.orderId(), null, List.copyOf(items));
    }

    /** The order without the C, if the file has it for this customer; else the cancelled number itself. */
    private String refundedOrder(Line first) {
        String original = first.orderId().substring(1);
        return orders.hasSale(original, first.customerId()) ? original : first.orderId();
    }

    /** A UUID of the custom version 8 (RFC 9562) from a hash of customer, order and content. */
    private String eventId(List<Line> lines) {
        Line first = lines.getFirst();
        List<String> content = new ArrayList<>(lines.size() * 7 + 7);
        content.add(first.refund() ? "refund" : "purchase");
        content.add(first.orderId());
        content.add(first.customerId());
        content.add(Long.toString(first.timestampMillis()));
        content.add(text(first.country()));
        content.add(text(first.location()));
        content.add(text(first.channel()));
        for (Line line : lines) {
            content.add(line.productId());
            content.add(text(line.title()));
            content.add(text(line.category()));
            content.add(text(line.brand()));
            content.add(Long.toString(line.priceMicros()));
            content.add(Integer.toString(line.quantity()));
            content.add(Long.toString(line.discountMicros()));
        }
        hash.of(content.toArray(String[]::new));
        long high = (hash.high() & ~0xf000L) | 0x8000L;
        long low = (hash.low() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
