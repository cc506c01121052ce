package io.tillstream.streams.registry;

import io.tillstream.contracts.output.Alert;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.TrainingStatus.ModelOutcome;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.models.Forest;
import io.tillstream.streams.models.UnusableModelException;
import io.tillstream.streams.training.Drift;
import io.tillstream.streams.training.Metrics;
import io.tillstream.streams.training.Promotion;
import io.tillstream.streams.training.Rows;
import io.tillstream.streams.training.Snapshots;
import io.tillstream.streams.training.TooLittleDataException;
import io.tillstream.streams.training.Trained;
import io.tillstream.streams.training.TrainingSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does one training from the log to the registry: reads the sample, trains each model, lets it take over when it is not worse than the champion on the same
 * hold-out, and measures how far today's customers have drifted. Until a model is published whole, the champion stays as it was.
 */
public final class Trainer {

    private static final Logger LOG = Logger.getLogger(Trainer.class);
    private static final DateTimeFormatter VERSION =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final double SHARE_OF_READING = 0.5;
    private static final double SHARE_OF_TRAINING = 0.45;
    private static final String BY = "training";

    private final TrainerSettings settings;
    private final Clock clock;
    private final BooleanSupplier goOn;

    /**
     * @param settings what to train on
     * @param clock the time of day
     * @param goOn asked now and then; false ends a run without a word
     */
    public Trainer(TrainerSettings settings, Clock clock, BooleanSupplier goOn) {
        this.settings = settings;
        this.clock = clock;
        this.goOn = goOn;
    }

    /** Trains; false when it failed. What became of it is in the status on the models topic. */
    public boolean train(TrainingRun run) {
        KnownModels known = KnownModels.read(settings);
        try (Registry registry = new Registry(settings, clock);
                RunReport report = new RunReport(run, known.status(), registry, clock)) {
            try {
                boolean whole = train(run, known, registry, report);
                report.end(whole ? "finished" : "failed", whole ? "done" : "a model failed", clock.instant());
                return whole;
            } catch (LogSample.AbandonedException e) {
                report.end("failed", String.valueOf(e.getMessage()), clock.instant());
                return false;
            } catch (RuntimeException e) {
                LOG.warn("training failed; models stay as they were", e);
                report.end("failed", "failed: " + e.getClass().getSimpleName(), clock.instant());
                return false;
            }
        }
    }

