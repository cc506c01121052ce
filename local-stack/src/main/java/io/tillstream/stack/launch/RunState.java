package io.tillstream.stack.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a supervisor says of its installation, for the other commands to find it.
 *
 * @param supervisor its process
 * @param startedAt when it was told to start
 * @param ready whether every component has been ready
 * @param ports where the components listen
 * @param settings what the data are counted with
 * @param components names of the components that were started
 */
public record RunState(
        ProcessStamp supervisor,
        Instant startedAt,
        boolean ready,
        StackPorts ports,
        FixedSettings settings,
        List<String> components) {

    public RunState {
        components = List.copyOf(components);
    }

    /** The state of the installation on the folder, also when its supervisor has been killed; empty when none was started. */
    public static Optional<RunState> read(DataFolder folder) {
        return Files.exists(folder.stateFile())
                ? Optional.of(JsonFiles.read(folder.stateFile(), RunState.class))
                : Optional.empty();
    }

    /** The components that were started. */
    public List<Component> startedComponents() {
        return components.stream()
                .flatMap(name -> Component.named(name).stream())
                .toList();
    }

    RunState becomeReady() {
        return new RunState(supervisor, startedAt, true, ports, settings, components);
    }

    void write(DataFolder folder) {
        JsonFiles.write(folder.stateFile(), this);
    }

    static void delete(DataFolder folder) {
        try {
            Files.deleteIfExists(folder.stateFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
