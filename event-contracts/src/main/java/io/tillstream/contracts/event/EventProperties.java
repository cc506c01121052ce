package io.tillstream.contracts.event;

import io.tillstream.contracts.money.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event's JSON has in {@code properties}: the fields of its action, then what the sender added. */
final class EventProperties {

    private EventProperties() {}

    /**
     * The properties of an event.
     *
     * @param personal whether those of a customer's details may hold personal data; without it such fields are left out at any depth
     */
    static Map<String, Object> of(CommerceEvent event, boolean personal) {
        Map<String, Object> sent = event.envelope().properties();
        boolean about = event instanceof CommerceEvent.Identify || event instanceof CommerceEvent.CustomerUpdated;
        Map<String, Object> named = named(event, personal);
        Map<String, Object> free = about && !personal ? withoutPersonal(sent) : sent;
        if (named.isEmpty()) {
            return free;
        }
        free.forEach(named::putIfAbsent);
        return named;
    }

    /** Whether there are fields with personal data among the properties, at any depth. */
    static boolean holdPersonal(Map<String, Object> properties) {
        return !properties.isEmpty() && !withoutPersonal(properties).equals(properties);
    }

    private static Map<String, Object> named(CommerceEvent event, boolean personal) {
        return switch (event) {
            case CommerceEvent.PageView view -> fields("url", view.url(), "title", view.title());
            case CommerceEvent.Search search -> fields("query", search.query());
            case CommerceEvent.Identify identify -> details(identify.details(), personal);
            case CommerceEvent.CustomerUpdated updated -> details(updated.details(), personal);
            case CommerceEvent.ConsentChanged consent ->
                fields("purpose", consent.purpose(), "granted", consent.granted());
            case CommerceEvent.SurveyAnswered survey ->
                fields("survey", survey.survey(), "score", survey.score(), "comment", survey.comment());
            case CommerceEvent.FeedbackGiven feedback ->
                fields(
                        "type", feedback.type(),
                        "rating", feedback.rating(),
                        "text", feedback.text(),
                        "product_id", feedback.productId());
            case CommerceEvent.TicketOpened ticket ->
                fields("ticket_id", ticket.ticketId(), "category", ticket.category(), "priority", ticket.priority());
            case CommerceEvent.TicketUpdated ticket ->
                fields("ticket_id", ticket.ticketId(), "status", ticket.status());
            case CommerceEvent.TicketResolved ticket ->
                fields("ticket_id", ticket.ticketId(), "satisfaction", ticket.satisfaction());
            case CommerceEvent.ReferralSent referral -> fields("referral_id", referral.referralId());
            case CommerceEvent.ReferralConverted referral ->
                fields("referral_id", referral.referralId(), "referrer_id", referral.referrerId());
            case CommerceEvent.PointsRedeemed redeemed -> fields("points", redeemed.points());
            case CommerceEvent.Message message ->
                fields("message_id", message.messageId(), "channel", message.messageChannel());
            case CommerceEvent.AdSpend spend ->
                fields("channel", spend.adChannel(), "amount", Micros.toDecimal(spend.amountMicros()));
            case CommerceEvent.ExperimentExposed exposed ->
                fields("experiment", exposed.experiment(), "variant", exposed.variant());
            case CommerceEvent.ProductUpdated product -> fields("stock_on_hand", product.stockOnHand());
            case CommerceEvent.Unmerge unmerge -> Map.of();
            case CommerceEvent.CartEvent cart -> Map.of();
            case CommerceEvent.ViewItem view -> Map.of();
            case CommerceEvent.Refund refund -> Map.of();
        };
    }

    private static Map<String, Object> details(CustomerDetails sent, boolean personal) {
        CustomerDetails details = personal ? sent : sent.withoutPersonalData();
        Instant registeredAt = details.registeredAt();
        return fields(
                "name", details.name(),
                "email", details.email(),
                "phone", details.phone(),
                "age_group", details.ageGroup(),
                "gender", details.gender(),
                "location", details.location(),
                "country", details.country(),
                "registered_at", registeredAt == null ? null : registeredAt.toString());
    }

    /** Names and values in turn; those that are null are left out. */
    private static Map<String, Object> fields(@Nullable Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                fields.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return fields;
    }

    private static Map<String, Object> withoutPersonal(Map<?, ?> properties) {
        Map<String, Object> clean = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            String field = String.valueOf(name);
            Object kept = value == null || PersonalNames.isPersonal(field) ? null : withoutPersonal(value);
            if (kept != null) {
                clean.put(field, kept);
            }
        });
        return clean;
    }

    private static Object withoutPersonal(Object value) {
        return switch (value) {
            case Map<?, ?> map -> withoutPersonal(map);
            case List<?> list -> {
                List<@Nullable Object> clean = new ArrayList<>();
                for (Object element : list) {
                    clean.add(element == null ? null : withoutPersonal(element));
                }
                yield clean;
            }
            default -> value;
        };
    }
}
