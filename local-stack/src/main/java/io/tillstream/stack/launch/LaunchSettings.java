package io.tillstream.stack.launch;

import java.nio.file.Path;
import java.util.Map;

/**
 * All that decides how an installation runs.
 *
 * @param home the checkout, where the built services lie
 * @param data its data
 * @param ports where it listens
 * @param fixed what its data are counted with
 * @param withSimulator whether the simulated shop runs
 * @param properties configuration properties handed to every service, such as {@code tillstream.simulator.history}
 */
public record LaunchSettings(
        Path home,
        DataFolder data,
        StackPorts ports,
        FixedSettings fixed,
        boolean withSimulator,
        Map<String, String> properties) {

    public LaunchSettings {
        properties = Map.copyOf(properties);
    }
}
