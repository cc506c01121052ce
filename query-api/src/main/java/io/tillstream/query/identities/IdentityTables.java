package io.tillstream.query.identities;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.identities.IdentityResource.Link;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads whom visitors turned out to be. */
@ApplicationScoped
class IdentityTables {

    private final Database database;

    IdentityTables(Database database) {
        this.database = database;
    }

    /** All spans of a visitor, or of a customer's visitors those that are the customer's. */
    Uni<List<Link>> links(String id) {
        return database.list(
                Sql.of(
                        "SELECT i.visitor_id, s.customer_id, s.\"from\" AS from_at, s.\"until\" AS until_at, s.identified_at"
                                + " FROM (SELECT visitor_id, spans FROM identities WHERE visitor_id = ?"
                                + " UNION SELECT visitor_id, spans FROM identities WHERE customer_ids @> ARRAY[?::text]) AS i,"
                                + " jsonb_to_recordset(i.spans) AS s(customer_id text, \"from\" timestamptz,"
                                + " \"until\" timestamptz, identified_at timestamptz)"
                                + " WHERE i.visitor_id = ? OR s.customer_id = ? ORDER BY i.visitor_id, s.identified_at",
                        id,
                        id,
                        id,
                        id),
                IdentityTables::link);
    }

    private static Link link(Row row) {
        return new Link(
                row.getString("visitor_id"),
                row.getString("customer_id"),
                Rows.instantOrNull(row, "from_at"),
                Rows.instantOrNull(row, "until_at"),
                Rows.instant(row, "identified_at"));
    }
}
