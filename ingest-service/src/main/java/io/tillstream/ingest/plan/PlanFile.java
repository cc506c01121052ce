package io.tillstream.ingest.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The plan of a file. A changed file is read again within two seconds; one that cannot be read leaves the plan as it was. Thread-safe. */
public final class PlanFile implements Supplier<TrackingPlan> {

    private static final Logger LOG = Logger.getLogger(PlanFile.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final @Nullable Path file;
    private final Clock clock;
    private volatile Loaded loaded = new Loaded(TrackingPlan.NONE, null, Instant.MIN);

    private record Loaded(TrackingPlan plan, @Nullable FileTime modified, Instant lookedAt) {}

    /**
     * @param file need not exist yet; null when there is none
     */
    public PlanFile(@Nullable Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public TrackingPlan get() {
        Loaded known = loaded;
        if (file == null) {
            return known.plan();
        }
        Instant now = clock.instant();
        if (now.isBefore(known.lookedAt().plus(LOOK_AGAIN))) {
            return known.plan();
        }
        Loaded fresh = look(file, known, now);
        loaded = fresh;
        return fresh.plan();
    }

    private static Loaded look(Path file, Loaded known, Instant now) {
        FileTime modified = null;
        try {
            if (Files.notExists(file)) {
                return new Loaded(TrackingPlan.NONE, null, now);
            }
            modified = Files.getLastModifiedTime(file);
            if (modified.equals(known.modified())) {
                return new Loaded(known.plan(), modified, now);
            }
            TrackingPlan plan = TrackingPlan.of(Files.readString(file));
            LOG.infof("Read the tracking plan of %d write keys", plan.keys().size());
            return new Loaded(plan, modified, now);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf("The tracking plan %s cannot be read and stays as it was: %s", file, e.getMessage());
            return new Loaded(known.plan(), modified, now);
        }
    }
}
