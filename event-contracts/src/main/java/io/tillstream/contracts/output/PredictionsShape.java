package io.tillstream.contracts.output;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Predictions} as plain JSON, as the value of a field. */
final class PredictionsShape {

    private static final byte[] CHURN = PlainWriter.ascii("{\"churn\":");
    private static final byte[] PURCHASE = PlainWriter.ascii(",\"purchase\":");
    private static final byte[] VALUE = PlainWriter.ascii(",\"value\":");
    private static final byte[] CLUSTER = PlainWriter.ascii(",\"cluster\":");
    private static final byte[] PROBABILITY = PlainWriter.ascii("{\"probability\":");
    private static final byte[] BASE_RATE = PlainWriter.ascii(",\"base_rate\":");
    private static final byte[] REASONS = PlainWriter.ascii(",\"reasons\":[");
    private static final byte[] FEATURE = PlainWriter.ascii("{\"feature\":");
    private static final byte[] CONTRIBUTION = PlainWriter.ascii(",\"contribution\":");
    private static final byte[] OTHER = PlainWriter.ascii("],\"other\":");
    private static final byte[] MODEL = PlainWriter.ascii(",\"model\":");
    private static final byte[] EXPECTED = PlainWriter.ascii("{\"expected\":");
    private static final byte[] LOW = PlainWriter.ascii(",\"low\":");
    private static final byte[] HIGH = PlainWriter.ascii(",\"high\":");
    private static final byte[] ALIVE = PlainWriter.ascii(",\"alive_probability\":");
    private static final byte[] ORDERS = PlainWriter.ascii(",\"expected_orders\":");
    private static final byte[] NEXT = PlainWriter.ascii(",\"next_purchase_at\":");
    private static final byte[] RANK = PlainWriter.ascii("{\"rank\":");
    private static final byte[] TIER = PlainWriter.ascii(",\"tier\":");
    private static final byte[] COMMA = PlainWriter.ascii(",");
    private static final byte[] END = PlainWriter.ascii("}");

    private PredictionsShape() {}

    static void write(@Nullable Predictions value, PlainWriter json) {
        json.name();
        if (value == null) {
            json.none();
            return;
        }
        json.raw(CHURN);
        write(value.churn(), json);
        json.raw(PURCHASE);
        write(value.purchase(), json);
        json.raw(VALUE);
        write(value.value(), json);
        json.raw(CLUSTER);
        write(value.cluster(), json);
        json.raw(END);
    }

    private static void write(@Nullable ChurnRisk churn, PlainWriter json) {
        if (churn == null) {
            json.none();
            return;
        }
        json.raw(PROBABILITY).decimal(churn.probability());
        json.raw(BASE_RATE).decimal(churn.baseRate()).raw(REASONS);
        boolean first = true;
        for (ChurnRisk.Reason reason : churn.reasons()) {
            if (!first) {
                json.raw(COMMA);
            }
            first = false;
            json.raw(FEATURE).quoted(reason.feature());
            json.raw(VALUE).decimal(reason.value());
            json.raw(CONTRIBUTION).decimal(reason.contribution()).raw(END);
        }
        json.raw(OTHER).decimal(churn.other());
        json.raw(MODEL).quoted(churn.model()).raw(END);
    }

    private static void write(@Nullable PurchaseChance purchase, PlainWriter json) {
        if (purchase == null) {
            json.none();
            return;
        }
        json.raw(PROBABILITY).decimal(purchase.probability());
        json.raw(MODEL).quoted(purchase.model()).raw(END);
    }

    private static void write(@Nullable CustomerValue value, PlainWriter json) {
        if (value == null) {
            json.none();
            return;
        }
        json.raw(EXPECTED).amount(value.expectedMicros());
        json.raw(LOW).amount(value.lowMicros());
        json.raw(HIGH).amount(value.highMicros());
        json.raw(ALIVE).decimal(value.aliveProbability());
        json.raw(ORDERS).decimal(value.expectedOrders());
        json.raw(NEXT);
        if (value.nextPurchaseAt() == null) {
            json.none();
        } else {
            json.moment(value.nextPurchaseAt());
        }
        json.raw(MODEL).quoted(value.model()).raw(END);
    }

    private static void write(@Nullable ClusterPlace cluster, PlainWriter json) {
        if (cluster == null) {
            json.none();
            return;
        }
        json.raw(RANK).digits(cluster.rank());
        json.raw(TIER).quoted(cluster.tier());
        json.raw(MODEL).quoted(cluster.model()).raw(END);
    }

    static @Nullable Predictions read(PlainReader json) {
        json.name();
        if (json.none()) {
            return null;
        }
        json.expect(CHURN);
        ChurnRisk churn = json.none() ? null : churn(json);
        json.expect(PURCHASE);
        PurchaseChance purchase = json.none() ? null : purchase(json);
        json.expect(VALUE);
        CustomerValue value = json.none() ? null : value(json);
        json.expect(CLUSTER);
        ClusterPlace cluster = json.none() ? null : cluster(json);
        json.expect(END);
        return new Predictions(churn, purchase, value, cluster);
    }

    private static ChurnRisk churn(PlainReader json) {
        json.expect(PROBABILITY);
        double probability = json.decimal();
        json.expect(BASE_RATE);
        double baseRate = json.decimal();
        json.expect(REASONS);
        List<ChurnRisk.Reason> reasons = new ArrayList<>(3);
        if (json.isAt('{')) {
            do {
                json.expect(FEATURE);
                String feature = json.quoted();
                json.expect(VALUE);
                double own = json.decimal();
                json.expect(CONTRIBUTION);
                reasons.add(new ChurnRisk.Reason(feature, own, json.decimal()));
                json.expect(END);
            } while (json.passIf(','));
        }
        json.expect(OTHER);
        double other = json.decimal();
        json.expect(MODEL);
        String model = json.quoted();
        json.expect(END);
        return new ChurnRisk(probability, baseRate, reasons, other, model);
    }

    private static PurchaseChance purchase(PlainReader json) {
        json.expect(PROBABILITY);
        double probability = json.decimal();
        json.expect(MODEL);
        String model = json.quoted();
        json.expect(END);
        return new PurchaseChance(probability, model);
    }

    private static CustomerValue value(PlainReader json) {
        json.expect(EXPECTED);
        long expected = json.micros();
        json.expect(LOW);
        long low = json.micros();
        json.expect(HIGH);
        long high = json.micros();
        json.expect(ALIVE);
        double alive = json.decimal();
        json.expect(ORDERS);
        double orders = json.decimal();
        json.expect(NEXT);
        Instant next = json.none() ? null : json.instant();
        json.expect(MODEL);
        String model = json.quoted();
        json.expect(END);
        return new CustomerValue(expected, low, high, alive, orders, next, model);
    }

    private static ClusterPlace cluster(PlainReader json) {
        json.expect(RANK);
        int rank = json.smallDigits();
        json.expect(TIER);
        String tier = json.quoted();
        json.expect(MODEL);
        String model = json.quoted();
        json.expect(END);
        return new ClusterPlace(rank, tier, model);
    }
}
