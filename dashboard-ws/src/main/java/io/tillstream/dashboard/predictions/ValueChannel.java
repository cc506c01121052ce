package io.tillstream.dashboard.predictions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import io.tillstream.dashboard.models.ModelBook;
import java.time.Instant;

/**
 * Channel {@code value}: customers by expected spend, by the probability that they still buy, and by both; those with the most, and a sample {@code [expected,
 * alive, net]} by customer.
 */
public final class ValueChannel implements Channel {

    private static final int SHOWN = 15;

    private final PredictionBook predictions;
    private final ModelBook models;

    /** Draws from the books. */
    public ValueChannel(PredictionBook predictions, ModelBook models) {
        this.predictions = predictions;
        this.models = models;
    }

    @Override
    public String name() {
        return "value";
    }

    @Override
    public long version(Instant now) {
        return predictions.version() + models.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        data.put("scored", predictions.value().total());
        data.put("model", predictions.valueModel());
        String reason = models.reason(ModelRecord.VALUE);
        if (reason != null) {
            data.put("reason", reason);
        }
        Bins.writeBounds(data.putArray("bounds"));
        predictions.value().writeTo(data.putArray("counts"));
        predictions.alive().writeTo(data.putArray("alive"));
        ObjectNode density = data.putObject("density");
        Bins.writeProbabilityBounds(density.putArray("x"));
        Bins.writeBounds(density.putArray("y"));
        predictions.aliveByValue().writeTo(density.putObject("cells"));
        predictions.mostValuable().writeTo(data.putArray("top"), SHOWN);
        ObjectNode sample = data.putObject("sample");
        for (Standing standing : predictions.sample()) {
            CustomerValue value = standing.predictions().value();
            if (value != null) {
                ArrayNode point = sample.putArray(standing.customerId());
                point.add(Figures.money(value.expectedMicros()));
                point.add(Standing.rounded(value.aliveProbability()));
                point.add(Figures.money(standing.netMicros()));
            }
        }
        return data;
    }
}
