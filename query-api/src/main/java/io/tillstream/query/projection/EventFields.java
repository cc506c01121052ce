package io.tillstream.query.projection;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.CustomerDetails;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.money.Micros;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each action says beyond the envelope, in the words of the wire. Free text of surveys and feedback is left in the log: it may name people. */
final class EventFields {

    private EventFields() {}

    static List<Item> items(CommerceEvent event) {
        return switch (event) {
            case CommerceEvent.CartEvent cart -> cart.items();
            case CommerceEvent.ViewItem view -> view.items();
            case CommerceEvent.Refund refund -> refund.items();
            case CommerceEvent.ProductUpdated updated -> List.of(updated.product());
            default -> List.of();
        };
    }

    static @Nullable String orderId(CommerceEvent event) {
        return switch (event) {
            case CommerceEvent.Purchase purchase -> purchase.orderId();
            case CommerceEvent.Refund refund -> refund.orderId();
            case CommerceEvent.FeedbackGiven feedback -> feedback.orderId();
            default -> null;
        };
    }

    /** What the event is worth in micros: the order, the refund, the items touched, the advertising; null where money has no part. */
    static @Nullable Long valueMicros(CommerceEvent event) {
        return switch (event) {
            case CommerceEvent.Refund refund -> refund.amountMicros();
            case CommerceEvent.AdSpend spend -> spend.amountMicros();
            case CommerceEvent.CartEvent cart -> amount(cart.items());
            case CommerceEvent.ViewItem view -> amount(view.items());
            default -> null;
        };
    }

    private static @Nullable Long amount(List<Item> items) {
        return items.isEmpty()
                ? null
                : Long.valueOf(items.stream().mapToLong(Item::amountMicros).sum());
    }

    static Map<String, Object> details(CommerceEvent event) {
        Map<String, Object> details = new LinkedHashMap<>();
        switch (event) {
            case CommerceEvent.PageView view -> {
                put(details, "url", view.url());
                put(details, "title", view.title());
            }
            case CommerceEvent.Search search -> put(details, "query", search.query());
            case CommerceEvent.Identify identify -> customer(details, identify.details());
            case CommerceEvent.CustomerUpdated updated -> customer(details, updated.details());
            case CommerceEvent.ConsentChanged consent -> {
                put(details, "purpose", consent.purpose());
                put(details, "granted", consent.granted());
            }
            case CommerceEvent.SurveyAnswered answer -> {
                put(details, "survey", answer.survey());
                put(details, "score", answer.score());
            }
            case CommerceEvent.FeedbackGiven feedback -> {
                put(details, "type", feedback.type());
                put(details, "rating", feedback.rating());
                put(details, "product_id", feedback.productId());
            }
            case CommerceEvent.TicketOpened ticket -> {
                put(details, "ticket_id", ticket.ticketId());
                put(details, "category", ticket.category());
                put(details, "priority", ticket.priority());
            }
            case CommerceEvent.TicketUpdated ticket -> {
                put(details, "ticket_id", ticket.ticketId());
                put(details, "status", ticket.status());
            }
            case CommerceEvent.TicketResolved ticket -> {
                put(details, "ticket_id", ticket.ticketId());
                put(details, "satisfaction", ticket.satisfaction());
            }
            case CommerceEvent.ReferralSent referral -> put(details, "referral_id", referral.referralId());
            case CommerceEvent.ReferralConverted referral -> {
                put(details, "referral_id", referral.referralId());
                put(details, "referrer_id", referral.referrerId());
            }
            case CommerceEvent.PointsRedeemed points -> put(details, "points", points.points());
            case CommerceEvent.Message message -> {
                put(details, "message_id", message.messageId());
                put(details, "message_channel", message.messageChannel());
            }
            case CommerceEvent.AdSpend spend -> {
                put(details, "ad_channel", spend.adChannel());
                put(details, "amount", Micros.toDecimal(spend.amountMicros()));
            }
            case CommerceEvent.ExperimentExposed exposed -> {
                put(details, "experiment", exposed.experiment());
                put(details, "variant", exposed.variant());
            }
            case CommerceEvent.ProductUpdated updated -> put(details, "stock_on_hand", updated.stockOnHand());
            case CommerceEvent.Unmerge unmerge -> {}
            case CommerceEvent.CartEvent cart -> {}
            case CommerceEvent.ViewItem view -> {}
            case CommerceEvent.Refund refund -> {}
        }
        return details;
    }

    private static void customer(Map<String, Object> details, CustomerDetails said) {
        put(details, "age_group", said.ageGroup());
        put(details, "gender", said.gender());
        put(details, "location", said.location());
        put(details, "country", said.country());
        put(details, "registered_at", said.registeredAt());
    }

    private static void put(Map<String, Object> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value);
        }
    }
}
