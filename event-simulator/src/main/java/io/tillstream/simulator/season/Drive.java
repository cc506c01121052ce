package io.tillstream.simulator.season;

import io.tillstream.contracts.event.Campaign;

/**
 * A campaign of the shop's calendar: for some days it brings more visits and may grant a discount.
 *
 * @param from first instant, in milliseconds since 1970
 * @param until first instant after it, in milliseconds since 1970
 * @param lift factor on the number of visits, above 1
 * @param discount share of the price taken off, 0–1
 */
public record Drive(long from, long until, Campaign campaign, double lift, double discount) {

    /** The share of the visits during it that come from it. */
    public double share() {
        return 1 - 1 / lift;
    }
}
