package io.tillstream.simulator.growth;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Item;
import io.tillstream.simulator.experience.Mood;
import io.tillstream.simulator.experience.Opinion;
import io.tillstream.simulator.experience.Sentences;
import io.tillstream.simulator.experience.Topic;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.truth.Truth;
import io.tillstream.simulator.visit.EventForm;
import io.tillstream.simulator.visit.Shopper;
import io.tillstream.simulator.visit.Step;
import io.tillstream.simulator.visit.Visit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What customers say about an order: answers to surveys, feedback, tickets. */
final class Voices {

    private static final double COMMENTED = 0.35;
    private static final double RATED = 0.5;
    private static final double NPS = 0.5;
    private static final double CSAT = 0.8;
    private static final int MOST_SENTENCES = 3;

    private final double day;
    private final Tickets tickets;

    /** @param day length of a day, in milliseconds */
    Voices(double day) {
        this.day = day;
        this.tickets = new Tickets(day);
    }

    /** Adds what is said about the order of a visit. */
    void raise(Visit visit, long boughtAt, Context context, Opinion opinion, List<Visit> errands) {
        Shopper shopper = visit.shopper();
        Dice dice = shopper.bond().dice();
        if (dice.chance(Truth.SURVEY_ANSWERED)) {
            Step answer = answer(dice, opinion, productOf(dice, visit), String.valueOf(visit.orderId()));
            errands.add(Visit.errand(shopper, days(dice, boughtAt, 5, 12), context, List.of(answer)));
        }
        if (dice.chance(
                opinion.badDelivery() ? Truth.FEEDBACK_AFTER_BAD_DELIVERY : Truth.FEEDBACK_AFTER_GOOD_DELIVERY)) {
            Step feedback = feedback(dice, opinion, productOf(dice, visit), visit.orderId());
            errands.add(Visit.errand(shopper, days(dice, boughtAt, 4, 14), context, List.of(feedback)));
        }
        if (dice.chance(opinion.badDelivery() ? Truth.TICKET_AFTER_BAD_DELIVERY : Truth.TICKET_AFTER_GOOD_DELIVERY)) {
            List<Step> steps = tickets.steps(dice, opinion, String.valueOf(visit.orderId()));
            errands.add(Visit.errand(shopper, days(dice, boughtAt, 3, 9), context, steps));
        }
    }

    private long days(Dice dice, long from, double least, double most) {
        return from + (long) ((least + dice.nextDouble() * (most - least)) * day);
    }

    private static Item productOf(Dice dice, Visit visit) {
        return dice.oneOf(visit.lastStep().items());
    }

    private static Step answer(Dice dice, Opinion opinion, Item product, String orderId) {
        double mark = dice.nextDouble();
        String survey = mark < NPS ? "nps" : mark < CSAT ? "csat" : "satisfaction";
        int score = mark >= NPS && mark < CSAT ? opinion.stars() : opinion.score();
        String comment = dice.chance(COMMENTED) ? words(dice, opinion, product, 1) : null;
        return Step.of(
                Action.SURVEY_ANSWERED,
                0,
                envelope -> new CommerceEvent.SurveyAnswered(
                        EventForm.adding(envelope, Map.of("order_id", orderId)), survey, score, comment));
    }

    private static Step feedback(Dice dice, Opinion opinion, Item product, @Nullable String orderId) {
        String type = type(dice, opinion.mood());
        Integer rating = type.equals("review") || dice.chance(RATED) ? opinion.stars() : null;
        String text = words(dice, opinion, product, (int) dice.between(1, MOST_SENTENCES));
        return Step.of(
                Action.FEEDBACK_GIVEN,
                0,
                envelope ->
                        new CommerceEvent.FeedbackGiven(envelope, type, rating, text, product.productId(), orderId));
    }

    private static String type(Dice dice, Mood mood) {
        return switch (mood) {
            case GLAD -> dice.chance(0.6) ? "review" : "compliment";
            case SO_SO -> dice.chance(0.5) ? "review" : "suggestion";
            case CROSS -> dice.chance(0.4) ? "review" : "complaint";
        };
    }

    /** Words of the customer's mood; after a bad delivery they begin with that. */
    private static String words(Dice dice, Opinion opinion, Item product, int sentences) {
        Topic topic = opinion.badDelivery() ? Topic.DELIVERY : Sentences.anyTopic(dice);
        Mood mood = opinion.badDelivery() && opinion.mood() == Mood.GLAD ? Mood.SO_SO : opinion.mood();
        String title = product.title();
        return Sentences.write(dice, topic, mood, title == null ? "article" : title, sentences);
    }
}
