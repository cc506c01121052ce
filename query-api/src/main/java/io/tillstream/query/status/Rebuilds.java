package io.tillstream.query.status;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks for rows to be made anew, by a note in the database, so that the instance that writes them hears of it whichever was asked. */
@ApplicationScoped
class Rebuilds {

    private final Database database;

    Rebuilds(Database database) {
        this.database = database;
    }

    /** Asks; returns how many groups of tables will be made anew. */
    Uni<Integer> ask() {
        return database.transaction(statements -> statements.run(Sql.of("UPDATE projection_basis SET generation = 0")));
    }

    /** Groups of tables whose old rows are still there though others were asked for. */
    Uni<Long> waiting() {
        return database.one(
                Sql.of("SELECT count(*) FROM projection_basis WHERE generation = 0"), row -> row.getLong(0));
    }
}
