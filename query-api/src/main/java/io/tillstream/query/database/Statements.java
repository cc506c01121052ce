package io.tillstream.query.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the statements of one transaction, one after another. */
public final class Statements {

    private final SqlConnection connection;

    Statements(SqlConnection connection) {
        this.connection = connection;
    }

    /** All rows of the answer. */
    public <T> Uni<List<T>> list(Sql sql, Function<Row, T> mapper) {
        return connection.preparedQuery(sql.text()).execute(sql.tuple()).map(rows -> {
            List<T> all = new ArrayList<>(rows.size());
            for (Row row : rows) {
                all.add(mapper.apply(row));
            }
            return all;
        });
    }

    /** How many rows a statement changed. */
    public Uni<Integer> run(Sql sql) {
        return connection.preparedQuery(sql.text()).execute(sql.tuple()).map(rows -> rows.rowCount());
    }

    /** Runs a statement once for each list of values. */
    public Uni<Void> each(String sql, List<List<@Nullable Object>> values) {
        if (values.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> tuples =
                values.stream().map(row -> Tuple.from(new ArrayList<>(row))).toList();
        return connection.preparedQuery(sql).executeBatch(tuples).replaceWithVoid();
    }
}
