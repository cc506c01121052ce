package io.tillstream.simulator.growth;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.simulator.experience.Opinion;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.truth.Truth;
import io.tillstream.simulator.visit.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The course of a support ticket. */
final class Tickets {

    private static final List<String> OTHER_CATEGORIES = List.of("product", "payment", "account", "returns");
    private static final double ABOUT_DELIVERY = 0.8;
    private static final double RESPONSE_SIGMA = 0.9;
    private static final double RESOLUTION_SIGMA = 0.8;
    private static final double SATISFACTION_GIVEN = 0.6;
    private static final double BEST_SATISFACTION = 4.4;
    private static final double LOST_BY_DOUBLE_TIME = 0.55;
    private static final double LONGEST_DAYS = 8;
    private static final int HOURS_PER_DAY = 24;

    private final double day;

    /** @param day length of a day, in milliseconds */
    Tickets(double day) {
        this.day = day;
    }

    /** All steps of the ticket about an order. */
    List<Step> steps(Dice dice, Opinion opinion, String orderId) {
        String id = "t" + orderId.substring(1);
        String category =
                opinion.badDelivery() && dice.chance(ABOUT_DELIVERY) ? "delivery" : dice.oneOf(OTHER_CATEGORIES);
        String priority = opinion.score() <= 4 ? "high" : dice.chance(0.2) ? "low" : "normal";
        List<Step> steps = new ArrayList<>(5);
        steps.add(Step.of(
                Action.TICKET_OPENED, 0, envelope -> new CommerceEvent.TicketOpened(envelope, id, category, priority)));
        double response = dice.logNormal(Truth.FIRST_RESPONSE_HOURS, RESPONSE_SIGMA);
        steps.add(updated(id, "in_progress", response));
        if (dice.chance(Truth.TICKET_FORGOTTEN)) {
            return steps;
        }
        double resolution = dice.logNormal(Truth.RESOLUTION_HOURS, RESOLUTION_SIGMA);
        steps.add(resolved(id, resolution, satisfaction(dice, response + resolution)));
        if (dice.chance(Truth.TICKET_REOPENED)) {
            steps.add(updated(id, "reopened", HOURS_PER_DAY * (0.2 + 3 * dice.nextDouble())));
            double again = dice.logNormal(Truth.RESOLUTION_HOURS, RESOLUTION_SIGMA);
            steps.add(resolved(id, again, satisfaction(dice, 2 * HOURS_PER_DAY + again)));
        }
        return List.copyOf(steps);
    }

    /** The longer it took, the less content: each doubling of the time takes about half a point. */
    private static @Nullable Integer satisfaction(Dice dice, double hours) {
        double felt = BEST_SATISFACTION
                - LOST_BY_DOUBLE_TIME * Math.log(Math.max(1, hours / 8)) / Math.log(2)
                + 0.6 * dice.nextGaussian();
        boolean given = dice.chance(SATISFACTION_GIVEN);
        return given ? Math.clamp(Math.round(felt), 1, 5) : null;
    }

    private Step updated(String id, String status, double hours) {
        return Step.of(
                Action.TICKET_UPDATED,
                millis(hours),
                envelope -> new CommerceEvent.TicketUpdated(envelope, id, status));
    }

    private Step resolved(String id, double hours, @Nullable Integer satisfaction) {
        return Step.of(
                Action.TICKET_RESOLVED,
                millis(hours),
                envelope -> new CommerceEvent.TicketResolved(envelope, id, satisfaction));
    }

    private long millis(double hours) {
        return Math.max(1_000, (long) (Math.min(hours, LONGEST_DAYS * HOURS_PER_DAY) / HOURS_PER_DAY * day));
    }
}
