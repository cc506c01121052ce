package io.tillstream.query.support;

import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.stack.database.LargeShop;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Rows of a shop with 30,000 customers and two years of sales, with models, a custom segment and a metric. */
public final class ManyRows {

    private static final LargeShop SHOP = new LargeShop(30_000, 60);

    /** Tables above this are read by an index. */
    private static final int LARGE = 20_000;

    /** A metric of it. */
    public static final long METRIC = 1_000_001;

    private ManyRows() {}

    /** Fills the tables, once what earlier tests asked to be made anew has been emptied. */
    public static void insert() throws SQLException {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Tables.text(
                        "SELECT count(*) FROM projection_basis WHERE generation = 0")
                .equals("0"));
        OutputJson<ModelCard> json = OutputJson.of(ModelCard.class);
        for (String name : List.of(ModelRecord.CHURN, ModelRecord.PURCHASE, ModelRecord.VALUE, ModelRecord.CLUSTERS)) {
            String card =
                    new String(json.write(ModelledShop.card(name, ModelledShop.CHAMPION)), StandardCharsets.UTF_8);
            Tables.execute(List.of("INSERT INTO models VALUES ('" + name + "', '" + name + "', '"
                    + ModelledShop.CHAMPION + "', 'forest/1', true, now(), now(), 'training', false, '"
                    + card.replace("'", "''") + "', 6)"));
        }
        try (Connection connection = Tables.connect()) {
            SHOP.insert(connection);
        }
        Tables.execute(List.of("""
                INSERT INTO custom_segments VALUES ('1', 'One', '', '{"field":"orders","operator":">=","value":1}', 1, 1, false, now(), now())""", """
                INSERT INTO custom_metrics (id, name, title, description, expression, format, owner, owner_name, shared, version, created_at,
                    updated_at)
                OVERRIDING SYSTEM VALUE VALUES (1000001, 'of_all', 'Of all', '', 'revenue + buyers', 'number', 'service:', 'installation', true,
                    0, now(), now())"""));
    }

    /** Tables that nobody wants to read from end to end, by how many rows they have. */
    public static Set<String> largeTables() throws SQLException {
        String counts = Tables.text(
                "SELECT string_agg(format('SELECT %L AS name, count(*) AS rows FROM %I.%I', c.relname, n.nspname, c.relname), ' UNION ALL ')"
                        + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = 'tillstream' AND c.relkind IN ('r', 'p')");
        return Stream.of(Tables.text(
                                "SELECT string_agg(name, ' ') FROM (" + counts + ") AS counted WHERE rows >= " + LARGE)
                        .split(" "))
                .collect(Collectors.toSet());
    }
}
