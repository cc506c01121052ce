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
import java.util.function.Supplier;

/** Runs statements. */
@ApplicationScoped
public class Database {

    private static final int FETCH_ROWS = 500;
    private static final String DEADLOCK = "40P01";
    private static final int MOST_DEADLOCKS = 3;
    private static final String WITHOUT_LOOPS = "SET LOCAL enable_nestloop = off";
    private static final String SNAPSHOT = "SELECT pg_current_snapshot()::text";

    /** Some 50 MB at most. */
    private static final long REMEMBERED_ROWS = 100_000;

    private static final long REMEMBERED_THINGS = 1_000;

    private final Pool pool;
    private final Remembered<Row> remembered = new Remembered<>(REMEMBERED_ROWS);
    private final Remembered<Object> made = new Remembered<>(REMEMBERED_THINGS);

    Database(Pool pool) {
        this.pool = pool;
    }

    /** All rows of the answer. */
    public <T> Uni<List<T>> list(Sql sql, Function<Row, T> mapper) {
        return rows(sql).map(rows -> mapped(rows, mapper));
    }

    /** The same for questions that read many rows and are asked often: while no transaction was committed, the last answer holds. The mapper changes nothing of a row. */
    public <T> Uni<List<T>> figures(Sql sql, Function<Row, T> mapper) {
        return state().map(state -> new Remembered.Question(state, sql.text(), sql.values()))
                .flatMap(question -> remembered.answer(question, () -> rows(sql)))
                .map(rows -> mapped(rows, mapper));
    }

    /**
     * What is made of figures at some length, and holds as long as they do.
     *
     * @param what is made, so that nothing else is taken for it
     * @param of the statement whose values decide what comes of it
     * @param make gives something that nobody changes
     */
    public <T> Uni<T> made(String what, Sql of, Class<T> type, Supplier<Uni<T>> make) {
        return state().map(state -> new Remembered.Question(state, what + '\n' + of.text(), of.values()))
                .flatMap(question -> made.answer(question, () -> make.get().map(List::of)))
                .map(things -> type.cast(things.getFirst()));
    }

    /** In which state all tables are, as the database names it: it is another as soon as a transaction was committed. */
    public Uni<String> state() {
        return pool.preparedQuery(SNAPSHOT)
                .execute()
                .map(rows -> rows.iterator().next().getString(0));
    }

    /** The only row of such an aggregate. */
    public <T> Uni<T> figure(Sql sql, Function<Row, T> mapper) {
        return figures(sql, mapper).map(List::getFirst);
    }

    private Uni<List<Row>> rows(Sql sql) {
        return Uni.createFrom()
                .deferred(() -> answer(sql))
                .onFailure(Database::isDeadlock)
                .retry()
                .atMost(MOST_DEADLOCKS)
                .map(found -> {
                    List<Row> rows = new ArrayList<>(found.size());
                    found.forEach(rows::add);
                    return rows;
                });
    }

    /** Tables that are emptied and filled anew are locked one after another, as a question locks those it reads; the one that was broken off has done nothing and goes again. */
    private static boolean isDeadlock(Throwable failure) {
        return failure instanceof PgException known && DEADLOCK.equals(known.getSqlState());
    }

    private static <T> List<T> mapped(List<Row> rows, Function<Row, T> mapper) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(mapper.apply(row)));
        return all;
    }

    private Uni<RowSet<Row>> answer(Sql sql) {
        return sql.joinsMany()
                ? pool.withTransaction(
                        connection -> connection.query(WITHOUT_LOOPS).execute().flatMap(set -> connection
                                .preparedQuery(sql.text())
                                .execute(sql.tuple())))
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
                .flatMap(transaction -> sql.joinsMany()
                        ? connection.query(WITHOUT_LOOPS).execute().replaceWithVoid()
                        : Uni.createFrom().voidItem())
                .flatMap(ready -> connection.prepare(sql.text()))
                .onItem()
                .transformToMulti(statement ->
                        statement.createStream(FETCH_ROWS, sql.tuple()).toMulti());
    }
}
