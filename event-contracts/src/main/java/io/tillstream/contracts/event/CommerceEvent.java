package io.tillstream.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that happened in a shop. One record per action; {@link EventReader} makes them and has checked every bound. */
public sealed interface CommerceEvent {

    /** What all events carry. */
    Envelope envelope();

    /** Which action this record stands for. */
    Action action();

    /** Event time. */
    default Instant timestamp() {
        return envelope().timestamp();
    }

    /** The key on the topic: who did it, see {@link Envelope#key()}; for events without a visitor, what it is about. */
    default String key() {
        return envelope().key();
    }

    /** An event that touches a cart. */
    sealed interface CartEvent extends CommerceEvent {
        /** The sender's cart id, if it has one. */
        @Nullable
        String cartId();

        /** The lines added, removed or present; may be empty for {@code begin_checkout} and {@code abandon}. */
        List<Item> items();
    }

    /** A page was shown. */
    record PageView(
            Envelope envelope,
            @Nullable String url,
            @Nullable String title) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.PAGE_VIEW;
        }
    }

    /** A product was looked at; at least one item. */
    record ViewItem(Envelope envelope, List<Item> items) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.VIEW_ITEM;
        }
    }

    /** The shop was searched. */
    record Search(Envelope envelope, @Nullable String query) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.SEARCH;
        }
    }

    /** Items went into the cart; at least one. */
    record AddToCart(Envelope envelope, @Nullable String cartId, List<Item> items) implements CartEvent {
        @Override
        public Action action() {
            return Action.ADD_TO_CART;
        }
    }

    /** Items were taken out of the cart; at least one. */
    record RemoveFromCart(Envelope envelope, @Nullable String cartId, List<Item> items) implements CartEvent {
        @Override
        public Action action() {
            return Action.REMOVE_FROM_CART;
        }
    }

    /** Checkout was entered. */
    record BeginCheckout(Envelope envelope, @Nullable String cartId, List<Item> items) implements CartEvent {
        @Override
        public Action action() {
            return Action.BEGIN_CHECKOUT;
        }
    }

    /** An order was placed; at least one item. Gross is the sum of {@link Item#amountMicros()}. */
    record Purchase(
            Envelope envelope, String orderId, @Nullable String cartId, List<Item> items) implements CartEvent {

        private static final int MAX_PAYMENT_METHOD_CHARS = 64;

        @Override
        public Action action() {
            return Action.PURCHASE;
        }

        /** Σ unit price × quantity − discount, in micros. */
        public long grossMicros() {
            long sum = 0;
            for (Item item : items) {
                sum += item.amountMicros();
            }
            return sum;
        }

        /** How it was paid: what the sender says in {@code properties.payment_method}, in lower case; null when that is no text of at most 64 characters. */
        public @Nullable String paymentMethod() {
            if (envelope.properties().get("payment_method") instanceof String said) {
                String method = said.strip().toLowerCase(Locale.ROOT);
                return method.isEmpty() || method.length() > MAX_PAYMENT_METHOD_CHARS ? null : method;
            }
            return null;
        }
    }

    /**
     * Money went back.
     *
     * @param orderId the order that is refunded, wholly or in part
     * @param amountMicros what went back, > 0
     * @param items the lines that came back, possibly none; their amounts sum to at most {@code amountMicros}
     */
    record Refund(Envelope envelope, String orderId, long amountMicros, List<Item> items) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.REFUND;
        }
    }

    /** The customer said, by an explicit act, that the cart is given up. */
    record Abandon(Envelope envelope, @Nullable String cartId, List<Item> items) implements CartEvent {
        @Override
        public Action action() {
            return Action.ABANDON;
        }
    }

    /** A customer became known, or sent their details anew. */
    record Identify(Envelope envelope, CustomerDetails details) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.IDENTIFY;
        }
    }

    /** Details of a known customer changed. */
    record CustomerUpdated(Envelope envelope, CustomerDetails details) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.CUSTOMER_UPDATED;
        }
    }

    /**
     * A wrong join is undone: {@code identify} events of this customer that named this visitor, up to the time of this event, join nothing. Both ids are given.
     */
    record Unmerge(Envelope envelope) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.UNMERGE;
        }
    }

    /** Consent for a purpose was given or withdrawn. */
    record ConsentChanged(Envelope envelope, String purpose, boolean granted) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.CONSENT_CHANGED;
        }
    }

    /**
     * A survey was answered.
     *
     * @param survey {@code nps} (0–10), {@code csat} (1–5) or {@code satisfaction} (0–10)
     */
    record SurveyAnswered(
            Envelope envelope,
            String survey,
            int score,
            @Nullable String comment) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.SURVEY_ANSWERED;
        }
    }

    /** Free feedback: {@code type} is review, complaint, suggestion or compliment; {@code rating} 1–5 if given. */
    record FeedbackGiven(
            Envelope envelope,
            String type,
            @Nullable Integer rating,
            @Nullable String text,
            @Nullable String productId,
            @Nullable String orderId)
            implements CommerceEvent {
        @Override
        public Action action() {
            return Action.FEEDBACK_GIVEN;
        }
    }

    /** A support ticket was opened. */
    record TicketOpened(
            Envelope envelope,
            String ticketId,
            @Nullable String category,
            @Nullable String priority) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.TICKET_OPENED;
        }
    }

    /** A support ticket moved: {@code status} is open, in_progress, resolved, closed or reopened. */
    record TicketUpdated(
            Envelope envelope, String ticketId, @Nullable String status) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.TICKET_UPDATED;
        }
    }

    /** A support ticket was resolved; {@code satisfaction} 1–5 if given. */
    record TicketResolved(
            Envelope envelope, String ticketId, @Nullable Integer satisfaction) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.TICKET_RESOLVED;
        }
    }

    /** A customer recommended the shop. */
    record ReferralSent(Envelope envelope, String referralId) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.REFERRAL_SENT;
        }
    }

    /** A referred visitor became a customer; the envelope's customer is the referred one. */
    record ReferralConverted(
            Envelope envelope, String referralId, @Nullable String referrerId) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.REFERRAL_CONVERTED;
        }
    }

    /** Loyalty points were spent; {@code points} ≥ 1. */
    record PointsRedeemed(Envelope envelope, long points) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.POINTS_REDEEMED;
        }
    }

    /** A message to the customer moved one step: {@code action} is one of the five {@code message_…}. */
    record Message(
            Envelope envelope,
            Action action,
            String messageId,
            @Nullable String messageChannel) implements CommerceEvent {}

    /** Money was spent on advertising in a channel; {@code amountMicros} ≥ 0. Needs no customer. */
    record AdSpend(Envelope envelope, String adChannel, long amountMicros) implements CommerceEvent {

        /** Begins the key of these events, and no customer's id. */
        public static final String KEY_PREFIX = "ad:";

        @Override
        public Action action() {
            return Action.AD_SPEND;
        }

        @Override
        public String key() {
            return KEY_PREFIX + adChannel;
        }
    }

    /** A visitor saw a variant of an experiment. */
    record ExperimentExposed(Envelope envelope, String experiment, String variant) implements CommerceEvent {
        @Override
        public Action action() {
            return Action.EXPERIMENT_EXPOSED;
        }
    }

    /**
     * A product's catalogue entry. Needs no customer.
     *
     * @param product its id, title, category, brand, price and image
     * @param stockOnHand units on hand, if known, ≥ 0
     */
    record ProductUpdated(
            Envelope envelope, Item product, @Nullable Long stockOnHand) implements CommerceEvent {

        /** Begins the key of these events, and no customer's id. */
        public static final String KEY_PREFIX = "product:";

        @Override
        public Action action() {
            return Action.PRODUCT_UPDATED;
        }

        @Override
        public String key() {
            return KEY_PREFIX + product.productId();
        }
    }
}
