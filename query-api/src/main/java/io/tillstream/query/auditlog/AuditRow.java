package io.tillstream.query.auditlog;

import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit log.
 *
 * @param id from 1, without gaps
 * @param at in microseconds
 * @param previousHash SHA-256 of the row before in hexadecimal digits; zeros before the first
 * @param hash SHA-256 of the hash before and of this row
 */
public record AuditRow(
        long id,
        Instant at,
        String actorKind,
        String actor,
        String action,
        @Nullable String target,
        String outcome,
        @Nullable String address,
        @Nullable String details,
        String previousHash,
        String hash) {

    static AuditRow of(Row row) {
        return new AuditRow(
                row.getLong("id"),
                Rows.instant(row, "at"),
                row.getString("actor_kind"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("target"),
                row.getString("outcome"),
                row.getString("address"),
                row.getString("details"),
                HexFormat.of().formatHex(row.getBuffer("previous_hash").getBytes()),
                HexFormat.of().formatHex(row.getBuffer("hash").getBytes()));
    }
}
