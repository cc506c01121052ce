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
 *
 * <p>What is staged stays until the next rows come. The database could empty temporary tables at the end of each transaction, but it would empty all that the
 * connection has, each a few files, however few of them were used: with forty of them that took longer than everything else.
 */
final class StagedTable {

    /** So many deleted rows are read past until their space is given back, which is a few files made anew. */
    private static final int MAX_DELETED_ROWS = 2_000;

    private final String stage;
    private final List<String> columns;
    private final String createSql;
    private final String copySql;
    private final String mergeSql;
    private int stagedRows;
    private int deletedRows;

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
        this.createSql =
                "CREATE TEMP TABLE IF NOT EXISTS " + stage + " AS SELECT " + list + " FROM " + table + " WITH NO DATA";
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

    /** Copies the rows to the temporary table, in the place of those that were there. */
    void stage(Connection connection, CopyBuffer rows) throws SQLException {
        empty(connection);
        stagedRows = rows.rows();
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

    /** A transaction that is taken back leaves more rows than were counted; that they are there is known, and how many matters little. */
    private void empty(Connection connection) throws SQLException {
        deletedRows += stagedRows;
        if (deletedRows > MAX_DELETED_ROWS) {
            execute(connection, "TRUNCATE " + stage);
            deletedRows = 0;
        } else {
            execute(connection, "DELETE FROM " + stage);
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
