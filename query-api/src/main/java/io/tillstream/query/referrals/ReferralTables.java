package io.tillstream.query.referrals;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.segments.Whose;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads referrals and referred customers. */
@ApplicationScoped
class ReferralTables {

    private static final String TOTAL = "total";

    private final Database database;
    private final BusinessTime time;

    ReferralTables(Database database, BusinessTime time) {
        this.database = database;
        this.time = time;
    }

    /** Referrals, all together, by month or by channel. */
    Uni<List<ReferralRow>> referrals(Params params) {
        Filters filters = Filters.of(params);
        String by = params.oneOf(Parameter.DIMENSION, List.of(TOTAL, "month", "channel"));
        String channel = filters.value(Parameter.CHANNEL);
        boolean byChannel = "channel".equals(by);
        String value = by == null || by.equals(TOTAL) ? "'all'" : byChannel ? "value" : "to_char(month, 'YYYY-MM')";
        Sql sql = stored(filters)
                .add(
                        "SELECT " + value + " AS value, sum(sent)::bigint AS sent, sum(converted)::bigint AS converted,"
                                + " sum(bought)::bigint AS bought, sum(rewards)::bigint AS rewards,"
                                + " sum(reward_micros)::bigint AS reward_micros FROM " + table(filters)
                                + " WHERE sent + converted > 0"
                                + " AND dimension = ?",
                        byChannel || channel != null ? "channel" : TOTAL)
                .addIf(" AND value = ?", channel)
                .addIf(" AND month >= ?", firstOf(filters.from()))
                .addIf(" AND month <= ?", firstOf(filters.to()));
        return database.figures(sql.add(" GROUP BY 1 ORDER BY 1"), ReferralRow::of);
    }

    /** The cells of some customers, which are not stored, in a table expression; nothing when all are asked for. */
    private Sql stored(Filters filters) {
        Whose whose = Whose.of(filters);
        return whose == null
                ? Sql.of("")
                : Sql.of("WITH ")
                        .add(ReferralsOf.cells(table(filters), whose, time.zone()))
                        .add(" ");
    }

    private static String table(Filters filters) {
        return Whose.of(filters) != null ? "of_referrals" : "referral_cells";
    }

    private static @Nullable LocalDate firstOf(@Nullable LocalDate day) {
        return day == null ? null : day.withDayOfMonth(1);
    }

    /** Referred customers beside others. */
    Uni<ReferredCustomers> customers(Filters filters, Instant asOf, LocalDate day) {
        Sql sql = stored(filters)
                .add(
                        "SELECT (month + interval '1 month' + interval '90 days')::date <= ? AS finished,"
                                + sums("referred", "")
                                + "," + sums("other", "others_")
                                + " FROM " + table(filters) + " WHERE dimension IN ('referred', 'other')",
                        day)
                .addIf(" AND value = ?", filters.value(Parameter.CHANNEL))
                .addIf(" AND month >= ?", firstOf(filters.from()))
                .addIf(" AND month <= ?", firstOf(filters.to()));
        return database.figures(sql.add(" GROUP BY month, value"), ReferralTables::stored)
                .map(stored -> ReferredCustomers.of(asOf, stored));
    }

    private static String sums(String dimension, String prefix) {
        StringBuilder sums = new StringBuilder();
        for (String column : List.of("customers", "returned", "orders", "net_micros")) {
            sums.append(sums.isEmpty() ? " " : ", ")
                    .append("sum(")
                    .append(column)
                    .append(") FILTER (WHERE dimension = '")
                    .append(dimension)
                    .append("')::bigint AS ")
                    .append(prefix)
                    .append(column);
        }
        return sums.toString();
    }

    private static ReferredCustomers.Stored stored(Row row) {
        return new ReferredCustomers.Stored(
                row.getBoolean("finished"),
                Rows.number(row, "customers"),
                Rows.number(row, "returned"),
                Rows.number(row, "orders"),
                Rows.number(row, "net_micros"),
                Rows.number(row, "others_customers"),
                Rows.number(row, "others_returned"),
                Rows.number(row, "others_orders"),
                Rows.number(row, "others_net_micros"));
    }
}
