package io.tillstream.streams.scoring;

import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.models.Explanation;
import java.util.ArrayList;
import java.util.List;

/**
 * A forest's explanation as it is published: four decimals, the three features that moved the probability most, and the rest in one number, so that the
 * published digits add up exactly.
 */
final class Reasons {

    private static final int MOST = 3;
    private static final double UNIT = 10_000;

    private Reasons() {}

    static ChurnRisk of(Explanation explanation, double[] x, String version) {
        double[] contributions = explanation.contributions();
        long left = units(explanation.probability()) - units(explanation.baseRate());
        List<ChurnRisk.Reason> reasons = new ArrayList<>(MOST);
        boolean[] named = new boolean[contributions.length];
        while (reasons.size() < MOST) {
            int greatest = greatest(contributions, named);
            if (greatest < 0) {
                break;
            }
            named[greatest] = true;
            long part = units(contributions[greatest]);
            left -= part;
            reasons.add(new ChurnRisk.Reason(Features.names().get(greatest), round(x[greatest]), part / UNIT));
        }
        return new ChurnRisk(
                round(explanation.probability()), round(explanation.baseRate()), reasons, left / UNIT, version);
    }

    /** The greatest contribution that shows in the published digits and is not named yet; −1 when there is none. */
    private static int greatest(double[] contributions, boolean[] named) {
        int greatest = -1;
        for (int i = 0; i < contributions.length; i++) {
            boolean shows = !named[i] && units(contributions[i]) != 0;
            if (shows && (greatest < 0 || Math.abs(contributions[i]) > Math.abs(contributions[greatest]))) {
                greatest = i;
            }
        }
        return greatest;
    }

    /** To four decimals. */
    static double round(double value) {
        return units(value) / UNIT;
    }

    private static long units(double value) {
        return Math.round(value * UNIT);
    }
}
