package io.tillstream.query.projection;

import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.tracing.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Both groups of topics, each in a thread of its own: the event log with the customers' details, and what the analytics publish. */
public final class Projection implements AutoCloseable {

    private static final long CLOSE_MILLIS = 8_000;

    private final ProjectionProgress progress = new ProjectionProgress();
    private final List<String> topics;
    private final List<ProjectionLoop> loops;
    private final List<Thread> threads;

    /**
     * @param migrated released when the tables are there
     */
    public Projection(ProjectionSettings settings, CountDownLatch migrated) {
        this(settings, migrated, Tracing.off());
    }

    /**
     * @param migrated released when the tables are there
     * @param tracing follows records that belong to a trace
     */
    public Projection(ProjectionSettings settings, CountDownLatch migrated, Tracing tracing) {
        RefusedRecords refused = (record, reason) -> RecordFaults.refuse(progress, record, reason);
        EventReader reader = new EventReader(settings.currency());
        BusinessTime time = settings.time();
        ProjectionGroup events = new ProjectionGroup(
                List.of(new EventsProjector(reader, time, refused), new CustomersProjector(reader, refused)), progress);
        List<TopicProjector> outputs = List.of(
                StateTables.profiles(refused),
                StreamTables.transitions(refused),
                StreamTables.memberships(refused),
                new AlertsProjector(refused),
                StateTables.carts(time, refused),
                StateTables.funnel(time, refused),
                StateTables.sales(refused),
                StateTables.seasonality(refused),
                CohortsTable.cohorts(refused),
                CohortsTable.retention(refused),
                ExperienceTable.cells(refused),
                ExperienceTable.feedback(time, refused),
                new JourneysProjector(refused),
                PurchasingTable.cells(refused),
                PurchasingTable.carts(refused),
                new GrowthProjector(refused),
                IdentityTable.identities(refused),
                new ModelsProjector(refused),
                ForecastTable.forecasts(refused),
                new BundlesProjector(refused));
        List<TopicProjector> ofGeneration = new ArrayList<>(InGeneration.all(outputs, settings.generation()));
        ofGeneration.addAll(QuarantineProjector.all(settings.generation()));
        ProjectionGroup analytics = new ProjectionGroup(ofGeneration, progress);
        this.topics = Stream.concat(events.topics().stream(), analytics.topics().stream())
                .toList();
        this.loops = List.of(
                new ProjectionLoop(
                        "events", settings, events, progress, basis(settings, Generation.FIRST), migrated, tracing),
                new ProjectionLoop(
                        "analytics",
                        settings,
                        analytics,
                        progress,
                        basis(settings, settings.generation()),
                        migrated,
                        tracing));
        this.threads = List.of(
                Thread.ofPlatform().name("projection-events").daemon().unstarted(loops.get(0)),
                Thread.ofPlatform().name("projection-analytics").daemon().unstarted(loops.get(1)));
    }

    /** The log of events is the same for all generations. */
    private static ProjectionBasis basis(ProjectionSettings settings, Generation generation) {
        return new ProjectionBasis(generation.number(), settings.time().zone().getId());
    }

    /** Begins to follow the topics. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** All topics that are projected. */
    public List<String> topics() {
        return topics;
    }

    /** How far the tables are. */
    public ProjectionProgress progress() {
        return progress;
    }

    /** Ends after the batch in hand. */
    @Override
    public void close() {
        loops.forEach(ProjectionLoop::close);
        for (Thread thread : threads) {
            try {
                thread.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
