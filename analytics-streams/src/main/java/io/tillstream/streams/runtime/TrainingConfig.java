package io.tillstream.streams.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the training of models, under {@code tillstream.training}. */
@ConfigMapping(prefix = "tillstream.training")
public interface TrainingConfig {

    /** Whether this process trains models, follows commands to the trainer and watches drift. */
    @WithDefault("true")
    boolean enabled();

    /** Trains once without the stream and ends: exit code 0 when every model was judged, 1 when training failed. */
    @WithDefault("false")
    boolean once();

    /** Only this model in a run of its own; all without. */
    Optional<String> model();

    /** Hour of the business day at which models are trained every day, 0 to 23; −1 for never. */
    @WithDefault("3")
    int hour();

    /** Whether models are trained as soon as there are none, once the first events have come in. */
    @WithDefault("true")
    boolean atStart();

    /** Most customers whose events are read. */
    @WithDefault("20000")
    int customers();

    /** Days without a purchase after which a customer counts as lost. */
    @WithDefault("90")
    int horizonDays();

    /** Number of clusters; 0 chooses 2 to 8 by silhouette. */
    @WithDefault("4")
    int clusters();

    /** How long after the last look customers' drift is looked at again; zero for after training only. */
    @WithDefault("PT12H")
    Duration driftEvery();

    /** How long the log must not have grown before models are trained that do not exist yet. */
    @WithDefault("PT5S")
    Duration quiet();

    /** Trains models that do not exist yet in a log that never rests, this long after its first events were seen. */
    @WithDefault("PT10M")
    Duration patience();
}
