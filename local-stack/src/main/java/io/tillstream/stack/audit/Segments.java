package io.tillstream.stack.audit;

import io.tillstream.contracts.output.RfmScore;

/** The eight RFM segments, written out once more: the first rule that fits. */
final class Segments {

    private Segments() {}

    static String of(RfmScore score) {
        int r = score.recency();
        int f = score.frequency();
        int m = score.monetary();
        if (r >= 4 && f >= 4 && m >= 4) {
            return "Champions";
        }
        if (r >= 3 && f >= 3 && m >= 3) {
            return "Loyal";
        }
        if (r >= 4 && f <= 2 && m <= 2) {
            return "New Customers";
        }
        if (r >= 3 && f <= 3 && m <= 3) {
            return "Potential Loyalists";
        }
        if (r <= 2 && f >= 3 && m >= 3) {
            return "At Risk";
        }
        if (r <= 2 && f <= 2 && m <= 2) {
            return "Lost";
        }
        return r >= 3 ? "Need Attention" : "Hibernating";
    }
}
