package io.tillstream.query.clusters;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Charted;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One cluster and the customers in it now.
 *
 * @param rank 1 for the highest mean spend
 * @param tier Platinum, Gold, Silver or Bronze
 * @param rewards what its members are offered
 * @param words the cluster in a sentence; as it was when it was learned
 * @param customers in it now
 * @param share of all customers with a cluster, 0 to 1; null without any
 * @param netMicros what they have spent, net
 * @param averageNetMicros per customer; null without any
 * @param averageOrders per customer; null without any
 * @param averageRecencyDays null without any
 * @param averageProbability mean churn probability; null without a model
 * @param means of the features when it was learned
 */
@Charted(title = "Customers by cluster", x = "tier", y = "customers")
public record ClusterRow(
        int rank,
        String tier,
        String rewards,
        String words,
        long customers,
        @Nullable Double share,
        @Money @JsonProperty("net") long netMicros,
        @Money @JsonProperty("average_net") @Nullable Long averageNetMicros,
        @Nullable Double averageOrders,
        @Nullable Double averageRecencyDays,
        @JsonProperty("mean_churn_probability") @Nullable Double averageProbability,
        Map<String, Double> means) {}
