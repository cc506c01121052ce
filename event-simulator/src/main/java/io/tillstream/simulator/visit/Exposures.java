package io.tillstream.simulator.visit;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.simulator.season.Experiment;
import java.util.ArrayList;
import java.util.List;

/** The experiments that run, and who has met them. Anonymous visitors are in none. */
final class Exposures {

    private static final long PAUSE_MILLIS = 40;

    private final List<Experiment> experiments;

    Exposures(List<Experiment> experiments) {
        this.experiments = List.copyOf(experiments);
    }

    /** Factor on the chance that a visit of this shopper ends in an order. */
    double factor(Shopper shopper, long at) {
        return shopper.bond().experimentFactor(experiments, at);
    }

    /** What a customer meets for the first time in a visit. */
    List<Step> of(Shopper shopper, long at) {
        if (shopper.customerId() == null) {
            return List.of();
        }
        List<Step> exposures = List.of();
        for (int i = 0; i < experiments.size(); i++) {
            Experiment experiment = experiments.get(i);
            if (at >= experiment.from() && shopper.bond().sees(i)) {
                String variant = shopper.bond().treated(i) ? Experiment.TREATMENT : Experiment.CONTROL;
                exposures = exposures.isEmpty() ? new ArrayList<>() : exposures;
                exposures.add(Step.of(
                        Action.EXPERIMENT_EXPOSED,
                        PAUSE_MILLIS,
                        envelope -> new CommerceEvent.ExperimentExposed(envelope, experiment.name(), variant)));
            }
        }
        return exposures;
    }
}
