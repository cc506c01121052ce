package io.tillstream.query.database;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs statements. */
@ApplicationScoped
public class Database {

    private static final int FETCH_ROWS = 500;
    private static final String DEADLOCK = "40P01";
    private static final int MOST_DEADLOCKS = 3;

    private final Pool pool;

    Database(Pool pool) {
        this.pool = pool;
    }

    /** All rows of the answer. */
    public <T> Uni<List<T>> list(Sql sql, Function<Row, T> mapper) {
        return Uni.createFrom()
                .deferred(() -> answer(sql))
                .onFailure(Database::isDeadlock)
                .retry()
                .atMost(MOST_DEADLOCKS)
                .map(rows -> {
                    List<T> all = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        all.add(mapper.apply(row));
                    }
                    return all;
                });
    }

    /** Tables that are emptied and filled anew are locked one after another, as a question locks those it reads; the one that was broken off has done nothing and goes again. */
    private static boolean isDeadlock(Throwable failure) {
        return failure instanceof PgException known && DEADLOCK.equals(known.getSqlState());
    }

    private Uni<RowSet<Row>> answer(Sql sql) {
        return sql.joinsMany()
                ? pool.withTransaction(connection -> connection
                        .query("SET LOCAL enable_nestloop = off")
                        .execute()
                        .flatMap(set -> connection.preparedQuery(sql.text()).execute(sql.tuple())))
                : pool.preparedQuery(sql.text()).execute(sql.tuple());
    }

    /** The only row of an aggregate. */
    public <T> Uni<T> one(Sql sql, Function<Row, T> mapper) {
        return list(sql, mapper).map(List::getFirst);
    }

    /** All rows of the answer, fetched as the reader takes them, so that a large table is never whole in memory. */
    public <T> Multi<T> stream(Sql sql, Function<Row, T> mapper) {
        return Multi.createFrom()
                .resourceFromUni(
                        pool::getConnection, connection -> rows(connection, sql).map(mapper))
                .withFinalizer((SqlConnection connection) -> connection.close());
    }

    /** Several statements that hold together, or none of them. */
    public <T> Uni<T> transaction(Function<Statements, Uni<T>> work) {
        return pool.withTransaction(connection -> work.apply(new Statements(connection)));
    }

    private static Multi<Row> rows(SqlConnection connection, Sql sql) {
        return connection
                .begin()
                .flatMap(transaction -> connection.prepare(sql.text()))
                .onItem()
                .transformToMulti(statement ->
                        statement.createStream(FETCH_ROWS, sql.tuple()).toMulti());
    }
}