    private boolean train(TrainingRun run, KnownModels known, Registry registry, RunReport report) {
        List<String> wanted = run.model() == null ? TrainingSession.MODELS : List.of(run.model());
        RfmCutPoints cutPoints = known.cutPoints();
        if (cutPoints == null) {
            for (String name : wanted) {
                report.outcome(new ModelOutcome(name, "too_little_data", null, "Nobody has bought anything yet."));
            }
            return true;
        }
        TrainingSession session = new TrainingSession(of(cutPoints));
        Snapshots sample = session.sample();
        report.step("reading the log", SHARE_OF_READING);
        long records = new LogSample(settings).read(sample, share -> report.progress(SHARE_OF_READING * share), goOn);
        boolean whole = true;
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.get(i);
            report.step("training " + name, SHARE_OF_READING + SHARE_OF_TRAINING * (i + 1) / wanted.size());
            ModelOutcome outcome = trainOne(name, session, records, known, registry);
            report.outcome(outcome);
            whole &= !outcome.outcome().equals("failed");
        }
        report.step("measuring drift", 1);
        measureDrift(session, registry);
        return whole;
    }

    private TrainingSession.Settings of(RfmCutPoints cutPoints) {
        return new TrainingSession.Settings(
                settings.calendar(),
                cutPoints.newestEventAt(),
                BusinessTime.asOf(clock.instant(), cutPoints.newestEventAt()),
                settings.customers(),
                settings.horizonDays(),
                settings.clusters());
    }

    /** Measures how far today's customers have drifted from those that the champions learned from, without training. */
    public void measureDrift() {
        RfmCutPoints cutPoints = KnownModels.read(settings).cutPoints();
        if (cutPoints == null) {
            return;
        }
        TrainingSession session = TrainingSession.ofToday(of(cutPoints));
        try {
            new LogSample(settings).read(session.sample(), share -> {}, goOn);
        } catch (LogSample.AbandonedException e) {
            LOG.debug("drift was not measured: another process leads now, or this one ends");
            return;
        }
        try (Registry registry = new Registry(settings, clock)) {
            measureDrift(session, registry);
        }
    }

    private void measureDrift(TrainingSession session, Registry registry) {
        KnownModels known = KnownModels.read(settings);
        for (String name : List.of(ModelRecord.CHURN, ModelRecord.PURCHASE)) {
            measureDrift(name, session, known, registry);
        }
    }

    private ModelOutcome trainOne(
            String name, TrainingSession session, long records, KnownModels known, Registry registry) {
        try {
            Instant began = clock.instant();
            Trained trained = session.train(name);
            Duration took = Duration.between(began, clock.instant());
            ModelRecord version = record(trained, session.sample(), records, took);
            ModelRecord champion = known.champion(name);
            Promotion.Judgement judgement = judge(trained, champion, session);
            if (!goOn.getAsBoolean()) {
                throw new LogSample.AbandonedException("another process has taken the jobs over, or this one ends");
            }
            if (champion != null && champion.pinned()) {
                registry.keep(version, known);
                return new ModelOutcome(
                        name, "kept", version.version(), "The champion is pinned. " + judgement.sentence());
            }
            if (!judgement.promote()) {
                registry.keep(version, known);
                return new ModelOutcome(name, "kept", version.version(), judgement.sentence());
            }
            registry.promote(Registry.with(version, clock.instant(), BY, false), known);
            return new ModelOutcome(name, "promoted", version.version(), judgement.sentence());
        } catch (TooLittleDataException e) {
            return new ModelOutcome(name, "too_little_data", null, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            LOG.warnf(e, "the model %s could not be trained", name);
            return new ModelOutcome(name, "failed", null, String.valueOf(e.getMessage()));
        }
    }

    private ModelRecord record(Trained trained, Snapshots sample, long records, Duration took) {
        Instant now = clock.instant();
        ModelCard card = trained.card();
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("log_records", Long.toString(records));
        provenance.put("customers", Integer.toString(sample.customerCount()));
        provenance.put("events", Long.toString(sample.eventCount()));
        provenance.put("sampled_share", String.format(Locale.ROOT, "%.4f", sample.share()));
        provenance.put("trained_in_millis", Long.toString(took.toMillis()));
        return new ModelRecord(
                trained.name(),
                VERSION.format(now),
                trained.kind(),
                now,
                null,
                null,
                false,
                card.with(provenance),
                Base64.getEncoder().encodeToString(trained.body()));
    }

    private static Promotion.Judgement judge(Trained trained, @Nullable ModelRecord champion, TrainingSession session)
            throws TooLittleDataException {
        String summary = trained.card().summary();
        if (champion == null) {
            return new Promotion.Judgement(true, "The first of its name. " + summary);
        }
        if (!trained.kind().equals(Forest.KIND)) {
            return new Promotion.Judgement(true, "Follows today's customers. " + summary);
        }
        Forest before = forest(champion);
        if (before == null) {
            return new Promotion.Judgement(true, "The champion was made for other features. " + summary);
        }
        Rows holdout = session.holdout(trained.name());
        double[] scores = Arrays.stream(holdout.x()).mapToDouble(before::score).toArray();
        return Promotion.judge(Metrics.of(scores, holdout.y()), trained.card().metrics());
    }

    private static @Nullable Forest forest(ModelRecord model) {
        try {
            return Forest.of(Base64.getDecoder().decode(model.body()), Features.names());
        } catch (UnusableModelException | IllegalArgumentException e) {
            return null;
        }
    }

    private void measureDrift(String name, TrainingSession session, KnownModels known, Registry registry) {
        ModelRecord champion = known.champion(name);
        Forest forest = champion == null ? null : forest(champion);
        if (champion == null || forest == null) {
            return;
        }
        double[][] today = session.today(name);
        if (today.length == 0) {
            return;
        }
        double[] scores = Arrays.stream(today).mapToDouble(forest::score).toArray();
        ModelDrift drift =
                DriftReport.of(champion, session.shifts(champion.card(), today, scores), today.length, clock.instant());
        ModelDrift before = known.drift(name);
        boolean was = before != null && before.drifted();
        Alert alert = was == drift.drifted() ? null : DriftReport.alert(drift, Drift.MOVED);
        registry.publish(drift, alert);
    }
}
