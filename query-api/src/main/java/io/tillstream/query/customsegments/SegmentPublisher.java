package io.tillstream.query.customsegments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.segment.InvalidRuleException;
import io.tillstream.contracts.segment.SegmentDefinition;
import io.tillstream.contracts.segment.SegmentRule;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.database.Rows;
import io.tillstream.query.publishing.LogWriter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log which segments there are. The saved row is the outbox: it is written to the topic (acks=all) until its {@code published_version} is its
 * version, so a crash at any point leaves it to be told again, never lost; telling twice changes nothing. One instance tells at a time, in the order of
 * the changes.
 */
@Singleton
public class SegmentPublisher {

    private static final Logger LOG = Logger.getLogger(SegmentPublisher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOCK =
            "SELECT pg_try_advisory_xact_lock(hashtext('tillstream-custom-segments'), 0) AS held";
    private static final String PENDING = "SELECT id, name, description, rule, version, deleted, updated_at"
            + " FROM tillstream.custom_segments WHERE published_version IS DISTINCT FROM version ORDER BY updated_at LIMIT 100";

    private final OutputJson<SegmentDefinition> json = OutputJson.of(SegmentDefinition.class);
    private final Pool pool;
    private final LogWriter log;
    private final ObjectMapper mapper;
    private final Semaphore woken = new Semaphore(0);

    SegmentPublisher(Pool pool, LogWriter log, ObjectMapper mapper) {
        this.pool = pool;
        this.log = log;
        this.mapper = mapper;
    }

    private record Pending(
            String id, long version, @Nullable SegmentDefinition definition) {}

    /** Says that there is something to tell. */
    void wake() {
        woken.release();
    }

    /** Waits until there is something to tell, or the time is over. */
    public void awaitWork(Duration longest) throws InterruptedException {
        if (woken.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            woken.drainPermits();
        }
    }

    /** All segments are to be told again: the log may be another than the one that was told. */
    public void forgetPublished() {
        pool.query("UPDATE tillstream.custom_segments SET published_version = NULL WHERE published_version IS NOT NULL")
                .execute()
                .await()
                .atMost(PATIENCE);
    }

    /** Tells the log all that it does not have yet; fails when it or the database is away. */
    public void publish() {
        pool.withTransaction(this::publishPending).await().atMost(PATIENCE);
    }

    private Uni<Void> publishPending(SqlConnection connection) {
        return connection.query(LOCK).execute().flatMap(locked -> {
            if (!locked.iterator().next().getBoolean("held")) {
                return Uni.createFrom().voidItem();
            }
            return connection
                    .query(PENDING)
                    .execute()
                    .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                            .flatMap(row -> pending(row).stream())
                            .toList())
                    .flatMap(pending -> publish(connection, pending));
        });
    }

    private Uni<Void> publish(SqlConnection connection, List<Pending> pending) {
        return Multi.createFrom()
                .iterable(pending)
                .onItem()
                .transformToUniAndConcatenate(segment -> log.write(
                                TopicCatalogue.SEGMENT_DEFINITIONS,
                                segment.id(),
                                segment.definition() == null ? null : json.write(segment.definition()))
                        .flatMap(written -> note(connection, segment)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** Only what was told: a change made meanwhile is told next time. */
    private static Uni<Void> note(SqlConnection connection, Pending segment) {
        String sql = segment.definition() == null
                ? "DELETE FROM tillstream.custom_segments WHERE id = $1 AND version = $2"
                : "UPDATE tillstream.custom_segments SET published_version = $2 WHERE id = $1 AND version = $2";
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(segment.id(), segment.version()))
                .replaceWithVoid();
    }

    /** Empty for a rule that another version of the service saved and this one cannot read: it stays as it is. */
    private Optional<Pending> pending(Row row) {
        String id = row.getString("id");
        long version = row.getLong("version");
        if (row.getBoolean("deleted")) {
            return Optional.of(new Pending(id, version, null));
        }
        try {
            SegmentRule rule = SegmentRule.of(mapper.readTree(row.getString("rule")));
            return Optional.of(new Pending(
                    id,
                    version,
                    new SegmentDefinition(
                            id,
                            row.getString("name"),
                            row.getString("description"),
                            rule,
                            version,
                            Rows.instant(row, "updated_at"))));
        } catch (IOException | InvalidRuleException e) {
            LOG.errorf("the saved rule of custom segment %s cannot be read: %s", id, e.getMessage());
            return Optional.empty();
        }
    }
}
