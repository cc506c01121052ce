package io.tillstream.benchmarks.value;

import io.tillstream.streams.clv.BgNbd;
import io.tillstream.streams.clv.GammaGamma;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Customers who behave as BG/NBD and Gamma-Gamma say, by known parameters, in whole days: so that it is known what a fit should find. First purchases are
 * spread evenly over 100 to 600 days before the end of observation.
 */
final class SimulatedBuyers {

    static final BgNbd BUYING = new BgNbd(0.9, 60, 0.8, 3);
    static final GammaGamma SPENDING = new GammaGamma(6.25, 3.74, 15.44);

    private static final int LEAST_DAYS = 100;
    private static final int SPREAD_DAYS = 500;

    private final int[] repeats;
    private final int[] lastAfter;
    private final int[] observed;
    private final double[] meanRepeat;

    SimulatedBuyers(long seed, int count) {
        repeats = new int[count];
        lastAfter = new int[count];
        observed = new int[count];
        meanRepeat = new double[count];
        RandomDataGenerator random = new RandomDataGenerator(seed);
        for (int i = 0; i < count; i++) {
            simulate(i, random);
        }
    }

    private void simulate(int i, RandomDataGenerator random) {
        observed[i] = LEAST_DAYS + (int) (SPREAD_DAYS * random.nextDouble());
        double rate = random.nextGamma(BUYING.r(), 1 / BUYING.alpha());
        double dropOut = random.nextBeta(BUYING.a(), BUYING.b());
        double scale = 1 / random.nextGamma(SPENDING.q(), 1 / SPENDING.gamma());
        double sum = 0;
        double time = random.nextExponential(1 / rate);
        while (time < observed[i] + 1) {
            int day = (int) time;
            // a second order on a day adds to that day's purchase
            if (day > lastAfter[i]) {
                repeats[i]++;
                lastAfter[i] = day;
            }
            sum += day > 0 ? random.nextGamma(SPENDING.p(), scale) : 0;
            if (random.nextDouble() < dropOut) {
                break;
            }
            time += random.nextExponential(1 / rate);
        }
        meanRepeat[i] = repeats[i] == 0 ? 0 : sum / repeats[i];
    }

    int count() {
        return repeats.length;
    }

    /** Days with a purchase after the first. */
    int repeats(int i) {
        return repeats[i];
    }

    /** Days from the first purchase to the last. */
    int lastAfter(int i) {
        return lastAfter[i];
    }

    /** Days from the first purchase to the end of observation. */
    int observed(int i) {
        return observed[i];
    }

    /** Mean value of the repeats; 0 without any. */
    double meanRepeat(int i) {
        return meanRepeat[i];
    }
}
