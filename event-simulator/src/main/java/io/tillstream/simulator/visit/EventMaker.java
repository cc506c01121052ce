package io.tillstream.simulator.visit;

import static java.util.Objects.requireNonNull;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.simulator.random.Ids;
import java.time.Instant;
import java.util.Map;

/** Turns the acts of visits into events. Not thread-safe: it numbers each shopper's events. */
public final class EventMaker {

    private static final long CATALOGUE = -1;

    private final Ids ids;
    private final String currency;
    private long catalogueEvents;

    /**
     * @param currency ISO 4217 code of the installation
     */
    public EventMaker(Ids ids, String currency) {
        this.ids = ids;
        this.currency = currency;
    }

    /**
     * The event of a visit's current act.
     *
     * @param at event time, in milliseconds since 1970
     */
    public CommerceEvent make(Visit visit, long at) {
        Step step = visit.step();
        EventForm form = step.form();
        if (step.action() == Action.IDENTIFY) {
            return identify(visit, at);
        }
        Envelope envelope = envelope(visit, Instant.ofEpochMilli(at));
        if (form != null) {
            return form.with(envelope);
        }
        return switch (step.action()) {
            case PAGE_VIEW -> new CommerceEvent.PageView(envelope, step.text(), null);
            case SEARCH -> new CommerceEvent.Search(envelope, step.text());
            case VIEW_ITEM -> new CommerceEvent.ViewItem(envelope, step.items());
            case ADD_TO_CART -> new CommerceEvent.AddToCart(envelope, visit.cartId(), step.items());
            case REMOVE_FROM_CART -> new CommerceEvent.RemoveFromCart(envelope, visit.cartId(), step.items());
            case BEGIN_CHECKOUT -> new CommerceEvent.BeginCheckout(envelope, visit.cartId(), step.items());
            case ABANDON -> new CommerceEvent.Abandon(envelope, visit.cartId(), step.items());
            case PURCHASE ->
                new CommerceEvent.Purchase(envelope, requireNonNull(visit.orderId()), visit.cartId(), step.items());
            case REFUND ->
                new CommerceEvent.Refund(envelope, requireNonNull(visit.orderId()), step.amountMicros(), step.items());
            default -> throw new IllegalArgumentException("no visit does " + step.action());
        };
    }

    /** The sign-up: the shop learns who it is, and by what cookie it has known this visitor before. */
    private CommerceEvent identify(Visit visit, long at) {
        Shopper shopper = visit.shopper();
        shopper.becomeKnown();
        Envelope envelope = new Envelope(
                ids.event(shopper.index(), shopper.nextEvent()),
                shopper.customerId(),
                shopper.cookie(),
                null,
                Instant.ofEpochMilli(at),
                currency,
                visit.context(),
                Map.of("loyalty_member", shopper.bond().member()));
        return new CommerceEvent.Identify(
                envelope, requireNonNull(shopper.person()).details(Instant.ofEpochMilli(shopper.registeredAt())));
    }

    /**
     * The catalogue entry of a product.
     *
     * @param at event time, in milliseconds since 1970
     * @param stockOnHand units on hand
     */
    public CommerceEvent productUpdated(Item product, long stockOnHand, long at) {
        Envelope envelope = new Envelope(
                ids.event(CATALOGUE, catalogueEvents++),
                null,
                null,
                null,
                Instant.ofEpochMilli(at),
                currency,
                Context.UNKNOWN,
                Map.of());
        return new CommerceEvent.ProductUpdated(envelope, product, stockOnHand);
    }

    private Envelope envelope(Visit visit, Instant timestamp) {
        Shopper shopper = visit.shopper();
        return new Envelope(
                ids.event(shopper.index(), shopper.nextEvent()),
                shopper.customerId(),
                shopper.anonymousId(),
                visit.sessionId(),
                timestamp,
                currency,
                visit.context(),
                Map.of());
    }
}
