package io.tillstream.query.alerts;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads alerts. */
@ApplicationScoped
class AlertTables {

    private static final List<String> STATES = List.of("raised", "cleared");

    private final Database database;

    AlertTables(Database database) {
        this.database = database;
    }

    /** Newest first. */
    Uni<Page<AlertRow>> page(Params params, int limit) {
        Sql sql = Sql.of("SELECT * FROM alerts WHERE true")
                .addIf(" AND state = ?", params.oneOf(Parameter.STATE, STATES));
        List<String> after = Cursor.read(params, 2);
        if (after != null) {
            sql.add(" AND (at, id) < (?, ?)", Cursor.time(after.get(0)), after.get(1));
        }
        sql.add(" ORDER BY at DESC, id DESC LIMIT ?", limit + 1);
        return database.list(sql, AlertRow::of)
                .map(rows -> Page.of(rows, limit, row -> Cursor.write(Cursor.key(row.at()), row.id())));
    }
}
