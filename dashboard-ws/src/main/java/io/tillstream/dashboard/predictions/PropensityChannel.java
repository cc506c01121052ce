package io.tillstream.dashboard.predictions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import io.tillstream.dashboard.models.ModelBook;
import java.time.Instant;

/** Channel {@code propensity}: customers by the probability of a purchase within 7 days, and the likeliest buyers. */
public final class PropensityChannel implements Channel {

    private static final int SHOWN = 15;

    private final PredictionBook predictions;
    private final ModelBook models;

    /** Draws from the books. */
    public PropensityChannel(PredictionBook predictions, ModelBook models) {
        this.predictions = predictions;
        this.models = models;
    }

    @Override
    public String name() {
        return "propensity";
    }

    @Override
    public long version(Instant now) {
        return predictions.version() + models.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        data.put("scored", predictions.purchase().total());
        String reason = models.reason(ModelRecord.PURCHASE);
        if (reason != null) {
            data.put("reason", reason);
        }
        predictions.purchase().writeTo(data.putArray("probabilities"));
        predictions.likelyBuyers().writeTo(data.putArray("top"), SHOWN);
        return data;
    }
}
