package io.tillstream.stack.cli;

import io.tillstream.stack.launch.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a command is about. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the data, secrets and logs. Default: .tillstream beside the script.")
    private @Nullable Path folder;

    /** The folder, as given or by default. */
    public DataFolder get() {
        return new DataFolder(folder == null ? home().resolve(".tillstream") : folder);
    }

    /** The checkout that the script lies in. */
    static Path home() {
        return Path.of(System.getProperty("tillstream.home", System.getProperty("user.dir")));
    }
}
