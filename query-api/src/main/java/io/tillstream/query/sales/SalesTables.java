package io.tillstream.query.sales;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads sales figures. */
@ApplicationScoped
public class SalesTables {

    private final Database database;

    SalesTables(Database database) {
        this.database = database;
    }

    /** One line of figures for all that the filters leave. */
    public Uni<SalesFigures> total(Filters filters) {
        return database.figures(SalesStatements.grouped(SalesGroup.ALL, filters), SalesFigures::of)
                .map(rows -> rows.isEmpty() ? SalesFigures.none("all") : rows.getFirst());
    }

    /** A line per business day with sales or refunds, in order of the days. */
    public Uni<List<SalesFigures>> daily(Filters filters) {
        return database.figures(
                SalesStatements.grouped(SalesGroup.DAY, filters).add(" ORDER BY key"), SalesFigures::of);
    }

    /** A line per value of a dimension, greatest net first. */
    public Uni<List<SalesFigures>> by(SalesGroup group, Filters filters, int limit) {
        Sql sql = SalesStatements.grouped(group, filters).add(" ORDER BY net_micros DESC, key LIMIT ?", limit);
        return database.figures(sql, SalesFigures::of);
    }

    /** A page of the lines per value of a dimension, greatest net first. */
    public Uni<Page<SalesFigures>> page(SalesGroup group, Params params, int limit) {
        Sql sql = Sql.of("SELECT * FROM (")
                .add(SalesStatements.grouped(group, Filters.of(params)))
                .add(") AS found WHERE true");
        List<String> after = Cursor.read(params, 2);
        if (after != null) {
            long net = Cursor.number(after.getFirst());
            sql.add(" AND (net_micros < ? OR (net_micros = ? AND key > ?))", net, net, after.getLast());
        }
        return database.figures(sql.add(" ORDER BY net_micros DESC, key LIMIT ?", limit + 1), SalesFigures::of)
                .map(rows -> Page.of(rows, limit, row -> Cursor.write(Long.toString(row.netMicros()), row.key())));
    }

    /** The newest days in order, those before them on the next page. */
    public Uni<Page<SalesFigures>> days(Params params, int limit) {
        List<String> before = Cursor.read(params, 1);
        return daily(Filters.of(params)).map(all -> {
            List<SalesFigures> rows = before == null
                    ? all
                    : all.stream()
                            .filter(row -> row.key().compareTo(before.getFirst()) < 0)
                            .toList();
            boolean more = rows.size() > limit;
            List<SalesFigures> newest = more ? rows.subList(rows.size() - limit, rows.size()) : rows;
            return new Page<>(newest, more ? Cursor.write(newest.getFirst().key()) : null);
        });
    }

    /** Figures per product as a statement, for lists that sort and page. */
    public static Sql byProduct(Filters filters) {
        return SalesStatements.grouped(SalesGroup.PRODUCT, filters);
    }

    /** Figures per category as a statement. */
    public static Sql byCategory(Filters filters) {
        return SalesStatements.grouped(SalesGroup.CATEGORY, filters);
    }
}
