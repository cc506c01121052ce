package io.tillstream.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A table that is filled by COPY into a temporary table of the same columns and one statement that merges it. Rows should come sorted by key: index pages
 * are then touched in order, and two writers cannot lock each other.
 */
final class StagedTable {

    private final String stage;
    private final List<String> columns;
    private final String createSql;
    private final String copySql;
    private final String mergeSql;

    /**
     * @param name of the temporary table, after {@code stage_}
     * @param table the table to fill
     * @param columns comma-separated columns, in the order of the rows
     * @param merge what follows {@code INSERT INTO table (columns) SELECT columns FROM stage}, or a whole statement when it begins with WITH
     */
    private StagedTable(String name, String table, String columns, String merge) {
        this.stage = "stage_" + name;
        this.columns = Arrays.stream(columns.split(",")).map(String::strip).toList();
        String list = String.join(", ", this.columns);
        this.createSql = "CREATE TEMP TABLE IF NOT EXISTS " + stage + " ON COMMIT DELETE ROWS AS SELECT " + list
                + " FROM " + table + " WITH NO DATA";
        this.copySql = "COPY " + stage + " (" + list + ") FROM STDIN BINARY";
        this.mergeSql = merge.startsWith("WITH")
                ? merge
                : "INSERT INTO " + table + " (" + list + ") SELECT " + list + " FROM " + stage + " " + merge;
    }

    /** The newest row of a key replaces the one before; {@code key} must be a unique index's columns. */
    static StagedTable replacing(String table, String columns, String key) {
        List<String> keys = Arrays.stream(key.split(",")).map(String::strip).toList();
        String updates = Arrays.stream(columns.split(","))
                .map(String::strip)
                .filter(column -> !keys.contains(column))
                .map(column -> column + " = EXCLUDED." + column)
                .collect(Collectors.joining(", "));
        return new StagedTable(table, table, columns, "ON CONFLICT (" + key + ") DO UPDATE SET " + updates);
    }

    /** The first row of a key stays. */
    static StagedTable keepingFirst(String table, String columns) {
        return new StagedTable(table, table, columns, "ON CONFLICT DO NOTHING");
    }

    /** Merged in a way of its own, see the constructor. */
    static StagedTable merging(String name, String table, String columns, String statement) {
        return new StagedTable(name, table, columns, statement);
    }

    int columnCount() {
        return columns.size();
    }

    void prepare(Connection connection) throws SQLException {
        execute(connection, createSql);
    }

    /** Copies the rows to the temporary table. */
    void stage(Connection connection, CopyBuffer rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copySql);
        try {
            byte[] document = rows.take();
            copy.writeToCopy(document, 0, document.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Merges what was staged; once in a transaction. */
    void merge(Connection connection) throws SQLException {
        execute(connection, mergeSql);
    }

    /** Copies and merges; nothing happens without rows. */
    void write(Connection connection, CopyBuffer rows) throws SQLException {
        if (rows.rows() > 0) {
            stage(connection, rows);
            merge(connection);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
