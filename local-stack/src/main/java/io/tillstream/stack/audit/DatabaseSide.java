package io.tillstream.stack.audit;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the tables of the query service say; one consistent view, read in a stream. */
final class DatabaseSide implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 5_000;

    private final Connection connection;

    DatabaseSide(String url, String user, String password) throws CannotAuditException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("currentSchema", "tillstream");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("ApplicationName", "tillstream-audit");
        try {
            connection = DriverManager.getConnection(url, properties);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        } catch (SQLException e) {
            throw new CannotAuditException("PostgreSQL at " + url + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Compares all tables; those of cells and customers row by row, those of orders and refunds by their sums. */
    void compare(Intake intake, RecountResult result, AuditReport report, @Nullable RfmCutPoints published)
            throws SQLException, CannotAuditException {
        try {
            each("select * from customers where first_seen_at is not null", row -> intake.customer(profile(row)));
            each("select * from sales_cells", row -> intake.sales(salesCell(row)));
            each("select * from funnel_cells", row -> intake.funnel(funnelCell(row)));
            each("select * from seasonality_cells", row -> intake.hour(hour(row)));
            each("select * from experience_cells", row -> intake.experience(ExperienceRows.cell(row)));
            each("select * from purchasing_cells", row -> intake.purchasing(PurchasingRows.cell(row)));
            each("select * from product_cart_cells", row -> intake.productCarts(PurchasingRows.cart(row)));
            each("select * from acquisition_cells", row -> intake.acquisition(MarketingRows.acquisition(row)));
            each("select * from communication_cells", row -> intake.communication(MarketingRows.communication(row)));
            each("select * from journey_cells", row -> intake.journeys().steps(JourneyRows.steps(row)));
            each("select * from journey_paths", row -> intake.journeys().path(JourneyRows.path(row)));
            each("select * from channel_credits", row -> intake.journeys().credit(JourneyRows.credit(row)));
            each("select * from channel_steps", row -> intake.journeys().channelStep(JourneyRows.channelStep(row)));
            each("select * from identities", row -> intake.identity(new Columns(row).identity()));
            each("select * from cohort_cells", row -> intake.cohort(CohortTables.cohort(row)));
            each("select * from retention_months", row -> intake.month(CohortTables.month(row)));
            each("select * from loyalty_cells", row -> intake.loyalty(GrowthRows.loyalty(row)));
            each("select * from loyalty_strata", row -> intake.stratum(GrowthRows.stratum(row)));
            each("select * from referral_cells", row -> intake.referral(GrowthRows.referral(row)));
            each("select * from carts", row -> intake.cart(cart(row)));
            each(
                    "select distinct on (customer_id) customer_id, to_segment from segment_transitions"
                            + " order by customer_id, source_partition desc, source_offset desc",
                    row -> intake.transition(row.getString("customer_id"), row.getString("to_segment")));
            cutPoints(report, published);
            new OrderTables(this, result, report).compare();
            connection.rollback();
        } catch (SQLException e) {
            connection.rollback();
            if ("42P01".equals(e.getSQLState()) || "42703".equals(e.getSQLState())) {
                throw new CannotAuditException(
                        "The database has not the tables this version expects: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Takes one row. */
    interface RowReader {
        /** Reads what it needs of the row. */
        void read(ResultSet row) throws SQLException;
    }

    /** Runs a query and hands over each row. */
    void each(String sql, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    private void cutPoints(AuditReport report, @Nullable RfmCutPoints published) throws SQLException {
        Comparison<String, RfmCutPoints> comparison = new Comparison<>(
                report.family("cut points"),
                Place.DATABASE,
                RfmCutPoints.class,
                (name, stored) -> published == null ? null : published.cutsOnly(),
                cutPoints -> false);
        each("select * from rfm_cut_points", row -> {
            Columns columns = new Columns(row);
            comparison.stored(
                    row.getString("name"),
                    new RfmCutPoints(
                            columns.time("as_of"),
                            columns.time("newest_event_at"),
                            row.getLong("customers"),
                            row.getBoolean("exact"),
                            columns.times("last_purchase_at"),
                            columns.numbers("orders"),
                            columns.numbers("net_micros")));
        });
        if (published != null) {
            comparison.finish(java.util.List.of(RfmCutPoints.MODEL_NAME));
        }
    }

    private static CustomerProfile profile(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        Integer recency = columns.maybeInteger("rfm_recency");
        return new CustomerProfile(
                row.getString("customer_id"),
                columns.time("first_seen_at"),
                columns.time("last_seen_at"),
                columns.maybeTime("first_purchase_at"),
                columns.maybeTime("last_purchase_at"),
                row.getLong("orders"),
                row.getLong("units"),
                row.getLong("gross_micros"),
                row.getLong("refund_micros"),
                row.getLong("net_micros"),
                columns.maybeLong("average_order_micros"),
                columns.maybeInteger("recency_days"),
                row.getInt("lifetime_days"),
                columns.maybeDouble("average_gap_days"),
                row.getInt("active_days"),
                row.getLong("sessions"),
                columns.maybeDouble("visit_frequency"),
                row.getInt("product_variety"),
                recency == null ? null : new RfmScore(recency, row.getInt("rfm_frequency"), row.getInt("rfm_monetary")),
                row.getString("segment"),
                row.getString("churn_tier"),
                row.getString("churn_method"),
                row.getString("age_group"),
                row.getString("gender"),
                row.getString("location"),
                row.getString("country"),
                row.getString("channel"),
                columns.maybeTime("as_of"),
                columns.time("fresh_through"),
                columns.texts("behaviours"),
                columns.texts("custom_segments"),
                predictions(row, columns),
                GrowthRows.own(row),
                row.getString("first_touch_channel"),
                row.getString("first_touch_campaign"));
    }

    /** As far as they are laid beside others: churn alone. */
    private static @Nullable Predictions predictions(ResultSet row, Columns columns) throws SQLException {
        String model = row.getString("churn_model");
        return model == null
                ? null
                : new Predictions(
                        new ChurnRisk(
                                row.getDouble("churn_probability"),
                                row.getDouble("churn_base_rate"),
                                columns.reasons("churn_reasons"),
                                row.getDouble("churn_other"),
                                model),
                        null,
                        null,
                        null);
    }

    private static SalesCell salesCell(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new SalesCell(
                row.getString("period"),
                columns.maybeDay("day"),
                row.getString("dimension"),
                row.getString("value"),
                row.getString("title"),
                row.getString("category"),
                row.getLong("orders"),
                row.getLong("units"),
                row.getLong("gross_micros"),
                row.getLong("refund_micros"),
                row.getLong("net_micros"),
                row.getLong("refunds"),
                row.getLong("units_returned"),
                row.getLong("buyers"),
                row.getLong("views"),
                row.getLong("cart_adds"),
                columns.maybeLong("stock_on_hand"),
                columns.time("fresh_through"));
    }

    private static FunnelCell funnelCell(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new FunnelCell(
                columns.time("hour"),
                row.getString("dimension"),
                row.getString("value"),
                row.getLong("visits"),
                row.getLong("views"),
                row.getLong("carts"),
                row.getLong("checkouts"),
                row.getLong("purchases"),
                row.getLong("direct_purchases"),
                row.getLong("carts_opened"),
                row.getLong("carts_purchased"),
                row.getLong("carts_abandoned"),
                row.getLong("carts_recovered"),
                row.getLong("carts_emptied"),
                row.getLong("abandoned_micros"),
                row.getLong("recovered_micros"),
                columns.time("fresh_through"));
    }

    private static SeasonalityCell hour(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new SeasonalityCell(
                columns.time("hour"),
                columns.day("day"),
                row.getInt("hour_of_day"),
                row.getInt("weekday"),
                row.getLong("orders"),
                row.getLong("units"),
                row.getLong("gross_micros"),
                row.getLong("sessions"),
                columns.time("fresh_through"));
    }

    private static CartChange cart(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new CartChange(
                row.getString("cart_key"),
                row.getString("customer_id"),
                row.getString("cart_id"),
                row.getString("state"),
                columns.time("opened_at"),
                columns.time("changed_at"),
                row.getLong("value_micros"),
                columns.cartLines("items"),
                row.getString("order_id"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
