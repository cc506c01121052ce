package io.tillstream.contracts.event;

/** Gives the events of an anonymous visitor to the customer the visitor turned out to be. */
public final class EventOwner {

    private EventOwner() {}

    /** The same event as one of the customer's own; all else stays, the visitor's id too. */
    public static CommerceEvent assign(CommerceEvent event, String customerId) {
        Envelope sent = event.envelope();
        return with(
                event,
                new Envelope(
                        sent.eventId(),
                        customerId,
                        sent.anonymousId(),
                        sent.sessionId(),
                        sent.timestamp(),
                        sent.currency(),
                        sent.context(),
                        sent.properties()));
    }

    /** The same event with another envelope. */
    public static CommerceEvent with(CommerceEvent event, Envelope to) {
        return switch (event) {
            case CommerceEvent.PageView e -> new CommerceEvent.PageView(to, e.url(), e.title());
            case CommerceEvent.ViewItem e -> new CommerceEvent.ViewItem(to, e.items());
            case CommerceEvent.Search e -> new CommerceEvent.Search(to, e.query());
            case CommerceEvent.AddToCart e -> new CommerceEvent.AddToCart(to, e.cartId(), e.items());
            case CommerceEvent.RemoveFromCart e -> new CommerceEvent.RemoveFromCart(to, e.cartId(), e.items());
            case CommerceEvent.BeginCheckout e -> new CommerceEvent.BeginCheckout(to, e.cartId(), e.items());
            case CommerceEvent.Purchase e -> new CommerceEvent.Purchase(to, e.orderId(), e.cartId(), e.items());
            case CommerceEvent.Refund e -> new CommerceEvent.Refund(to, e.orderId(), e.amountMicros(), e.items());
            case CommerceEvent.Abandon e -> new CommerceEvent.Abandon(to, e.cartId(), e.items());
            case CommerceEvent.Identify e -> new CommerceEvent.Identify(to, e.details());
            case CommerceEvent.CustomerUpdated e -> new CommerceEvent.CustomerUpdated(to, e.details());
            case CommerceEvent.Unmerge e -> new CommerceEvent.Unmerge(to);
            case CommerceEvent.ConsentChanged e -> new CommerceEvent.ConsentChanged(to, e.purpose(), e.granted());
            case CommerceEvent.SurveyAnswered e ->
                new CommerceEvent.SurveyAnswered(to, e.survey(), e.score(), e.comment());
            case CommerceEvent.FeedbackGiven e ->
                new CommerceEvent.FeedbackGiven(to, e.type(), e.rating(), e.text(), e.productId(), e.orderId());
            case CommerceEvent.TicketOpened e ->
                new CommerceEvent.TicketOpened(to, e.ticketId(), e.category(), e.priority());
            case CommerceEvent.TicketUpdated e -> new CommerceEvent.TicketUpdated(to, e.ticketId(), e.status());
            case CommerceEvent.TicketResolved e -> new CommerceEvent.TicketResolved(to, e.ticketId(), e.satisfaction());
            case CommerceEvent.ReferralSent e -> new CommerceEvent.ReferralSent(to, e.referralId());
            case CommerceEvent.ReferralConverted e ->
                new CommerceEvent.ReferralConverted(to, e.referralId(), e.referrerId());
            case CommerceEvent.PointsRedeemed e -> new CommerceEvent.PointsRedeemed(to, e.points());
            case CommerceEvent.Message e ->
                new CommerceEvent.Message(to, e.action(), e.messageId(), e.messageChannel());
            case CommerceEvent.AdSpend e -> new CommerceEvent.AdSpend(to, e.adChannel(), e.amountMicros());
            case CommerceEvent.ExperimentExposed e ->
                new CommerceEvent.ExperimentExposed(to, e.experiment(), e.variant());
            case CommerceEvent.ProductUpdated e -> new CommerceEvent.ProductUpdated(to, e.product(), e.stockOnHand());
        };
    }
}
