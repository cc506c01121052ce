package io.tillstream.stack.audit;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.stack.database.LocalDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** The tables of the query service, made by its own migrations and filled with what is given. */
final class Warehouse implements AutoCloseable {

    private static final Path MIGRATIONS = Path.of("..", "query-api/src/main/resources/db/migration");

    private final Connection connection;

    Warehouse(LocalDatabase database) throws SQLException, IOException {
        connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        execute("create schema if not exists tillstream");
        execute("set search_path to tillstream");
        execute(Files.readString(MIGRATIONS.resolve("V1__projection.sql")));
        execute(Files.readString(MIGRATIONS.resolve("V5__predictions.sql")));
        execute("create schema if not exists analytics");
        execute("create or replace function analytics.as_of() returns timestamptz language sql as 'select now()'");
        execute(Files.readString(MIGRATIONS.resolve("V9__cohorts.sql")));
        execute(Files.readString(MIGRATIONS.resolve("V10__experience.sql")));
        execute(Files.readString(MIGRATIONS.resolve("V13__journeys.sql")));
        execute(Files.readString(MIGRATIONS.resolve("V12__acquisition_and_communication.sql")));
        execute(Files.readString(MIGRATIONS.resolve("V14__purchasing.sql")));
        execute(Files.readString(MIGRATIONS.resolve("V11__loyalty.sql")));
        execute(Files.readString(MIGRATIONS.resolve("V15__identity.sql")));
        execute(Files.readString(MIGRATIONS.resolve("V20__quarantine.sql")));
    }

    /** Runs a statement; how many rows it changed. */
    int execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    /** Inserts a row: the name of a column, its value, the next name … */
    void insert(String table, @Nullable Object... columnsAndValues) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            columns.add((String) Objects.requireNonNull(columnsAndValues[i]));
            values.add(columnsAndValues[i + 1]);
        }
        String marks = String.join(",", Collections.nCopies(columns.size(), "?"));
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + table + " (" + String.join(",", columns) + ") values (" + marks + ")")) {
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                insert.setObject(i + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
            }
            insert.executeUpdate();
        }
    }

    void quarantined(Rejection rejection) throws SQLException {
        insert(
                "quarantine",
                "id",
                rejection.origin(),
                "rejected_at",
                Instant.EPOCH,
                "from_log",
                true,
                "origin",
                rejection.origin(),
                "source",
                "log",
                "field",
                rejection.field(),
                "reason",
                rejection.reason(),
                "group_id",
                "",
                "group_field",
                rejection.field(),
                "group_reason",
                rejection.reason(),
                "size",
                0,
                "state",
                "waiting");
    }

    void customer(CustomerProfile p) throws SQLException {
        var rfm = p.rfm();
        insert(
                "customers",
                "customer_id",
                p.customerId(),
                "behaviours",
                p.behaviours().toArray(new String[0]),
                "first_touch_channel",
                p.firstTouchChannel(),
                "first_touch_campaign",
                p.firstTouchCampaign(),
                "first_seen_at",
                p.firstSeenAt(),
                "last_seen_at",
                p.lastSeenAt(),
                "first_purchase_at",
                p.firstPurchaseAt(),
                "last_purchase_at",
                p.lastPurchaseAt(),
                "orders",
                p.orders(),
                "units",
                p.units(),
                "gross_micros",
                p.grossMicros(),
                "refund_micros",
                p.refundMicros(),
                "net_micros",
                p.netMicros(),
                "average_order_micros",
                p.averageOrderMicros(),
                "recency_days",
                p.recencyDays(),
                "lifetime_days",
                p.lifetimeDays(),
                "average_gap_days",
                p.averageGapDays(),
                "active_days",
                p.activeDays(),
                "sessions",
                p.sessions(),
                "visit_frequency",
                p.visitFrequency(),
                "product_variety",
                p.productVariety(),
                "rfm_recency",
                rfm == null ? null : rfm.recency(),
                "rfm_frequency",
                rfm == null ? null : rfm.frequency(),
                "rfm_monetary",
                rfm == null ? null : rfm.monetary(),
                "segment",
                p.segment(),
                "churn_tier",
                p.churnTier(),
                "churn_method",
                p.churnMethod(),
                "age_group",
                p.ageGroup(),
                "gender",
                p.gender(),
                "location",
                p.location(),
                "country",
                p.country(),
                "channel",
                p.channel(),
                "as_of",
                p.asOf(),
                "fresh_through",
                p.freshThrough());
        if (p.loyalty() != null) {
            loyalty(p.customerId(), p.loyalty());
        }
    }

    static <T> PGobject json(Class<T> type, T value) throws SQLException {
        PGobject json = new PGobject();
        json.setType("jsonb");
        json.setValue(new String(OutputJson.of(type).write(value), StandardCharsets.UTF_8));
        return json;
    }

    /** A customer's own part, beside the columns of {@link #customer}. */
    private void loyalty(String customer, CustomerLoyalty l) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update customers set loyalty_since = ?, loyalty_tier = ?, loyalty_balance = ?, loyalty_earned_12m = ?,"
                        + " loyalty_expires_next = ?, loyalty_expires_on = ? where customer_id = ?")) {
            update.setObject(1, l.memberSince());
            update.setString(2, l.tier());
            update.setLong(3, l.balance());
            update.setLong(4, l.earned12m());
            update.setLong(5, l.expiresNext());
            update.setObject(6, l.expiresOn());
            update.setString(7, customer);
            update.executeUpdate();
        }
    }

    void cart(CartChange c) throws SQLException {
        insert(
                "carts",
                "cart_key",
                c.cartKey(),
                "customer_id",
                c.customerId(),
                "cart_id",
                c.cartId(),
                "state",
                c.state(),
                "opened_at",
                c.openedAt(),
                "opened_day",
                LocalDate.ofInstant(c.openedAt(), ZoneOffset.UTC),
                "changed_at",
                c.changedAt(),
                "value_micros",
                c.valueMicros(),
                "items",
                json(CartChange.Line[].class, c.items().toArray(CartChange.Line[]::new)),
                "order_id",
                c.orderId());
    }

    void identity(VisitorIdentity v) throws SQLException {
        insert(
                "identities",
                "visitor_id",
                v.visitorId(),
                "customer_ids",
                v.spans().stream()
                        .map(VisitorIdentity.Span::customerId)
                        .distinct()
                        .toArray(String[]::new),
                "spans",
                json(VisitorIdentity.Span[].class, v.spans().toArray(VisitorIdentity.Span[]::new)),
                "undone",
                json(VisitorIdentity.Undone[].class, v.undone().toArray(VisitorIdentity.Undone[]::new)));
    }

    void transition(String customer, String segment, long offset) throws SQLException {
        insert(
                "segment_transitions",
                "source_partition",
                0,
                "source_offset",
                offset,
                "customer_id",
                customer,
                "to_segment",
                segment,
                "to_label",
                "555",
                "cause",
                "purchase",
                "at",
                Instant.EPOCH);
    }

    void cutPoints(RfmCutPoints c) throws SQLException {
        insert(
                "rfm_cut_points",
                "name",
                RfmCutPoints.MODEL_NAME,
                "as_of",
                c.asOf(),
                "newest_event_at",
                c.newestEventAt(),
                "customers",
                c.customers(),
                "exact",
                c.exact(),
                "last_purchase_at",
                connection.createArrayOf(
                        "timestamptz",
                        c.lastPurchaseAt().stream().map(Object::toString).toArray()),
                "orders",
                connection.createArrayOf("bigint", c.orders().toArray()),
                "net_micros",
                connection.createArrayOf("bigint", c.netMicros().toArray()));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
