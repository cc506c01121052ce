package io.tillstream.contracts.event;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of an event's JSON object, in whatever order, into an {@link EventDraft}. */
final class DraftReader {

    private final JsonFields in;
    private final PropertyReader properties;
    private final ItemReader items;
    private final ContextReader context;
    private final EventDraft draft = new EventDraft();

    private DraftReader(JsonFields in) {
        this.in = in;
        properties = new PropertyReader(in);
        items = new ItemReader(in, properties);
        context = new ContextReader(in, properties);
    }

    static EventDraft read(JsonFields in) throws IOException, InvalidEventException {
        return new DraftReader(in).read();
    }

    private EventDraft read() throws IOException, InvalidEventException {
        int seen = 0;
        while (in.nextField()) {
            int bit = readField();
            if ((seen & bit) != 0) {
                throw in.givenTwice();
            }
            seen |= bit;
        }
        draft.personalPath = properties.personalPath();
        draft.firstItemWithoutPrice = items.firstWithoutPrice();
        keep("context", context.unnamed());
        List<Map<String, Object>> unnamed = items.unnamed();
        if (unnamed != null && unnamed.stream().anyMatch(fields -> !fields.isEmpty())) {
            draft.keep("item_properties", unnamed);
        }
        return draft;
    }

    private void keep(String name, @Nullable Map<String, Object> fields) throws InvalidEventException {
        if (fields != null && !fields.isEmpty()) {
            draft.keep(name, fields);
        }
    }

    /** Reads one field; returns the bit that stands for it, 0 for those that are checked elsewhere. */
    private int readField() throws IOException, InvalidEventException {
        switch (in.name()) {
            case "event_id" -> {
                draft.eventId = in.id(TextKind.EVENT_ID);
                return 1;
            }
            case "action" -> {
                draft.action = readAction();
                return 1 << 1;
            }
            case "customer_id" -> {
                draft.customerId = in.id(TextKind.ID);
                return 1 << 2;
            }
            case "anonymous_id" -> {
                draft.anonymousId = in.id(TextKind.ID);
                return 1 << 3;
            }
            case "session_id" -> {
                draft.sessionId = in.id(TextKind.ID);
                return 1 << 4;
            }
            case "timestamp" -> {
                draft.timestamp = in.text(TextKind.LABEL);
                return 1 << 5;
            }
            case "order_id" -> {
                draft.orderId = in.id(TextKind.ID);
                return 1 << 6;
            }
            case "cart_id" -> {
                draft.cartId = in.id(TextKind.ID);
                return 1 << 7;
            }
            case "currency" -> {
                draft.currency = in.text(TextKind.LABEL);
                return 1 << 8;
            }
            case "value" -> {
                draft.value = in.isNull() ? EventDraft.NO_VALUE : in.amount(EventBounds.MAX_TOTAL_MICROS);
                return 1 << 9;
            }
            case "items" -> {
                draft.items = items.read();
                return 1 << 10;
            }
            case "context" -> {
                draft.context = context.read();
                return 1 << 11;
            }
            case "properties" -> {
                if (in.enterObject()) {
                    properties.readObjectInto(draft.properties());
                }
                return 1 << 12;
            }
            default -> {
                properties.readInto(draft.unnamed());
                return 0;
            }
        }
    }

    private @Nullable Action readAction() throws IOException, InvalidEventException {
        String wireName = in.text(TextKind.LABEL);
        if (wireName == null) {
            return null;
        }
        Action action = Action.ofWireName(wireName);
        if (action == null) {
            throw in.wrong("is not a known action; known are " + Action.wireNames());
        }
        return action;
    }
}
