package io.tillstream.acceptance.installation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands in the tables: of each the number of rows and a digest of all of them, whatever their order. Cells that count no customers say nothing. */
final class Rows {

    private static final String TABLES = """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'tillstream' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND c.relname NOT IN ('audit_log', 'flyway_schema_history')
            ORDER BY 1""";
    private static final String DIGEST = """
            SELECT count(*) || ' ' || coalesce(sum(hashtextextended(row::text, 0)::numeric), 0) FROM tillstream.%s AS row
            WHERE to_jsonb(row) ->> 'customers' IS DISTINCT FROM '0'""";

    private Rows() {}

    /** By table. */
    static Map<String, String> of(Installation installation) throws Exception {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = installation.database();
                Statement statement = connection.createStatement()) {
            for (String table : texts(statement, TABLES)) {
                rows.put(table, texts(statement, DIGEST.formatted(table)).getFirst());
            }
        }
        return rows;
    }

    private static List<String> texts(Statement statement, String sql) throws Exception {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
