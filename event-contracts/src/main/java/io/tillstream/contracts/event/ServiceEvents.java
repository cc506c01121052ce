package io.tillstream.contracts.event;

import java.util.List;

/** Consent, experience and growth: the actions whose fields live in {@code properties}. */
final class ServiceEvents {

    private static final List<String> SURVEYS = List.of("nps", "csat", "satisfaction");
    private static final List<String> FEEDBACK_TYPES = List.of("review", "complaint", "suggestion", "compliment");
    private static final List<String> TICKET_STATES = List.of("open", "in_progress", "resolved", "closed", "reopened");
    private static final int MIN_RATING = 1;
    private static final int MAX_RATING = 5;
    private static final int MAX_SCORE = 10;

    private final EventDraft draft;

    ServiceEvents(EventDraft draft) {
        this.draft = draft;
    }

    CommerceEvent build(Action action) throws InvalidEventException {
        return switch (action) {
            case UNMERGE -> unmerge();
            case CONSENT_CHANGED -> {
                String purpose = draft.take("purpose").requiredText(TextKind.LABEL);
                boolean granted = draft.take("granted").requiredFlag();
                yield new CommerceEvent.ConsentChanged(envelope(), purpose, granted);
            }
            case SURVEY_ANSWERED -> surveyAnswered();
            case FEEDBACK_GIVEN -> feedbackGiven();
            case TICKET_OPENED -> {
                String ticketId = id("ticket_id");
                String category = draft.take("category").text(TextKind.LABEL);
                String priority = draft.take("priority").text(TextKind.LABEL);
                yield new CommerceEvent.TicketOpened(envelope(), ticketId, category, priority);
            }
            case TICKET_UPDATED -> {
                String ticketId = id("ticket_id");
                String status = draft.take("status").oneOf(TICKET_STATES);
                yield new CommerceEvent.TicketUpdated(envelope(), ticketId, status);
            }
            case TICKET_RESOLVED -> {
                String ticketId = id("ticket_id");
                Integer satisfaction = draft.take("satisfaction").smallInteger(MIN_RATING, MAX_RATING);
                yield new CommerceEvent.TicketResolved(envelope(), ticketId, satisfaction);
            }
            case REFERRAL_SENT -> {
                String referralId = id("referral_id");
                yield new CommerceEvent.ReferralSent(envelope(), referralId);
            }
            case REFERRAL_CONVERTED -> {
                String referralId = id("referral_id");
                String referrerId = draft.take("referrer_id").text(TextKind.ID);
                yield new CommerceEvent.ReferralConverted(envelope(), referralId, referrerId);
            }
            case POINTS_REDEEMED -> {
                long points = draft.take("points").requiredInteger(1, DraftValue.MAX_COUNT);
                yield new CommerceEvent.PointsRedeemed(envelope(), points);
            }
            case MESSAGE_SENT, MESSAGE_DELIVERED, MESSAGE_OPENED, MESSAGE_CLICKED, MESSAGE_UNSUBSCRIBED -> {
                String messageId = id("message_id");
                String channel = draft.take("channel").text(TextKind.LABEL);
                yield new CommerceEvent.Message(envelope(), action, messageId, channel);
            }
            case AD_SPEND -> adSpend();
            case EXPERIMENT_EXPOSED -> {
                String experiment = draft.take("experiment").requiredText(TextKind.LABEL);
                String variant = draft.take("variant").requiredText(TextKind.LABEL);
                yield new CommerceEvent.ExperimentExposed(envelope(), experiment, variant);
            }
            default -> throw new IllegalArgumentException(action.wireName());
        };
    }

    private CommerceEvent unmerge() throws InvalidEventException {
        if (draft.customerId == null) {
            throw new InvalidEventException(
                    "customer_id", "must be given: the customer whom the visitor is parted from");
        }
        if (draft.anonymousId == null) {
            throw new InvalidEventException(
                    "anonymous_id", "must be given: the visitor who is parted from the customer");
        }
        return new CommerceEvent.Unmerge(envelope());
    }

    private CommerceEvent surveyAnswered() throws InvalidEventException {
        String survey = draft.take("survey").requiredOneOf(SURVEYS);
        boolean csat = survey.equals("csat");
        int score = (int) draft.take("score").requiredInteger(csat ? MIN_RATING : 0, csat ? MAX_RATING : MAX_SCORE);
        String comment = draft.take("comment").text(TextKind.TEXT);
        return new CommerceEvent.SurveyAnswered(envelope(), survey, score, comment);
    }

    private CommerceEvent feedbackGiven() throws InvalidEventException {
        String type = draft.take("type").requiredOneOf(FEEDBACK_TYPES);
        Integer rating = draft.take("rating").smallInteger(MIN_RATING, MAX_RATING);
        String text = draft.take("text").text(TextKind.TEXT);
        String productId = draft.take("product_id").text(TextKind.ID);
        String orderId = draft.takeOrderId();
        return new CommerceEvent.FeedbackGiven(envelope(), type, rating, text, productId, orderId);
    }

    private CommerceEvent adSpend() throws InvalidEventException {
        String channel = draft.take("channel").requiredText(TextKind.LABEL);
        DraftValue sent = draft.take("amount");
        long amount = sent.amount(EventBounds.MAX_TOTAL_MICROS);
        if (amount == EventDraft.NO_VALUE) {
            amount = draft.takeValue();
        }
        if (amount == EventDraft.NO_VALUE) {
            throw sent.missing();
        }
        return new CommerceEvent.AdSpend(envelope(), channel, amount);
    }

    private String id(String field) throws InvalidEventException {
        return draft.take(field).requiredText(TextKind.ID);
    }

    private Envelope envelope() throws InvalidEventException {
        return EventBuilder.envelope(draft);
    }
}
