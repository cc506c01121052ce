package io.tillstream.simulator.experience;

import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.truth.Truth;

/**
 * What a customer thinks of an order.
 *
 * @param score 0–10
 * @param badDelivery whether it arrived late or damaged
 */
public record Opinion(int score, boolean badDelivery) {

    private static final double DEVIATION = 1.1;
    private static final int MOST = 10;

    /**
     * Forms an opinion.
     *
     * @param cheer how much better than average this customer thinks of everything
     */
    public static Opinion of(Dice dice, double cheer, String orderId) {
        boolean bad = Truth.badDelivery(orderId);
        double felt = Truth.MEAN_OPINION
                + cheer
                + DEVIATION * dice.nextGaussian()
                - (bad ? Truth.OPINION_LOST_BY_BAD_DELIVERY : 0);
        return new Opinion(Math.clamp(Math.round(felt), 0, MOST), bad);
    }

    /** How the customer feels. */
    public Mood mood() {
        return Mood.of(score);
    }

    /** The same in stars, 1–5. */
    public int stars() {
        return Math.clamp(Math.round(score / 2.0), 1, 5);
    }
}
