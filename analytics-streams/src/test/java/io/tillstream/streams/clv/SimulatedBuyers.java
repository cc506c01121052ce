package io.tillstream.streams.clv;

import io.tillstream.streams.clv.GammaGammaFit.Spend;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;

/** Customers who behave as the models say, by parameters that are known. */
final class SimulatedBuyers {

    static final BgNbd BUYING = new BgNbd(0.9, 60, 0.8, 3);
    static final GammaGamma SPENDING = new GammaGamma(6.25, 3.74, 15.44);

    private final RandomDataGenerator random;

    SimulatedBuyers(long seed) {
        random = new RandomDataGenerator(seed);
    }

    /** One customer's history in whole days, and the mean value of the repeats. */
    record Buyer(RepeatBuying history, double meanRepeat) {

        ValueModel.Prediction by(ValueModel model) {
            return model.predict(history.repeats(), (int) history.lastAfter(), (int) history.observed(), meanRepeat);
        }
    }

    List<Buyer> some(int count) {
        List<Buyer> buyers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int observed = 100 + (int) (500 * random.nextDouble());
            BuyerHistory history = buyer(1_000, 1_000 + observed);
            buyers.add(new Buyer(history.through(1_000 + observed), history.meanRepeat(1_000 + observed)));
        }
        return buyers;
    }

    /** A customer who first buys on one day and is watched through another. */
    BuyerHistory buyer(int first, int through) {
        double rate = random.nextGamma(BUYING.r(), 1 / BUYING.alpha());
        double dropOut = random.nextBeta(BUYING.a(), BUYING.b());
        double scale = 1 / random.nextGamma(SPENDING.q(), 1 / SPENDING.gamma());
        BuyerHistory history = new BuyerHistory();
        history.add(first, random.nextGamma(SPENDING.p(), scale));
        double time = first;
        while (true) {
            time += random.nextExponential(1 / rate);
            if (time >= through + 1) {
                return history;
            }
            history.add((int) time, random.nextGamma(SPENDING.p(), scale));
            if (random.nextDouble() < dropOut) {
                return history;
            }
        }
    }

    static ValueModel fit(List<Buyer> buyers) {
        BgNbdFit.Fitted buying =
                BgNbdFit.fit(buyers.stream().map(Buyer::history).toList());
        GammaGammaFit.Fitted spending = GammaGammaFit.fit(buyers.stream()
                .filter(buyer -> buyer.meanRepeat() > 0)
                .map(buyer -> new Spend(buyer.history().repeats(), buyer.meanRepeat()))
                .toList());
        return new ValueModel(buying.model(), buying.covariance(), spending.model(), spending.covariance());
    }
}
