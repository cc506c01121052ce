package io.tillstream.simulator.population;

/**
 * What makes one shopper differ from another. Drawn once for each; never sent.
 *
 * @param ordersPerWeek mean rate of orders while active; gamma-distributed over shoppers, as the BG/NBD model assumes
 * @param conversion share of visits that end in an order, 0–1
 * @param dropout chance to leave the shop for good after an order, 0–1; beta-distributed over shoppers, as the BG/NBD model assumes
 * @param spendLevel 1 for median means; log-normal over shoppers
 * @param priceSensitivity 0 buys at any price, 1 waits for a discount
 * @param taste running sums of the weights of the categories
 * @param app whether the shopper uses the app rather than the web site
 * @param device the device of most visits
 */
@SuppressWarnings("ArrayRecordComponent") // drawn from at each step, never compared
public record Habits(
        double ordersPerWeek,
        double conversion,
        double dropout,
        double spendLevel,
        double priceSensitivity,
        double[] taste,
        boolean app,
        String device) {

    /** The same habits with another order rate. */
    public Habits withRate(double rate) {
        return new Habits(rate, conversion, dropout, spendLevel, priceSensitivity, taste, app, device);
    }

    /** Visits a week while active, so that orders come at {@link #ordersPerWeek}. */
    public double visitsPerWeek() {
        return ordersPerWeek / conversion;
    }
}
