package io.tillstream.query.loyalty;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.customers.CustomerCounts;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.matching.MatchedEffect;
import io.tillstream.query.matching.Stratum;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads members, points and tiers. */
@ApplicationScoped
class LoyaltyTables {

    private static final List<String> GROUPS = List.of("tier", "segment", "country", "channel", "age_group");

    private final Database database;

    LoyaltyTables(Database database) {
        this.database = database;
    }

    /** All months, those to come too. */
    Uni<List<LoyaltyMonths.Stored>> months() {
        return database.figures(
                Sql.of("SELECT * FROM loyalty_cells WHERE dimension = 'total' ORDER BY month"), LoyaltyTables::month);
    }

    private static LoyaltyMonths.Stored month(Row row) {
        return new LoyaltyMonths.Stored(
                YearMonth.from(row.getLocalDate("month")),
                Rows.number(row, "customers"),
                Rows.number(row, "joined"),
                Rows.number(row, "left_members"),
                Rows.number(row, "upgraded"),
                Rows.number(row, "downgraded"),
                Rows.number(row, "earned"),
                Rows.number(row, "taken_back"),
                Rows.number(row, "redeemed"),
                Rows.number(row, "expired"),
                Rows.number(row, "open_change"));
    }

    /** Members by tier at the end of a month. */
    Uni<Map<String, Long>> tiers(YearMonth month) {
        Sql sql = Sql.of(
                "SELECT value, sum(joined - left_members)::bigint AS members FROM loyalty_cells WHERE dimension = 'tier'"
                        + " AND month <= ? GROUP BY 1",
                month.atDay(1));
        return database.figures(sql, row -> Map.entry(row.getString("value"), Rows.number(row, "members")))
                .map(rows -> {
                    Map<String, Long> members = new HashMap<>();
                    rows.forEach(row -> members.put(row.getKey(), row.getValue()));
                    return members;
                });
    }

    /** Moves between tiers up to a month. */
    Uni<List<TierMove>> moves(Filters days, YearMonth until) {
        Sql sql = Sql.of(
                        "SELECT to_char(month, 'YYYY-MM') AS month, split_part(value, '>', 1) AS from_tier,"
                                + " split_part(value, '>', 2) AS to_tier, joined FROM loyalty_cells WHERE dimension = 'move'"
                                + " AND joined > 0 AND month <= ?",
                        until.atDay(1))
                .addIf(" AND month >= ?", firstOf(days.from()))
                .addIf(" AND month <= ?", firstOf(days.to()))
                .add(" ORDER BY 1, 2, 3");
        return database.figures(
                sql,
                row -> new TierMove(
                        row.getString("month"),
                        row.getString("from_tier"),
                        row.getString("to_tier"),
                        Rows.number(row, "joined")));
    }

    private static @Nullable LocalDate firstOf(@Nullable LocalDate day) {
        return day == null ? null : day.withDayOfMonth(1);
    }

    /** Members beside alike others. A month is counted when the 90 days after its last day are over. */
    Uni<MatchedEffect> effect(Filters filters, LocalDate asOf) {
        Sql sql = Sql.of(
                        "SELECT members, members_back, others, others_back FROM loyalty_strata"
                                + " WHERE (month + interval '1 month' + interval '90 days')::date <= ?",
                        asOf)
                .addIf(" AND month >= ?", firstOf(filters.from()))
                .addIf(" AND month <= ?", firstOf(filters.to()))
                .addIf(" AND country = ?", filters.value(Parameter.COUNTRY));
        return database.figures(
                        sql,
                        row -> new Stratum(
                                Rows.number(row, "members"),
                                Rows.number(row, "members_back"),
                                Rows.number(row, "others"),
                                Rows.number(row, "others_back")))
                .map(MatchedEffect::of);
    }

    /** Customers as they are now, by something known of them. */
    Uni<List<MemberGroup>> groups(Params params) {
        String by = params.oneOf(Parameter.DIMENSION, GROUPS);
        String value =
                by == null || by.equals("tier") ? "coalesce(loyalty_tier, 'none')" : "coalesce(" + by + ", 'unknown')";
        String members = "sum(customers) FILTER (WHERE loyalty_tier IS NOT NULL)";
        Sql sql = CustomerCounts.of(
                value + " AS value, sum(customers)::bigint AS customers, coalesce(" + members
                        + ", 0)::bigint AS members,"
                        + " sum(open_points)::bigint AS open_points, (sum(earned_12m) / " + members
                        + ")::double precision AS earned",
                "(buyer OR joined)",
                params);
        return database.figures(
                sql.add(" GROUP BY 1 HAVING sum(customers) > 0 ORDER BY 3 DESC, 1"),
                row -> new MemberGroup(
                        row.getString("value"),
                        Rows.number(row, "customers"),
                        Rows.number(row, "members"),
                        Amounts.ratio(Rows.number(row, "members"), Rows.number(row, "customers")),
                        Rows.number(row, "open_points"),
                        row.getDouble("earned")));
    }
}
