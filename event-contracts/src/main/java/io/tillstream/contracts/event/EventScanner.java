package io.tillstream.contracts.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fast way of {@link DraftReader}: one pass over the bytes of an event that has the usual shape. It refuses nothing; what is wrong, or merely rare, it
 * leaves to the reader that knows every shape, so that there is one source of refusals. What it does take, it takes as that reader does.
 *
 * <p>Remembers texts that come again and again. Not thread-safe.
 */
final class EventScanner {

    private static final int LABEL_BITS = 10;
    private static final int PRODUCT_BITS = 12;
    private static final int CUSTOMER_BITS = 12;

    private static final NameTable FIELDS = new NameTable(
            "event_id",
            "action",
            "customer_id",
            "anonymous_id",
            "session_id",
            "timestamp",
            "order_id",
            "cart_id",
            "currency",
            "value",
            "items",
            "context",
            "properties");

    private static final Action[] ACTIONS = Action.values();
    private static final NameTable ACTION_NAMES =
            new NameTable(Arrays.stream(ACTIONS).map(Action::wireName).toArray(String[]::new));

    private final JsonCursor in = new JsonCursor();
    private final @Nullable TextCache labels;
    private final @Nullable TextCache customers;
    private final PropertyScanner properties;
    private final ItemScanner items;
    private final ContextScanner context;

    private EventScanner(@Nullable TextCache labels, @Nullable TextCache products, @Nullable TextCache customers) {
        this.labels = labels;
        this.customers = customers;
        properties = new PropertyScanner(in, labels);
        items = new ItemScanner(in, labels, products);
        context = new ContextScanner(in, labels);
    }

    /** A scanner that is worth keeping. */
    static EventScanner remembering() {
        return new EventScanner(new TextCache(LABEL_BITS), new TextCache(PRODUCT_BITS), new TextCache(CUSTOMER_BITS));
    }

    /** A scanner for a few events. */
    static EventScanner forgetful() {
        return new EventScanner(null, null, null);
    }

    /** The draft of an event; null when it is not of the usual shape. */
    @Nullable
    EventDraft scan(byte[] json, int offset, int length) {
        in.open(json, offset, length);
        try {
            return read();
        } catch (UnusualEventException e) {
            return null;
        } finally {
            in.close();
        }
    }

    private EventDraft read() throws UnusualEventException {
        EventDraft draft = new EventDraft();
        if (in.enter('{', '}')) {
            int seen = 0;
            do {
                int field = in.name(FIELDS);
                if (field == NameTable.NONE) {
                    properties.readInto(draft, draft.unnamed());
                } else {
                    seen = see(seen, field);
                    readField(draft, field);
                }
            } while (in.goesOn('}'));
        }
        in.takeEnd();
        return draft;
    }

    private void readField(EventDraft draft, int field) throws UnusualEventException {
        switch (field) {
            case 0 -> draft.eventId = in.id(TextKind.EVENT_ID, null);
            case 1 -> {
                int action = in.oneOf(ACTION_NAMES);
                draft.action = action < 0 ? null : ACTIONS[action];
            }
            case 2 -> draft.customerId = in.id(TextKind.ID, customers);
            case 3 -> draft.anonymousId = in.id(TextKind.ID, customers);
            case 4 -> draft.sessionId = in.id(TextKind.ID, null);
            case 5 -> in.time(draft);
            case 6 -> draft.orderId = in.id(TextKind.ID, null);
            case 7 -> draft.cartId = in.id(TextKind.ID, null);
            case 8 -> draft.currency = in.text(TextKind.LABEL, labels);
            case 9 -> draft.value = in.takeNull() ? EventDraft.NO_VALUE : in.amount(EventBounds.MAX_TOTAL_MICROS);
            case 10 -> items.read(draft);
            case 11 -> draft.context = context.read();
            default -> properties.readObject(draft);
        }
    }

    /** Notes that a field was seen; one that is not known, or seen before, is unusual. */
    static int see(int seen, int field) throws UnusualEventException {
        if (field < 0 || (seen & 1 << field) != 0) {
            throw UnusualEventException.INSTANCE;
        }
        return seen | 1 << field;
    }
}
