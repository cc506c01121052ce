package io.tillstream.streams.clv;

import io.tillstream.contracts.output.ModelCard;
import io.tillstream.streams.clv.GammaGammaFit.Spend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hipparchus.exception.MathRuntimeException;
import org.jspecify.annotations.Nullable;

/** Fits a {@link ValueModel} to the buyers of a shop when their history suffices, and measures it on the last third of the time. */
public final class ValueTraining {

    /** Fewest customers who bought. */
    public static final int LEAST_BUYERS = 500;

    /** Fewest days from the first purchase of all to the reference day. */
    public static final int LEAST_DAYS = 180;

    /** Most days since the last purchase of all. */
    public static final int MOST_SILENT_DAYS = 30;

    /** Fewest customers with {@link #OFTEN} days with a purchase: whoever bought twice says when they came back, the third time tells of dropping out. */
    public static final int LEAST_FREQUENT_BUYERS = 20;

    private static final int OFTEN = 3;

    private ValueTraining() {}

    /** What came of it. */
    public sealed interface Outcome {}

    /**
     * No model.
     *
     * @param tooLittleData whether more history will help; else the buyers do not behave as the model assumes
     * @param sentence why, in words, with figures
     */
    public record Refused(boolean tooLittleData, String sentence) implements Outcome {}

    /**
     * A model.
     *
     * @param model the model
     * @param card what is known of it; its provenance is empty
     */
    public record Trained(ValueModel model, ModelCard card) implements Outcome {}

    /**
     * Trains.
     *
     * @param buyers each with at least one purchase, none after the reference day; a sample will do
     * @param asOfDay the business day of the reference time, days since 1970
     * @param trainedFrom first event time seen, for the card
     * @param trainedTo last event time seen, for the card
     */
    public static Outcome train(List<BuyerHistory> buyers, int asOfDay, Instant trainedFrom, Instant trainedTo) {
        String gate = tooLittle(buyers, asOfDay);
        if (gate != null) {
            return new Refused(true, gate);
        }
        try {
            Fits fits = Fits.of(buyers, asOfDay);
            ValueModel model = fits.model();
            ValueHoldout holdout = ValueHoldout.measure(buyers, asOfDay);
            return new Trained(model, card(buyers.size(), fits, holdout, trainedFrom, trainedTo));
        } catch (IllegalArgumentException | ArithmeticException | MathRuntimeException e) {
            return new Refused(false, "Lifetime value could not be fitted to these buyers: " + e.getMessage() + ".");
        }
    }

    private static @Nullable String tooLittle(List<BuyerHistory> buyers, int asOfDay) {
        if (buyers.size() < LEAST_BUYERS) {
            return "Lifetime value needs %d buyers; there are %d so far.".formatted(LEAST_BUYERS, buyers.size());
        }
        int first = buyers.stream().mapToInt(BuyerHistory::firstDay).min().orElse(asOfDay);
        int last = buyers.stream().mapToInt(BuyerHistory::lastDay).max().orElse(asOfDay);
        if (asOfDay - first < LEAST_DAYS) {
            return "Lifetime value needs %d days since the first order; it was %d days ago."
                    .formatted(LEAST_DAYS, asOfDay - first);
        }
        if (asOfDay - last > MOST_SILENT_DAYS) {
            return "Lifetime value needs an order in the last %d days; the last was %d days ago."
                    .formatted(MOST_SILENT_DAYS, asOfDay - last);
        }
        long frequent =
                buyers.stream().filter(buyer -> buyer.purchaseDays() >= OFTEN).count();
        if (frequent < LEAST_FREQUENT_BUYERS) {
            return "Lifetime value needs %d customers who bought on %d days or more; there are %d."
                    .formatted(LEAST_FREQUENT_BUYERS, OFTEN, frequent);
        }
        return null;
    }

    /** Both fits to what is known through a day. */
    record Fits(BgNbdFit.Fitted buying, GammaGammaFit.Fitted spending) {

        static Fits of(List<BuyerHistory> buyers, int day) {
            List<RepeatBuying> histories = new ArrayList<>(buyers.size());
            List<Spend> spends = new ArrayList<>();
            for (BuyerHistory buyer : buyers) {
                if (buyer.firstDay() > day) {
                    continue;
                }
                RepeatBuying history = buyer.through(day);
                histories.add(history);
                double mean = buyer.meanRepeat(day);
                if (mean > 0) {
                    spends.add(new Spend(history.repeats(), mean));
                }
            }
            return new Fits(BgNbdFit.fit(histories), GammaGammaFit.fit(spends));
        }

        ValueModel model() {
            return new ValueModel(buying.model(), buying.covariance(), spending.model(), spending.covariance());
        }
    }

    private static ModelCard card(int buyers, Fits fits, ValueHoldout holdout, Instant trainedFrom, Instant trainedTo) {
        return new ModelCard(
                summary(fits, holdout),
                trainedFrom,
                trainedTo,
                buyers,
                fits.spending().customers(),
                holdout.customers(),
                null,
                List.of(),
                holdout.metrics(),
                holdout.baselines(),
                List.of(),
                List.of(),
                parameters(fits),
                Map.of());
    }

    private static String summary(Fits fits, ValueHoldout holdout) {
        String model = String.format(
                Locale.ROOT,
                "BG/NBD and Gamma-Gamma of %d buyers, %d of whom bought again: 12 months, discounted by 10 %% a year.",
                fits.buying().customers(),
                fits.spending().customers());
        if (holdout.metrics().isEmpty()) {
            return model + " The time before its last third has too few repeat buyers to be checked on.";
        }
        Map<String, Double> baseline = holdout.baselines().values().iterator().next();
        return model
                + String.format(
                        Locale.ROOT,
                        " Fitted to the first two thirds of the time, its forecast of the last third is off by %+.0f %% in total and by"
                                + " %,.2f a customer (root mean square %,.2f); the same as so far would be off by %,.2f (%,.2f).",
                        100 * holdout.metrics().getOrDefault("total_bias", 0.0),
                        holdout.metrics().getOrDefault("mae", 0.0),
                        holdout.metrics().getOrDefault("rmse", 0.0),
                        baseline.getOrDefault("mae", 0.0),
                        baseline.getOrDefault("rmse", 0.0));
    }

    private static Map<String, Double> parameters(Fits fits) {
        Map<String, Double> parameters = new LinkedHashMap<>();
        BgNbd buying = fits.buying().model();
        parameters.put("r", buying.r());
        parameters.put("alpha_days", buying.alpha());
        parameters.put("a", buying.a());
        parameters.put("b", buying.b());
        parameters.put("buying_log_likelihood", fits.buying().logLikelihood());
        GammaGamma spending = fits.spending().model();
        parameters.put("p", spending.p());
        parameters.put("q", spending.q());
        parameters.put("gamma", spending.gamma());
        parameters.put("spending_log_likelihood", fits.spending().logLikelihood());
        parameters.put("horizon_months", 12.0);
        parameters.put("yearly_discount", 0.1);
        return parameters;
    }
}
