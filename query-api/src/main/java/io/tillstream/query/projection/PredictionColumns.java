package io.tillstream.query.projection;

import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.PurchaseChance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a customer that models fill; all of a model that says nothing are null. */
final class PredictionColumns {

    static final String NAMES = "churn_probability, churn_base_rate, churn_reasons, churn_other, churn_model,"
            + " purchase_probability, purchase_model, value_expected_micros, value_low_micros, value_high_micros,"
            + " value_alive_probability, value_expected_orders, value_next_purchase_at, value_model,"
            + " cluster_rank, cluster_tier, cluster_model";
    private static final Predictions NONE = new Predictions(null, null, null, null);

    private PredictionColumns() {}

    static void write(CopyBuffer row, @Nullable Predictions given) {
        Predictions predictions = given == null ? NONE : given;
        churn(row, predictions.churn());
        PurchaseChance purchase = predictions.purchase();
        row.float8(purchase == null ? null : Double.valueOf(purchase.probability()))
                .text(purchase == null ? null : purchase.model());
        value(row, predictions.value());
        ClusterPlace cluster = predictions.cluster();
        row.int4(cluster == null ? null : Integer.valueOf(cluster.rank()))
                .text(cluster == null ? null : cluster.tier())
                .text(cluster == null ? null : cluster.model());
    }

    private static void churn(CopyBuffer row, @Nullable ChurnRisk churn) {
        if (churn == null) {
            row.float8(null).float8(null).json(null).float8(null).text(null);
        } else {
            row.float8(churn.probability())
                    .float8(churn.baseRate())
                    .json(reasons(churn.reasons()))
                    .float8(churn.other())
                    .text(churn.model());
        }
    }

    private static void value(CopyBuffer row, @Nullable CustomerValue value) {
        if (value == null) {
            row.int8(null)
                    .int8(null)
                    .int8(null)
                    .float8(null)
                    .float8(null)
                    .time(null)
                    .text(null);
        } else {
            row.int8(value.expectedMicros()).int8(value.lowMicros()).int8(value.highMicros());
            row.float8(value.aliveProbability()).float8(value.expectedOrders());
            row.time(value.nextPurchaseAt()).text(value.model());
        }
    }

    private static String reasons(List<ChurnRisk.Reason> reasons) {
        List<Map<String, Object>> all = new ArrayList<>(reasons.size());
        for (ChurnRisk.Reason reason : reasons) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("feature", reason.feature());
            fields.put("value", reason.value());
            fields.put("contribution", reason.contribution());
            all.add(fields);
        }
        return SafeJson.array(all);
    }
}
