package io.tillstream.stack.audit;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.stack.audit.Cart.State;
import io.tillstream.stack.audit.RecountResult.CartKey;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** One audit: recounts the log, waits until everything stands still, compares, and looks again before it calls something a difference. */
final class Audit {

    /** A cart whose time runs out this near to the audit is right in either state. */
    static final Duration CART_TOLERANCE = Duration.ofSeconds(15);

    private static final Duration STEP = Duration.ofSeconds(1);

    private final AuditSettings settings;
    private final Clock clock;
    private final Progress progress;

    Audit(AuditSettings settings, Clock clock, Progress progress) {
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Does it all.
     *
     * @throws CannotAuditException when there is nothing to compare or it does not stand still
     */
    AuditReport run() throws CannotAuditException, InterruptedException {
        Instant deadline = clock.instant().plus(settings.timeout());
        try (Http http = new Http();
                TopicReader reader = new TopicReader(settings.kafka(), settings.generation());
                Admin admin = Admin.create(settings.kafka().client(Map.of()))) {
            reader.ends(TopicCatalogue.EVENTS.name());
            try (SimulatorPause pause = SimulatorPause.begin(http, settings, progress)) {
                QuietPoint quiet = new QuietPoint(
                        new EngineBacklog(admin, reader, settings.generation()), http, settings, clock, progress);
                return new Look(http, reader, quiet, deadline).untilSettled();
            }
        }
    }

    /** Looks at a system that should stand still, again and again until it agrees with the log or has had its time. */
    private final class Look {

        private final Http http;
        private final TopicReader reader;
        private final QuietPoint quiet;
        private final Instant deadline;
        private Recount recount = new Recount(settings.currency(), settings.zone(), settings.loyalty());
        private Map<TopicPartition, Long> counted = new HashMap<>();

        Look(Http http, TopicReader reader, QuietPoint quiet, Instant deadline) {
            this.http = http;
            this.reader = reader;
            this.quiet = quiet;
            this.deadline = deadline;
        }

        AuditReport untilSettled() throws CannotAuditException, InterruptedException {
            catchUp();
            Instant patience = null;
            while (true) {
                quiet.awaitEngine(deadline);
                quiet.awaitProjection(deadline);
                AuditReport report = compare();
                if (catchUp()) {
                    progress.say("Events came in meanwhile; looking again.");
                    if (clock.instant().isAfter(deadline)) {
                        throw new CannotAuditException(
                                "Something goes on sending events; the log did not stand still for "
                                        + settings.timeout().toSeconds()
                                        + " s. Stop the senders, or give it more --timeout.");
                    }
                    patience = null;
                    continue;
                }
                if (patience == null) {
                    patience = clock.instant().plus(settings.settling());
                }
                if (report.differenceCount() == 0 || clock.instant().isAfter(patience)) {
                    return report;
                }
                progress.say(report.differenceCount() + " differences; looking again, they may be on their way.");
                Thread.sleep(STEP);
            }
        }

        /** Counts what is new in the log; false when nothing is. */
        private boolean catchUp() throws CannotAuditException {
            Map<TopicPartition, Long> ends = reader.ends(TopicCatalogue.EVENTS.name());
            if (ends.equals(counted)) {
                return false;
            }
            long[] count = {0};
            reader.read(counted, ends, entry -> {
                recount.accept(
                        entry.key(),
                        entry.value(),
                        entry.partition(),
                        entry.offset(),
                        Instant.ofEpochMilli(entry.timestamp()));
                if (++count[0] % 250_000 == 0) {
                    progress.say("Recounted " + count[0] + " records.");
                }
            });
            counted = ends;
            if (recount.isStale()) {
                // whom a visitor's events belong to is decided when all are known
                recount = new Recount(settings.currency(), settings.zone(), settings.loyalty());
                counted = new HashMap<>();
                return catchUp();
            }
            progress.say("Recounted " + count[0] + " records.");
            return count[0] > 0;
        }

        private AuditReport compare() throws CannotAuditException, InterruptedException {
            TopicSide topics = new TopicSide(reader);
            RfmCutPoints cutPoints = topics.cutPoints();
            Instant now = clock.instant();
            Collection<CartChange> carts = topics.carts();
            RecountResult result = recount.finish(now, witness(carts));
            AuditReport report = new AuditReport();
            Intake.addUp(result, report.recounted());
            Expectation right = new Expectation(result, cutPoints);
            new CutPointCheck(report.family("cut points"), Place.TOPICS).check(cutPoints, result, now);
            Intake fromTopics = new Intake(Place.TOPICS, result, right, report);
            topics.compare(fromTopics, report, carts);
            fromTopics.finish();
            PartitionCheck partitions = new PartitionCheck(result.books().partitions());
            topics.rejections(result.books().rejections(), partitions, report);
            partitions.finish(report.family("partitions of the log"));
            result.books().partitions().forEach(report::partition);
            String url = settings.databaseUrl();
            if (url != null) {
                compareDatabase(url, result, right, report, cutPoints);
                new ApiSide(http, settings).compare(result, report, now);
            }
            remarks(result, report, cutPoints);
            return report;
        }

        private void compareDatabase(
                String url,
                RecountResult result,
                Expectation right,
                AuditReport report,
                @org.jspecify.annotations.Nullable RfmCutPoints cutPoints)
                throws CannotAuditException {
            try (DatabaseSide database = new DatabaseSide(url, settings.databaseUser(), settings.databasePassword())) {
                Intake intake = new Intake(Place.DATABASE, result, right, report);
                database.compare(intake, result, report, cutPoints);
                QuarantineCheck.of(result.books().rejections(), reader, settings.generation())
                        .compare(database, report.family("quarantine"));
                intake.finish();
            } catch (SQLException e) {
                throw new CannotAuditException("PostgreSQL stopped answering: " + e.getMessage(), e);
            }
        }

        private void remarks(
                RecountResult result, AuditReport report, @org.jspecify.annotations.Nullable RfmCutPoints cutPoints) {
            report.remark(result.recordCount() + " records in the log, " + result.repeatedCount()
                    + " of them repeated deliveries, "
                    + result.books().rejections().size() + " rejected");
            if (result.boundaryCartCount() > 0) {
                report.remark(result.boundaryCartCount()
                        + " carts at the boundary: their time runs out just now, so open and abandoned are both right");
            }
            report.remark(
                    cutPoints == null
                            ? "no cut points are published yet, so there are no scores"
                            : "scores as of " + cutPoints.asOf());
        }
    }

    private static CartWitness witness(Collection<CartChange> carts) {
        Set<CartKey> abandoned = new HashSet<>();
        for (CartChange cart : carts) {
            if (cart.state().equals(State.ABANDONED.wireName())) {
                abandoned.add(new CartKey(cart.customerId(), cart.openedAt().toEpochMilli()));
            }
        }
        return new CartWitness() {
            @Override
            public long toleranceMillis() {
                return CART_TOLERANCE.toMillis();
            }

            @Override
            public boolean sawAbandoned(String customer, long openedAt) {
                return abandoned.contains(new CartKey(customer, openedAt));
            }
        };
    }
}
