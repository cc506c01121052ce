package io.tillstream.stack.audit;

import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.CommunicationCell;
import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
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
import java.util.stream.Collectors;
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

    /** Runs statements that are undone afterwards by the given ones. */
    private void insert(String table, @Nullable Object... columnsAndValues) throws SQLException {
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

    void sales(SalesCell c) throws SQLException {
        insert(
                "sales_cells",
                "period",
                c.period(),
                "day",
                c.day(),
                "dimension",
                c.dimension(),
                "value",
                c.value(),
                "title",
                c.title(),
                "category",
                c.category(),
                "orders",
                c.orders(),
                "units",
                c.units(),
                "gross_micros",
                c.grossMicros(),
                "refund_micros",
                c.refundMicros(),
                "net_micros",
                c.netMicros(),
                "refunds",
                c.refunds(),
                "units_returned",
                c.unitsReturned(),
                "buyers",
                c.buyers(),
                "views",
                c.views(),
                "cart_adds",
                c.cartAdds(),
                "stock_on_hand",
                c.stockOnHand(),
                "fresh_through",
                c.freshThrough());
    }

    void funnel(FunnelCell c) throws SQLException {
        insert(
                "funnel_cells",
                "hour",
                c.hour(),
                "day",
                LocalDate.ofInstant(c.hour(), ZoneOffset.UTC),
                "dimension",
                c.dimension(),
                "value",
                c.value(),
                "visits",
                c.visits(),
                "views",
                c.views(),
                "carts",
                c.carts(),
                "checkouts",
                c.checkouts(),
                "purchases",
                c.purchases(),
                "direct_purchases",
                c.directPurchases(),
                "carts_opened",
                c.cartsOpened(),
                "carts_purchased",
                c.cartsPurchased(),
                "carts_abandoned",
                c.cartsAbandoned(),
                "carts_recovered",
                c.cartsRecovered(),
                "carts_emptied",
                c.cartsEmptied(),
                "abandoned_micros",
                c.abandonedMicros(),
                "recovered_micros",
                c.recoveredMicros(),
                "fresh_through",
                c.freshThrough());
    }

    void hour(SeasonalityCell c) throws SQLException {
        insert(
                "seasonality_cells",
                "hour",
                c.hour(),
                "day",
                c.day(),
                "hour_of_day",
                c.hourOfDay(),
                "weekday",
                c.weekday(),
                "orders",
                c.orders(),
                "units",
                c.units(),
                "gross_micros",
                c.grossMicros(),
                "sessions",
                c.sessions(),
                "fresh_through",
                c.freshThrough());
    }

    void cohort(CohortCell c) throws SQLException {
        insert(
                "cohort_cells",
                "dimension",
                c.dimension(),
                "value",
                c.value(),
                "cohort",
                c.cohort().atDay(1),
                "months_since",
                c.monthsSince(),
                "customers",
                c.customers(),
                "orders",
                c.orders(),
                "revenue_micros",
                c.revenueMicros(),
                "fresh_through",
                c.freshThrough());
    }

    void acquisition(AcquisitionCell c) throws SQLException {
        insert(
                "acquisition_cells",
                "cohort",
                c.cohort().atDay(1),
                "months_since",
                c.monthsSince(),
                "channel",
                c.channel(),
                "campaign",
                c.campaign(),
                "visitors",
                c.visitors(),
                "converted",
                c.converted(),
                "customers",
                c.customers(),
                "orders",
                c.orders(),
                "revenue_micros",
                c.revenueMicros(),
                "spend_micros",
                c.spendMicros(),
                "fresh_through",
                c.freshThrough());
    }

    void communication(CommunicationCell c) throws SQLException {
        insert(
                "communication_cells",
                "dimension",
                c.dimension(),
                "day",
                c.day(),
                "channel",
                c.channel(),
                "value",
                c.value(),
                "sent",
                c.sent(),
                "delivered",
                c.delivered(),
                "opened",
                c.opened(),
                "clicked",
                c.clicked(),
                "converted",
                c.converted(),
                "unsubscribed",
                c.unsubscribed(),
                "delivery_reports",
                c.deliveryReports(),
                "orders",
                c.orders(),
                "gross_micros",
                c.grossMicros(),
                "fresh_through",
                c.freshThrough());
    }

    void experience(ExperienceCell c) throws SQLException {
        insert(
                "experience_cells",
                "dimension",
                c.dimension(),
                "day",
                c.day(),
                "value",
                c.value(),
                "nps_answers",
                c.nps().answers(),
                "promoters",
                c.nps().promoters(),
                "detractors",
                c.nps().detractors(),
                "csat_answers",
                c.csat().answers(),
                "csat_satisfied",
                c.csat().satisfied(),
                "csat_sum",
                c.csat().sum(),
                "satisfaction_answers",
                c.satisfaction().answers(),
                "satisfaction_sum",
                c.satisfaction().sum(),
                "feedback",
                c.feedback().given(),
                "rated",
                c.feedback().rated(),
                "rating_sum",
                c.feedback().ratingSum(),
                "positive",
                c.texts().positive(),
                "neutral",
                c.texts().neutral(),
                "negative",
                c.texts().negative(),
                "sentiment_sum",
                c.texts().sentimentSum(),
                "tickets_opened",
                c.support().opened(),
                "tickets_resolved",
                c.support().resolved(),
                "tickets_reopened",
                c.support().reopened(),
                "tickets_responded",
                c.support().responded(),
                "ticket_answers",
                c.support().answers(),
                "tickets_satisfied",
                c.support().satisfied(),
                "ticket_satisfaction_sum",
                c.support().satisfactionSum(),
                "first_response",
                durations(c.support().firstResponse()),
                "resolution",
                durations(c.support().resolution()),
                "fresh_through",
                c.freshThrough());
    }

    void purchasing(PurchasingCell c) throws SQLException {
        insert(
                "purchasing_cells",
                "dimension",
                c.dimension(),
                "day",
                c.day(),
                "value",
                c.value(),
                "orders",
                c.orders(),
                "units",
                c.units(),
                "products",
                c.products(),
                "gross_micros",
                c.grossMicros(),
                "discount_micros",
                c.discountMicros(),
                "discounted_orders",
                c.discountedOrders(),
                "cross_category_orders",
                c.crossCategoryOrders(),
                "gaps",
                c.gaps(),
                "gap_seconds",
                c.gapSeconds(),
                "order_gaps",
                bins(c.orderGaps()),
                "basket_units",
                bins(c.basketUnits()),
                "basket_values",
                bins(c.basketValues()),
                "fresh_through",
                c.freshThrough());
    }

    void productCarts(ProductCartCell c) throws SQLException {
        insert(
                "product_cart_cells",
                "period",
                c.period(),
                "day",
                c.day(),
                "dimension",
                c.dimension(),
                "value",
                c.value(),
                "purchased",
                c.purchased(),
                "abandoned",
                c.abandoned(),
                "recovered",
                c.recovered(),
                "fresh_through",
                c.freshThrough());
    }

    private static PGobject bins(List<PurchasingCell.Bin> bins) throws SQLException {
        PGobject json = new PGobject();
        json.setType("jsonb");
        json.setValue(bins.stream()
                .map(each -> "{\"value\":" + each.value() + ",\"count\":" + each.count() + "}")
                .collect(Collectors.joining(",", "[", "]")));
        return json;
    }

    void journeys(JourneyCell c) throws SQLException {
        insert(
                "journey_cells",
                "day",
                c.day(),
                "channel",
                c.channel(),
                "device",
                c.device(),
                "sessions",
                c.sessions(),
                "conversions",
                c.conversions(),
                "steps",
                json(JourneyCell.Step[].class, c.steps().toArray(JourneyCell.Step[]::new)),
                "from_session_start",
                json(JourneyCell.Duration[].class, c.fromSessionStart().toArray(JourneyCell.Duration[]::new)),
                "from_first_touch",
                json(JourneyCell.Duration[].class, c.fromFirstTouch().toArray(JourneyCell.Duration[]::new)),
                "fresh_through",
                c.freshThrough());
    }

    void path(JourneyPath p) throws SQLException {
        insert(
                "journey_paths",
                "day",
                p.day(),
                "channel",
                p.channel(),
                "device",
                p.device(),
                "outcome",
                p.outcome(),
                "path",
                p.pathText(),
                "sessions",
                p.sessions(),
                "fresh_through",
                p.freshThrough());
    }

    void credit(ChannelCredit c) throws SQLException {
        insert(
                "channel_credits",
                "day",
                c.day(),
                "channel",
                c.channel(),
                "first_touch",
                c.firstTouch(),
                "first_touch_micros",
                c.firstTouchMicros(),
                "last_touch",
                c.lastTouch(),
                "last_touch_micros",
                c.lastTouchMicros(),
                "linear_millionths",
                c.linearMillionths(),
                "linear_micros",
                c.linearMicros(),
                "fresh_through",
                c.freshThrough());
    }

    void channelStep(ChannelStep s) throws SQLException {
        insert(
                "channel_steps",
                "day",
                s.day(),
                "from_channel",
                s.from(),
                "to_channel",
                s.to(),
                "count",
                s.count(),
                "fresh_through",
                s.freshThrough());
    }

    private static <T> PGobject json(Class<T> type, T value) throws SQLException {
        PGobject json = new PGobject();
        json.setType("jsonb");
        json.setValue(new String(OutputJson.of(type).write(value), StandardCharsets.UTF_8));
        return json;
    }

    private static PGobject durations(List<ExperienceCell.Duration> durations) throws SQLException {
        PGobject json = new PGobject();
        json.setType("jsonb");
        json.setValue(durations.stream()
                .map(each -> "{\"seconds\":" + each.seconds() + ",\"count\":" + each.count() + "}")
                .collect(Collectors.joining(",", "[", "]")));
        return json;
    }

    void loyalty(LoyaltyCell c) throws SQLException {
        insert(
                "loyalty_cells",
                "dimension",
                c.dimension(),
                "month",
                c.month().atDay(1),
                "value",
                c.value(),
                "customers",
                c.customers(),
                "joined",
                c.joined(),
                "left_members",
                c.left(),
                "upgraded",
                c.upgraded(),
                "downgraded",
                c.downgraded(),
                "earned",
                c.earned(),
                "taken_back",
                c.takenBack(),
                "redeemed",
                c.redeemed(),
                "expired",
                c.expired(),
                "open_change",
                c.openChange(),
                "fresh_through",
                c.freshThrough());
    }

    void stratum(LoyaltyStratum s) throws SQLException {
        insert(
                "loyalty_strata",
                "month",
                s.month().atDay(1),
                "band",
                s.band(),
                "country",
                s.country(),
                "members",
                s.members(),
                "members_back",
                s.membersBack(),
                "others",
                s.others(),
                "others_back",
                s.othersBack(),
                "fresh_through",
                s.freshThrough());
    }

    void referral(ReferralCell c) throws SQLException {
        insert(
                "referral_cells",
                "dimension",
                c.dimension(),
                "month",
                c.month().atDay(1),
                "value",
                c.value(),
                "sent",
                c.sent(),
                "converted",
                c.converted(),
                "bought",
                c.bought(),
                "rewards",
                c.rewards(),
                "reward_micros",
                c.rewardMicros(),
                "customers",
                c.customers(),
                "returned",
                c.returned(),
                "orders",
                c.orders(),
                "net_micros",
                c.netMicros(),
                "fresh_through",
                c.freshThrough());
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

    void month(RetentionCell c) throws SQLException {
        insert(
                "retention_months",
                "month",
                c.month().atDay(1),
                "customers",
                c.customers(),
                "new_customers",
                c.newCustomers(),
                "returning_customers",
                c.returning(),
                "reactivated",
                c.reactivated(),
                "retained",
                c.retained(),
                "lapsing",
                c.lapsing(),
                "won_back",
                c.wonBack(),
                "fresh_through",
                c.freshThrough());
    }

    void cart(CartChange c) throws SQLException {
        CartChange.Line[] lines = c.items().toArray(CartChange.Line[]::new);
        String json = new String(OutputJson.of(CartChange.Line[].class).write(lines), StandardCharsets.UTF_8);
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
                jsonb(json),
                "order_id",
                c.orderId());
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

    /** An order and its lines, of a customer who lives nowhere in particular. */
    void order(CommerceEvent.Purchase p) throws SQLException {
        insert(
                "orders",
                "customer_id",
                p.key(),
                "order_id",
                p.orderId(),
                "event_id",
                p.envelope().eventId(),
                "occurred_at",
                p.timestamp(),
                "day",
                LocalDate.ofInstant(p.timestamp(), ZoneOffset.UTC),
                "gross_micros",
                p.grossMicros(),
                "units",
                p.items().stream().mapToLong(Item::quantity).sum(),
                "lines",
                p.items().size(),
                "channel",
                "web",
                "device",
                "mobile",
                "country",
                "US",
                "location",
                "Chicago",
                "age_group",
                "unknown",
                "appended_at",
                Instant.EPOCH);
        int line = 0;
        for (Item item : p.items()) {
            insert(
                    "order_lines",
                    "customer_id",
                    p.key(),
                    "order_id",
                    p.orderId(),
                    "line",
                    line++,
                    "product_id",
                    item.productId(),
                    "category",
                    Visitor.known(item.category(), null),
                    "price_micros",
                    item.priceMicros(),
                    "quantity",
                    item.quantity(),
                    "discount_micros",
                    item.discountMicros(),
                    "amount_micros",
                    item.amountMicros());
        }
    }

    void refund(CommerceEvent.Refund r) throws SQLException {
        insert(
                "refunds",
                "customer_id",
                r.key(),
                "event_id",
                r.envelope().eventId(),
                "order_id",
                r.orderId(),
                "occurred_at",
                r.timestamp(),
                "day",
                LocalDate.ofInstant(r.timestamp(), ZoneOffset.UTC),
                "amount_micros",
                r.amountMicros(),
                "units",
                0,
                "channel",
                "web",
                "device",
                "mobile",
                "country",
                "US",
                "location",
                "Chicago",
                "age_group",
                "unknown",
                "appended_at",
                Instant.EPOCH);
        insert(
                "refund_lines",
                "customer_id",
                r.key(),
                "event_id",
                r.envelope().eventId(),
                "line",
                0,
                "product_id",
                "unknown",
                "category",
                "unknown",
                "quantity",
                0,
                "amount_micros",
                r.amountMicros());
    }

    private static Object jsonb(String json) throws SQLException {
        var object = new org.postgresql.util.PGobject();
        object.setType("jsonb");
        object.setValue(json);
        return object;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
