package io.tillstream.query.communication;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.event.MarketingNames;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.communication.Communication.People;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.segments.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what becomes of messages. */
@ApplicationScoped
class CommunicationTables {

    /** Deliveries are reported within so many days of the sending. */
    private static final int SETTLED_AFTER_DAYS = 3;

    /** Cells, and whether their channel ever reported a delivery. */
    private static final String REPORTS = "reporting AS (SELECT DISTINCT channel FROM communication_cells"
            + " WHERE dimension = 'campaign' AND delivery_reports > 0), cells AS (SELECT c.*, r.channel IS NOT NULL AS reports"
            + " FROM %s c LEFT JOIN reporting r ON r.channel = c.channel) ";

    private static final String SUMS = Stream.of(
                    "sent", "opened", "clicked", "converted", "unsubscribed", "orders", "gross_micros")
            .map(column -> ", sum(" + column + ")::bigint AS " + column)
            .collect(Collectors.joining());

    private static final String RECEIVED = ", sum(CASE WHEN reports THEN delivered ELSE sent END)::bigint AS received";

    private final Database database;
    private final BusinessTime time;

    CommunicationTables(Database database, BusinessTime time) {
        this.database = database;
        this.time = time;
    }

    /**
     * What is asked for.
     *
     * @param by {@code total}, {@code day}, {@code channel} or {@code campaign}
     */
    record Question(
            String by,
            Filters days,
            @Nullable String channel,
            @Nullable String campaign,
            @Nullable Whose whose) {

        static Question of(Params params) {
            Filters filters = Filters.of(params);
            String by = params.oneOf(Parameter.DIMENSION, List.of("total", "day", "channel", "campaign"));
            String channel = filters.value(Parameter.CHANNEL);
            String campaign = params.text(Parameter.CAMPAIGN);
            return new Question(
                    by == null ? "total" : by,
                    filters,
                    channel == null ? null : MarketingNames.of(channel),
                    campaign == null ? null : MarketingNames.of(campaign),
                    Whose.of(filters));
        }

        /** The dimension that counts the people of the rows; null where people cannot be told: of days, and of a campaign in several channels. */
        @Nullable
        String people() {
            if (days.from() != null || days.to() != null) {
                return null;
            }
            return switch (by) {
                case "campaign" -> "people_campaign";
                case "channel" -> campaign == null ? "people_channel" : null;
                case "total" -> campaign != null ? null : channel == null ? "people" : "people_channel";
                default -> null;
            };
        }
    }

    private record Group(String value, @Nullable String channel) {}

    /** Messages of some days, by what is asked for. */
    Uni<List<Communication>> messages(Question question, LocalDate today) {
        String group =
                switch (question.by) {
                    case "day" -> "day::text AS value, NULL AS parent";
                    case "channel" -> "channel AS value, NULL AS parent";
                    case "campaign" -> "value AS value, channel AS parent";
                    default -> "'all' AS value, NULL AS parent";
                };
        LocalDate settled = today.minusDays(SETTLED_AFTER_DAYS);
        Sql sql = withReports(question)
                .add("SELECT " + group + SUMS + RECEIVED)
                .add(", sum(sent) FILTER (WHERE reports)::bigint AS reported_sent"
                        + ", sum(delivered) FILTER (WHERE reports)::bigint AS reported_delivered")
                .add(", sum(sent) FILTER (WHERE reports AND day < ?)::bigint AS settled_sent", settled)
                .add(", sum(delivered) FILTER (WHERE reports AND day < ?)::bigint AS settled_delivered", settled)
                .add(" FROM cells WHERE dimension = 'campaign'")
                .addIf(" AND value = ?", question.campaign)
                .add(conditions(question))
                .add(" GROUP BY 1, 2 HAVING sum(sent) > 0 ORDER BY 1, 2");
        return people(question)
                .flatMap(people -> database.figures(
                        sql,
                        row -> Communication.of(
                                row, people.get(new Group(row.getString("value"), row.getString("parent"))))));
    }

    private Uni<Map<Group, People>> people(Question question) {
        String dimension = question.people();
        if (dimension == null) {
            return Uni.createFrom().item(Map.of());
        }
        Sql sql = stored(question)
                .add("SELECT * FROM " + table(question) + " WHERE dimension = ?", dimension)
                .addIf(" AND channel = ?", question.channel);
        return database.figures(sql, row -> row).map(rows -> {
            Map<Group, People> people = new HashMap<>();
            for (var row : rows) {
                String channel = row.getString("channel");
                Group group =
                        switch (question.by) {
                            case "campaign" -> new Group(row.getString("value"), channel);
                            case "channel" -> new Group(channel, null);
                            default -> new Group("all", null);
                        };
                people.put(group, People.of(row));
            }
            return people;
        });
    }

    /** Messages by how many the person had. */
    Uni<List<Fatigue>> fatigue(Question question) {
        Sql sql = withReports(question)
                .add("SELECT dimension, value" + SUMS + RECEIVED
                        + " FROM cells WHERE dimension IN ('received_7_days', 'received_30_days')")
                .add(conditions(question))
                .add(" GROUP BY 1, 2 HAVING sum(sent) > 0"
                        + " ORDER BY dimension DESC, substring(value FROM '^[0-9]+')::int");
        return database.figures(sql, Fatigue::of);
    }

    /** Cells with whether their channel ever reported a delivery, to whomever. */
    private Sql withReports(Question question) {
        Sql sql = stored(question);
        return (question.whose == null ? sql.add("WITH ") : sql.add(", ")).add(REPORTS.formatted(table(question)));
    }

    /** The cells of some customers, which are not stored, in a table expression; nothing when all are asked for. */
    private Sql stored(Question question) {
        return question.whose == null
                ? Sql.of("")
                : Sql.of("WITH ")
                        .add(MessagesOf.cells(table(question), question.whose, time.zone()))
                        .add(" ");
    }

    private static String table(Question question) {
        return question.whose == null ? "communication_cells" : "of_messages";
    }

    private static Sql conditions(Question question) {
        return Sql.of("")
                .addIf(" AND channel = ?", question.channel)
                .addIf(" AND day >= ?", question.days.from())
                .addIf(" AND day <= ?", question.days.to());
    }
}
