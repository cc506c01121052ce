package io.tillstream.query.database;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** The database as it is, which remembers what it was asked. */
@Alternative
@Singleton
public class RecordingDatabase extends Database {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;
    private final Queue<Sql> asked = new ConcurrentLinkedQueue<>();

    RecordingDatabase(Pool pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public <T> Uni<List<T>> list(Sql sql, Function<Row, T> mapper) {
        asked.add(sql);
        return super.list(sql, mapper);
    }

    @Override
    public <T> Uni<List<T>> figures(Sql sql, Function<Row, T> mapper) {
        asked.add(sql);
        return super.figures(sql, mapper);
    }

    @Override
    public <T> Multi<T> stream(Sql sql, Function<Row, T> mapper) {
        asked.add(sql);
        return super.stream(sql, mapper);
    }

    /** What was asked since this was asked last. */
    public List<Sql> taken() {
        List<Sql> taken = new ArrayList<>();
        for (Sql sql = asked.poll(); sql != null; sql = asked.poll()) {
            taken.add(sql);
        }
        return taken;
    }

    /** How the database answers a statement with these very values; JSON. */
    public String plan(Sql sql) {
        return pool.preparedQuery("EXPLAIN (FORMAT JSON) " + sql.text())
                .execute(sql.tuple())
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getValue(0)
                .toString();
    }
}
