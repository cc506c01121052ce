package io.tillstream.dashboard.predictions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import io.tillstream.dashboard.customers.DensityBook;
import io.tillstream.dashboard.models.ModelBook;
import java.time.Instant;

/**
 * Channel {@code clusters}: the clusters with their rewards, means and customers of now, where these lie by orders and spend, a sample {@code [orders, net, tier]} by
 * customer, and customers by behaviour, age group and country.
 */
public final class ClustersChannel implements Channel {

    private final PredictionBook predictions;
    private final DensityBook density;
    private final ModelBook models;

    /** Draws from the books; those of customers are told of each profile together. */
    public ClustersChannel(PredictionBook predictions, DensityBook density, ModelBook models) {
        this.predictions = predictions;
        this.density = density;
        this.models = models;
    }

    @Override
    public String name() {
        return "clusters";
    }

    @Override
    public long version(Instant now) {
        return predictions.version() + models.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        data.put("placed", predictions.clusters().total());
        String reason = models.reason(ModelRecord.CLUSTERS);
        if (reason != null) {
            data.put("reason", reason);
        }
        ArrayNode clusters = data.putArray("clusters");
        for (ModelCard.ClusterCard card : models.clusters()) {
            ObjectNode cluster = clusters.addObject();
            cluster.put("rank", card.rank());
            cluster.put("tier", card.tier());
            cluster.put("rewards", card.rewards());
            cluster.put("words", card.words());
            int rank = Math.clamp(card.rank(), 1, PredictionBook.CLUSTERS);
            cluster.put("customers", predictions.clusters().count(rank));
            ObjectNode means = cluster.putObject("means");
            card.means().forEach((feature, mean) -> {
                if (Double.isFinite(mean)) {
                    means.put(feature, Standing.rounded(mean));
                }
            });
        }
        density.writePlaced(data.putObject("density"));
        ObjectNode sample = data.putObject("sample");
        for (Standing standing : predictions.sample()) {
            ClusterPlace place = standing.predictions().cluster();
            if (place != null) {
                ArrayNode point = sample.putArray(standing.customerId());
                point.add(standing.orders());
                point.add(Figures.money(standing.netMicros()));
                point.add(place.tier());
            }
        }
        predictions.byBehaviour().forEach(data.putObject("behaviours")::put);
        predictions.byAge().forEach(data.putObject("age_groups")::put);
        predictions.byCountry().forEach(data.putObject("countries")::put);
        return data;
    }
}
