package io.tillstream.streams.scoring;

import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.streams.clv.ValueModel;
import io.tillstream.streams.customer.ModelReader;
import io.tillstream.streams.customer.ScoringModels;
import io.tillstream.streams.customer.ScoringModels.Versioned;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.models.Clusters;
import io.tillstream.streams.models.Forest;
import io.tillstream.streams.models.UnusableModelException;
import java.util.Base64;

/** Reads the bodies of model records. A model of another kind, of other features or with malformed bytes is unusable. */
public final class ModelBodies implements ModelReader {

    @Override
    public ScoringModels with(ScoringModels others, ModelRecord model) throws UnusableModelException {
        String version = model.version();
        return switch (model.name()) {
            case ModelRecord.CHURN ->
                new ScoringModels(
                        new Versioned<>(forest(model), version), others.purchase(), others.value(), others.clusters());
            case ModelRecord.PURCHASE ->
                new ScoringModels(
                        others.churn(), new Versioned<>(forest(model), version), others.value(), others.clusters());
            case ModelRecord.VALUE ->
                new ScoringModels(
                        others.churn(),
                        others.purchase(),
                        new Versioned<>(ValueModel.of(body(model, ValueModel.KIND)), version),
                        others.clusters());
            case ModelRecord.CLUSTERS ->
                new ScoringModels(
                        others.churn(),
                        others.purchase(),
                        others.value(),
                        new Versioned<>(Clusters.of(body(model, Clusters.KIND), Features.names()), version));
            default -> throw new UnusableModelException("nothing scores by a model named " + model.name());
        };
    }

    @Override
    public boolean has(ScoringModels models, String name) {
        return switch (name) {
            case ModelRecord.CHURN -> models.churn() != null;
            case ModelRecord.PURCHASE -> models.purchase() != null;
            case ModelRecord.VALUE -> models.value() != null;
            case ModelRecord.CLUSTERS -> models.clusters() != null;
            default -> false;
        };
    }

    @Override
    public ScoringModels without(ScoringModels others, String name) {
        return new ScoringModels(
                name.equals(ModelRecord.CHURN) ? null : others.churn(),
                name.equals(ModelRecord.PURCHASE) ? null : others.purchase(),
                name.equals(ModelRecord.VALUE) ? null : others.value(),
                name.equals(ModelRecord.CLUSTERS) ? null : others.clusters());
    }

    private static Forest forest(ModelRecord model) throws UnusableModelException {
        return Forest.of(body(model, Forest.KIND), Features.names());
    }

    private static byte[] body(ModelRecord model, String kind) throws UnusableModelException {
        if (!kind.equals(model.kind())) {
            throw new UnusableModelException("it is of kind " + model.kind() + " and must be of kind " + kind);
        }
        try {
            return Base64.getDecoder().decode(model.body());
        } catch (IllegalArgumentException e) {
            throw new UnusableModelException("its body is no base64", e);
        }
    }
}
