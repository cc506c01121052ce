package io.tillstream.query.sales;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
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
        return database.list(SalesStatements.grouped(SalesGroup.ALL, filters), SalesFigures::of)
                .map(rows -> rows.isEmpty() ? SalesFigures.none("all") : rows.getFirst());
    }

    /** A line per business day with sales or refunds, in order of the days. */
    public Uni<List<SalesFigures>> daily(Filters filters) {
        return database.list(SalesStatements.grouped(SalesGroup.DAY, filters).add(" ORDER BY key"), SalesFigures::of);
    }

    /** A line per value of a dimension, greatest net first. */
    public Uni<List<SalesFigures>> by(SalesGroup group, Filters filters, int limit) {
        Sql sql = SalesStatements.grouped(group, filters).add(" ORDER BY net_micros DESC, key LIMIT ?", limit);
        return database.list(sql, SalesFigures::of);
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
