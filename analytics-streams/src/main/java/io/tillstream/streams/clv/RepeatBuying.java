package io.tillstream.streams.clv;

/**
 * What BG/NBD needs to know of one customer. All times in one unit of the caller's choice, such as weeks; fitted parameters are in that unit.
 *
 * @param repeats x: days with a purchase after the first such day
 * @param lastAfter t_x: time from the first purchase to the last; 0 when there are no repeats
 * @param observed T: time from the first purchase to the end of observation
 */
public record RepeatBuying(int repeats, double lastAfter, double observed) {

    /** Checks that 0 ≤ t_x ≤ T and that no repeats mean t_x = 0. */
    public RepeatBuying {
        if (repeats < 0 || !(lastAfter >= 0) || !(observed >= lastAfter) || Double.isInfinite(observed)) {
            throw new IllegalArgumentException("not 0 <= lastAfter <= observed with repeats >= 0: " + repeats + ", "
                    + lastAfter + ", " + observed);
        }
        if (repeats == 0 && lastAfter != 0) {
            throw new IllegalArgumentException("no repeats, but a last one after " + lastAfter);
        }
    }
}
