package io.tillstream.dashboard.predictions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import io.tillstream.dashboard.customers.CustomerBook;
import io.tillstream.dashboard.models.ModelBook;
import java.time.Instant;

/** Channel {@code churn}: customers per tier and by probability, what puts them at risk, and who to call. */
public final class ChurnChannel implements Channel {

    private static final int SHOWN = 20;

    private final CustomerBook customers;
    private final PredictionBook predictions;
    private final ModelBook models;

    /** Draws from the books. */
    public ChurnChannel(CustomerBook customers, PredictionBook predictions, ModelBook models) {
        this.customers = customers;
        this.predictions = predictions;
        this.models = models;
    }

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public long version(Instant now) {
        return customers.version() + models.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        data.put("customers", customers.buyers());
        data.put("method", customers.churnMethod());
        customers.byTier().forEach(data.putObject("tiers")::put);
        data.put("scored", predictions.churn().total());
        predictions.churn().writeTo(data.putArray("probabilities"));
        String reason = models.reason(ModelRecord.CHURN);
        if (reason != null) {
            data.put("reason", reason);
        }
        ObjectNode reasons = data.putObject("reasons");
        ObjectNode words = data.putObject("words");
        predictions.byReason().forEach((feature, count) -> {
            reasons.put(feature, count);
            String description = models.description(feature);
            if (description != null) {
                words.put(feature, description);
            }
        });
        predictions.toCall().writeTo(data.putArray("to_call"), SHOWN);
        return data;
    }
}
