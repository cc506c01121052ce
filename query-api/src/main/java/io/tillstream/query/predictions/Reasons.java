package io.tillstream.query.predictions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.contracts.output.ChurnRisk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a customer's reasons from the table. */
public final class Reasons {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<ChurnRisk.Reason>> LIST = new TypeReference<>() {};

    private Reasons() {}

    /**
     * A reason in words.
     *
     * @param feature as on the model's card
     * @param value the customer's, in the feature's unit
     * @param contribution how much it raised (positive) or lowered the probability
     * @param words the same for a reader
     */
    public record Told(String feature, double value, double contribution, String words) {}

    /**
     * The reasons of a customer, the greatest first.
     *
     * @param json as stored; null without a model
     * @param averageGapDays days between the customer's purchases; null with fewer than two
     */
    public static List<Told> of(@Nullable String json, @Nullable Double averageGapDays) {
        if (json == null) {
            return List.of();
        }
        try {
            return JSON.readValue(json, LIST).stream()
                    .map(reason -> new Told(
                            reason.feature(),
                            reason.value(),
                            reason.contribution(),
                            ReasonWords.of(reason.feature(), reason.value(), reason.contribution(), averageGapDays)))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a customer's reasons cannot be read", e);
        }
    }
}
