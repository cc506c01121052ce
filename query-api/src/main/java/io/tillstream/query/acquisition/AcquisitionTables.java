package io.tillstream.query.acquisition;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.event.MarketingNames;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.acquisition.AcquisitionCounts.Group;
import io.tillstream.query.acquisition.AcquisitionCounts.Stored;
import io.tillstream.query.acquisition.AcquisitionCounts.Worth;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.segments.Whose;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads where customers come from. */
@ApplicationScoped
class AcquisitionTables {

    private final Database database;
    private final BusinessTime time;

    AcquisitionTables(Database database, BusinessTime time) {
        this.database = database;
        this.time = time;
    }

    /**
     * What is asked for.
     *
     * @param by {@code total}, {@code channel}, {@code campaign} or {@code month}
     * @param from first month, or null
     * @param to last month, or null
     * @param whose these customers alone, of whom no spending is known; or null
     */
    record Question(
            String by,
            @Nullable YearMonth from,
            @Nullable YearMonth to,
            @Nullable String channel,
            @Nullable String campaign,
            @Nullable Whose whose) {

        static Question of(Params params) {
            Filters filters = Filters.of(params);
            String by = params.oneOf(Parameter.DIMENSION, List.of("total", "channel", "campaign", "month"));
            String channel = filters.value(Parameter.CHANNEL);
            String campaign = params.text(Parameter.CAMPAIGN);
            return new Question(
                    by == null ? "channel" : by,
                    month(filters.from()),
                    month(filters.to()),
                    channel == null ? null : MarketingNames.of(channel),
                    campaign == null ? null : MarketingNames.of(campaign),
                    Whose.of(filters));
        }

        private static @Nullable YearMonth month(@Nullable LocalDate day) {
            return day == null ? null : YearMonth.from(day);
        }
    }

    /** What the cohorts of the months did. */
    Uni<List<Stored>> cells(Question question) {
        String group =
                switch (question.by) {
                    case "channel" -> "channel AS value, '' AS parent";
                    case "campaign" -> "campaign AS value, channel AS parent";
                    case "month" -> "to_char(cohort, 'YYYY-MM') AS value, '' AS parent";
                    default -> "'all' AS value, '' AS parent";
                };
        String table = question.whose == null ? "acquisition_cells" : "of_touches";
        Sql sql = question.whose == null
                ? Sql.of("")
                : Sql.of("WITH ")
                        .add(TouchesOf.cells(table, question.whose, time.zone()))
                        .add(" ");
        sql.add("SELECT " + group
                        + ", cohort, months_since, sum(visitors)::bigint AS visitors, sum(converted)::bigint AS converted,"
                        + " sum(customers)::bigint AS customers, sum(revenue_micros)::bigint AS revenue_micros,"
                        + " sum(spend_micros)::bigint AS spend_micros FROM " + table + " WHERE true")
                .addIf(" AND channel = ?", question.channel)
                .addIf(" AND campaign = ?", question.campaign)
                .addIf(" AND cohort >= ?", firstDay(question.from))
                .addIf(" AND cohort <= ?", firstDay(question.to))
                .add(" GROUP BY 1, 2, cohort, months_since");
        return database.figures(
                sql,
                row -> new Stored(
                        group(row),
                        YearMonth.from(row.getLocalDate("cohort")),
                        row.getInteger("months_since"),
                        Rows.number(row, "visitors"),
                        Rows.number(row, "converted"),
                        Rows.number(row, "customers"),
                        Rows.number(row, "revenue_micros"),
                        Rows.number(row, "spend_micros")));
    }

    private static @Nullable LocalDate firstDay(@Nullable YearMonth month) {
        return month == null ? null : month.atDay(1);
    }

    private static Group group(Row row) {
        return new Group(row.getString("value"), row.getString("parent"));
    }

    /**
     * What the customers of the months are worth.
     *
     * @param months all months from the first to the last that something is known of
     */
    Uni<Map<Group, Worth>> worth(Question question, List<YearMonth> months) {
        if (months.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String group =
                switch (question.by) {
                    case "channel" -> "first_touch_channel AS value, '' AS parent";
                    case "campaign" -> "first_touch_campaign AS value, first_touch_channel AS parent";
                    case "month" ->
                        "(?::text[])[width_bucket(first_purchase_at, ?::timestamptz[])] AS value, '' AS parent";
                    default -> "'all' AS value, '' AS parent";
                };
        Sql sql = Sql.of("SELECT ");
        if (question.by.equals("month")) {
            sql.add(group, months.stream().map(YearMonth::toString).toArray(String[]::new), starts(months));
        } else {
            sql.add(group);
        }
        sql.add(
                        ", count(*) AS buyers, sum(net_micros)::bigint AS net_micros, count(value_expected_micros) AS predicted,"
                                + " sum(value_expected_micros)::bigint AS expected_micros FROM customers"
                                + " WHERE first_touch_channel IS NOT NULL AND first_purchase_at >= ? AND first_purchase_at < ?",
                        start(months.getFirst()),
                        start(months.getLast().plusMonths(1)))
                .addIf(" AND first_touch_channel = ?", question.channel)
                .addIf(" AND first_touch_campaign = ?", question.campaign)
                .add(question.whose == null ? Sql.of("") : question.whose.conditions("customers"))
                .add(" GROUP BY 1, 2");
        return database.figures(sql, row -> row).map(AcquisitionTables::byGroup);
    }

    private OffsetDateTime[] starts(List<YearMonth> months) {
        return months.stream().map(this::start).toArray(OffsetDateTime[]::new);
    }

    private OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay(time.zone()).toOffsetDateTime();
    }

    private static Map<Group, Worth> byGroup(List<Row> rows) {
        Map<Group, Worth> worth = new HashMap<>();
        for (Row row : rows) {
            worth.put(
                    group(row),
                    new Worth(
                            Rows.number(row, "buyers"),
                            Rows.number(row, "net_micros"),
                            Rows.number(row, "predicted"),
                            Rows.number(row, "expected_micros")));
        }
        return worth;
    }

    /** All months from the first to the last of the cells. */
    static List<YearMonth> months(List<Stored> cells) {
        if (cells.isEmpty()) {
            return List.of();
        }
        YearMonth first =
                cells.stream().map(Stored::cohort).min(YearMonth::compareTo).orElseThrow();
        YearMonth last =
                cells.stream().map(Stored::cohort).max(YearMonth::compareTo).orElseThrow();
        return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
                .toList();
    }
}
