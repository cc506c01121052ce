package io.tillstream.streams.training;

import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.clv.ValueModel;
import io.tillstream.streams.clv.ValueTraining;
import io.tillstream.streams.features.Features;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One training from a sample of the log: first {@link #sample()} takes events in, then each model can be trained. Not thread-safe. */
public final class TrainingSession {

    /** Names of all models, in the order in which they are trained. */
    public static final List<String> MODELS =
            List.of(ModelRecord.CLUSTERS, ModelRecord.CHURN, ModelRecord.PURCHASE, ModelRecord.VALUE);

    private static final int PURCHASE_DAYS = 7;

    private final Settings settings;
    private final Plan churn;
    private final Plan purchase;
    private final Snapshots sample;
    private @Nullable OutcomeTraining churnTraining;
    private @Nullable OutcomeTraining purchaseTraining;

    /**
     * What a training is about.
     *
     * @param calendar the shop's calendar
     * @param newestEventAt event time of the newest event
     * @param asOf reference time of what holds today
     * @param customers greatest size of the sample
     * @param horizonDays days without a purchase after which a customer is lost
     * @param clusters number of clusters; 0 chooses
     */
    public record Settings(
            BusinessTime calendar, Instant newestEventAt, Instant asOf, int customers, int horizonDays, int clusters) {}

    /** Begins. */
    public TrainingSession(Settings settings) {
        this(settings, true);
    }

    /** One that cannot train, and looks at customers as they are today only. */
    public static TrainingSession ofToday(Settings settings) {
        return new TrainingSession(settings, false);
    }

    private TrainingSession(Settings settings, boolean trains) {
        this.settings = settings;
        long newest = settings.newestEventAt().toEpochMilli();
        long oldest = newest - Duration.ofDays(Plan.MOST_DAYS).toMillis();
        churn = Plan.churn(newest, oldest, settings.horizonDays());
        purchase = Plan.purchase(newest, oldest, PURCHASE_DAYS);
        LongStream times = Stream.of(
                        churn.train(),
                        churn.calibrate(),
                        churn.test(),
                        purchase.train(),
                        purchase.calibrate(),
                        purchase.test())
                .flatMapToLong(LongStream::of)
                .sorted()
                .distinct();
        sample = new Snapshots(settings.calendar(), trains ? times.toArray() : new long[0], settings.customers());
    }

    /** Takes the events in. */
    public Snapshots sample() {
        return sample;
    }

    /** The newest snapshot that the churn model is measured on, milliseconds since 1970. */
    public long churnTestAt() {
        return churn.test()[0];
    }

    /**
     * Trains one model.
     *
     * @throws TooLittleDataException when history does not suffice
     */
    public Trained train(String name) throws TooLittleDataException {
        Instant from = Instant.ofEpochMilli(sample.firstEventAt());
        Instant to = settings.newestEventAt();
        return switch (name) {
            case ModelRecord.CLUSTERS ->
                new ClusterTraining(sample.buyersAt(settings.asOf().toEpochMilli()))
                        .train(settings.clusters(), from, to);
            case ModelRecord.VALUE -> value(from, to);
            default -> forest(name).train(from, to);
        };
    }

    /** The rows that the churn or purchase model is measured on. */
    public Rows holdout(String name) throws TooLittleDataException {
        return forest(name).holdout();
    }

    /** The customers of today whom a model judges. */
    public double[][] today(String name) {
        long asOf = settings.asOf().toEpochMilli();
        return name.equals(ModelRecord.PURCHASE) ? sample.seenAt(asOf) : sample.buyersAt(asOf);
    }

    private OutcomeTraining forest(String name) throws TooLittleDataException {
        if (name.equals(ModelRecord.CHURN)) {
            if (churnTraining == null) {
                checkHistory(name, 3 * settings.horizonDays() + 30);
                churnTraining = OutcomeTraining.churn(sample, churn);
            }
            return churnTraining;
        }
        if (name.equals(ModelRecord.PURCHASE)) {
            if (purchaseTraining == null) {
                checkHistory(name, 12 * PURCHASE_DAYS);
                purchaseTraining = OutcomeTraining.purchase(sample, purchase);
            }
            return purchaseTraining;
        }
        throw new IllegalArgumentException("there is no model named " + name);
    }

    private void checkHistory(String name, int leastDays) throws TooLittleDataException {
        int buyers = sample.buyers().size();
        if (buyers < OutcomeTraining.LEAST_BUYERS) {
            throw new TooLittleDataException("%d of %d buyers that the %s model needs have bought so far."
                    .formatted(buyers, OutcomeTraining.LEAST_BUYERS, name));
        }
        long days = Duration.between(Instant.ofEpochMilli(sample.firstEventAt()), settings.newestEventAt())
                .toDays();
        if (days < leastDays) {
            throw new TooLittleDataException("%d of %d days of history that the %s model needs are there so far."
                    .formatted(days, leastDays, name));
        }
    }

    private Trained value(Instant from, Instant to) throws TooLittleDataException {
        int today = settings.calendar().epochDay(settings.asOf().toEpochMilli());
        return switch (ValueTraining.train(sample.buyers(), today, from, to)) {
            case ValueTraining.Refused refused
            when refused.tooLittleData() -> throw new TooLittleDataException(refused.sentence());
            case ValueTraining.Refused refused -> throw new IllegalStateException(refused.sentence());
            case ValueTraining.Trained fitted ->
                new Trained(ModelRecord.VALUE, ValueModel.KIND, fitted.model().toBytes(), fitted.card());
        };
    }

    /** How today's customers differ from those a model learned from: the population stability index of each feature on its card. */
    public Map<String, Double> shifts(ModelCard card, double[][] today, double @Nullable [] scores) {
        Map<String, Double> shifts = new LinkedHashMap<>();
        for (ModelCard.FeatureCard feature : card.features()) {
            int column = Features.names().indexOf(feature.name());
            double[] values = column >= 0
                    ? Arrays.stream(today).mapToDouble(x -> x[column]).toArray()
                    : feature.name().equals(OutcomeTraining.SCORE) && scores != null ? scores : new double[0];
            if (values.length > 0) {
                double[] edges = array(feature.edges());
                shifts.put(feature.name(), Drift.psi(array(feature.shares()), Bins.shares(edges, values)));
            }
        }
        return shifts;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
