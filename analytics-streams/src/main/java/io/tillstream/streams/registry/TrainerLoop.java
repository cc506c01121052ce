package io.tillstream.streams.registry;

import io.tillstream.contracts.output.ModelCommand;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.streams.registry.CommandFollower.Received;
import io.tillstream.streams.training.TrainingSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** While this process leads: carries commands out, trains every day and as soon as there are no models, one thing after the other. */
public final class TrainerLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(TrainerLoop.class);
    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final TrainerSettings settings;
    private final Clock clock;
    private final CommandFollower commands;
    private final Trainer trainer;
    private final Triggers triggers;
    private String lastComplaint = "";
    private boolean leads;
    private boolean complete;
    private Instant lastRunAt = Instant.MIN;
    private Instant nextLookAt = Instant.MIN;
    private Instant driftAt = Instant.MIN;
    private volatile boolean stopped;

    /** Takes its parts; {@link #run} begins. */
    public TrainerLoop(TrainerSettings settings, Clock clock, CommandFollower commands) {
        this.settings = settings;
        this.clock = clock;
        this.commands = commands;
        triggers = new Triggers(settings);
        trainer = new Trainer(settings, clock, () -> !stopped && commands.isLeader());
    }

    /** Ends {@link #run} soon. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                turn();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (KafkaException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                String complaint = String.valueOf(e.getMessage());
                if (!complaint.equals(lastComplaint)) {
                    lastComplaint = complaint;
                    LOG.warnf("the trainer cannot use Kafka and tries again: %s", complaint);
                }
                leads = false;
            } catch (RuntimeException e) {
                LOG.error("the trainer met something unforeseen and goes on", e);
            }
            try {
                Thread.sleep(REST);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void turn() throws InterruptedException {
        if (!commands.isLeader()) {
            leads = false;
            return;
        }
        if (!leads) {
            takeOver();
            leads = true;
        }
        Received received = commands.poll();
        if (received != null) {
            obey(received);
            return;
        }
        Instant now = clock.instant();
        if (triggers.isScheduled(now, lastRunAt)) {
            train(new TrainingRun(UUID.randomUUID().toString(), "schedule", null, null));
        } else if (settings.atStart() && !complete && !now.isBefore(nextLookAt)) {
            nextLookAt = now.plus(LOOK);
            startIfReady(now);
        } else if (triggers.isDriftDue(now, driftAt)) {
            driftAt = now;
            trainer.measureDrift();
        }
    }

    /** Says of a run that a process before this one did not end that it failed; the models are as they were. */
    private void takeOver() {
        KnownModels known = KnownModels.read(settings);
        TrainingStatus last = known.status();
        lastRunAt = last == null ? clock.instant() : last.startedAt();
        complete = isComplete(known);
        ModelDrift drift = known.drift(ModelRecord.CHURN);
        driftAt = drift == null ? clock.instant() : drift.at();
        if (last != null && last.state().equals("running")) {
            LOG.infof("training run %s was cut off; models stay as they were", last.runId());
            try (Registry registry = new Registry(settings, clock)) {
                registry.publish(new TrainingStatus(
                        last.runId(),
                        "failed",
                        last.trigger(),
                        last.by(),
                        last.startedAt(),
                        clock.instant(),
                        "cut off: the process that trained ended",
                        last.progress(),
                        last.outcomes()));
            }
        }
    }

    private static boolean isComplete(KnownModels known) {
        return TrainingSession.MODELS.stream().allMatch(name -> known.champion(name) != null);
    }

    private void startIfReady(Instant now) throws InterruptedException {
        try (Admin admin = Admin.create(settings.kafka()
                .client(Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000)))) {
            LogLength length = LogLength.ask(admin, settings);
            if (triggers.mayStart(now, length.records(), length.behind())) {
                triggers.attempted(length.records());
                train(new TrainingRun(UUID.randomUUID().toString(), "start", null, null));
            }
        }
    }

    private void train(TrainingRun run) {
        lastRunAt = clock.instant();
        LOG.infof("training begins (%s)", run.trigger());
        boolean whole = trainer.train(run);
        lastComplaint = "";
        LOG.infof("training has ended, %s", whole ? "every model was judged" : "not every model could be judged");
        complete = isComplete(KnownModels.read(settings));
        driftAt = clock.instant();
    }

    private void obey(Received received) {
        ModelCommand command = received.command();
        switch (command.command()) {
            case "train" -> {
                // before it begins: a run that ends the process must not come again and again
                commands.done(received);
                if (command.model() == null || TrainingSession.MODELS.contains(command.model())) {
                    train(new TrainingRun(command.id(), "request", command.by(), command.model()));
                } else {
                    LOG.warnf("command %s names no model there is", command.id());
                }
            }
            case "promote" -> promote(command);
            case "pin" -> pin(command, true);
            case "unpin" -> pin(command, false);
            default -> LOG.warnf("command %s is unknown", command.id());
        }
        commands.done(received);
    }

    private void promote(ModelCommand command) {
        KnownModels known = KnownModels.read(settings);
        String name = command.model();
        String version = command.version();
        ModelRecord kept = name == null || version == null ? null : known.version(name, version);
        if (kept == null) {
            LOG.warnf("command %s names no version that is kept", command.id());
            return;
        }
        ModelRecord champion = known.champion(kept.name());
        boolean pinned = champion != null && champion.pinned();
        try (Registry registry = new Registry(settings, clock)) {
            registry.promote(Registry.with(kept, clock.instant(), command.by(), pinned), known);
        }
    }

    private void pin(ModelCommand command, boolean pinned) {
        KnownModels known = KnownModels.read(settings);
        ModelRecord champion = champion(known, command.model());
        if (champion == null) {
            LOG.warnf("command %s names no model there is", command.id());
            return;
        }
        try (Registry registry = new Registry(settings, clock)) {
            registry.pin(champion, pinned);
        }
    }

    private static @Nullable ModelRecord champion(KnownModels known, @Nullable String name) {
        return name == null ? null : known.champion(name);
    }
}
