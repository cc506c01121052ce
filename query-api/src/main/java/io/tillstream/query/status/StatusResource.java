package io.tillstream.query.status;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Roles;
import io.tillstream.query.projection.Projection;
import io.tillstream.query.projection.ProjectionProgress.Position;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How far the tables are. */
@Path("/api/v1/status")
@RolesAllowed(Roles.VIEWER)
public class StatusResource {

    private final Projection projection;
    private final LogEnds logEnds;
    private final Clock clock;

    StatusResource(Projection projection, LogEnds logEnds, Clock clock) {
        this.projection = projection;
        this.logEnds = logEnds;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "How far the tables are behind the log")
    public Uni<Status> status() {
        Instant asked = clock.instant();
        return logEnds.of(projection.topics())
                .onFailure()
                .recoverWithItem(Map.of())
                .map(ends -> status(ends, asked));
    }

    /** The ends were asked for after {@code asked}: what is before them is all that was in the log then. */
    private Status status(Map<TopicPartition, Long> ends, Instant asked) {
        Map<TopicPartition, Position> positions = projection.progress().positions();
        Set<TopicPartition> all = new HashSet<>(positions.keySet());
        all.addAll(ends.keySet());
        List<Status.Partition> partitions = new ArrayList<>();
        for (TopicPartition partition : all) {
            Position position = positions.get(partition);
            partitions.add(new Status.Partition(
                    partition.topic(),
                    partition.partition(),
                    position == null ? null : Long.valueOf(position.offset()),
                    ends.get(partition)));
        }
        partitions.sort(Comparator.comparing(Status.Partition::topic).thenComparing(Status.Partition::partition));
        boolean caughtUp = !ends.isEmpty() && partitions.stream().allMatch(Status.Partition::isCaughtUp);
        return new Status(
                caughtUp,
                partitions,
                caughtUp ? asked : oldest(partitions, positions),
                projection.progress().refused());
    }

    private static @Nullable Instant oldest(
            List<Status.Partition> partitions, Map<TopicPartition, Position> positions) {
        return partitions.stream()
                .filter(partition -> !partition.isCaughtUp())
                .map(partition -> positions.get(new TopicPartition(partition.topic(), partition.partition())))
                .map(position -> position == null ? null : position.appendedAt())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
