package io.tillstream.benchmarks.value;

import io.tillstream.streams.clv.BgNbdFit;
import io.tillstream.streams.clv.GammaGammaFit;
import io.tillstream.streams.clv.GammaGammaFit.Spend;
import io.tillstream.streams.clv.RepeatBuying;
import io.tillstream.streams.clv.ValueModel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Fits lifetime value to simulated buyers, scores many, and counts how often the interval holds the value by the true parameters. */
public final class ValueBenchmark {

    private static final double NANOS = 1e9;

    /** Of each sample so many buyers are asked for; more would say the same again. */
    private static final int ASKED_PER_SAMPLE = 25;

    private static final int SAMPLE = 1_500;
    private static final ValueModel TRUTH =
            new ValueModel(SimulatedBuyers.BUYING, new double[4][4], SimulatedBuyers.SPENDING, new double[3][3]);

    private final int fitted;
    private final int scored;
    private final int samples;

    /**
     * Sets the sizes.
     *
     * @param fitted buyers to fit to
     * @param scored buyers to score
     * @param samples fits of 1,500 buyers each whose intervals are looked at
     */
    public ValueBenchmark(int fitted, int scored, int samples) {
        this.fitted = fitted;
        this.scored = scored;
        this.samples = samples;
    }

    /**
     * Runs it in the calling thread.
     *
     * @param progress told the number of samples done, now and then
     */
    public ValueFigures run(IntConsumer progress) {
        SimulatedBuyers toFit = new SimulatedBuyers(1, fitted);
        long begun = cpu();
        ValueModel model = fit(toFit);
        double fitSeconds = (cpu() - begun) / NANOS;

        SimulatedBuyers toScore = new SimulatedBuyers(2, scored);
        double first = score(model, toScore);
        double again = score(model, toScore);

        int held = 0;
        int asked = 0;
        for (int sample = 0; sample < samples; sample++) {
            SimulatedBuyers buyers = new SimulatedBuyers(100L + sample, SAMPLE);
            ValueModel found = fit(buyers);
            for (int i = 0; i < ASKED_PER_SAMPLE; i++) {
                ValueModel.Prediction prediction = predict(found, buyers, i);
                double truth = predict(TRUTH, buyers, i).expected();
                held += prediction.low() <= truth && truth <= prediction.high() ? 1 : 0;
                asked++;
            }
            if (sample % 100 == 99) {
                progress.accept(sample + 1);
            }
        }
        return new ValueFigures(fitted, fitSeconds, scored, first, again, samples, (double) held / asked);
    }

    /** CPU seconds for all of them, by a model that has seen none before on the first call. */
    private static double score(ValueModel model, SimulatedBuyers buyers) {
        long begun = cpu();
        double sum = 0;
        for (int i = 0; i < buyers.count(); i++) {
            ValueModel.Prediction prediction = predict(model, buyers, i);
            sum += prediction.expected() + prediction.low() + prediction.high();
        }
        double seconds = (cpu() - begun) / NANOS;
        if (!(sum > 0)) {
            throw new IllegalStateException("the simulated buyers are worth " + sum);
        }
        return seconds;
    }

    private static ValueModel.Prediction predict(ValueModel model, SimulatedBuyers buyers, int i) {
        return model.predict(buyers.repeats(i), buyers.lastAfter(i), buyers.observed(i), buyers.meanRepeat(i));
    }

    private static ValueModel fit(SimulatedBuyers buyers) {
        List<RepeatBuying> histories = new ArrayList<>(buyers.count());
        List<Spend> spends = new ArrayList<>();
        for (int i = 0; i < buyers.count(); i++) {
            histories.add(new RepeatBuying(buyers.repeats(i), buyers.lastAfter(i), buyers.observed(i)));
            if (buyers.meanRepeat(i) > 0) {
                spends.add(new Spend(buyers.repeats(i), buyers.meanRepeat(i)));
            }
        }
        BgNbdFit.Fitted buying = BgNbdFit.fit(histories);
        GammaGammaFit.Fitted spending = GammaGammaFit.fit(spends);
        return new ValueModel(buying.model(), buying.covariance(), spending.model(), spending.covariance());
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
