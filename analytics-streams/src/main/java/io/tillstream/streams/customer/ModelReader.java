package io.tillstream.streams.customer;

import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.streams.models.UnusableModelException;

/** Makes a model of its record. */
public interface ModelReader {

    /**
     * The models with this one in the place of that of its name.
     *
     * @throws UnusableModelException when it cannot score here; the message says why
     */
    ScoringModels with(ScoringModels others, ModelRecord model) throws UnusableModelException;

    /** Whether one of that name is among them. */
    boolean has(ScoringModels models, String name);

    /** The models without that of a name. */
    ScoringModels without(ScoringModels others, String name);
}
