package io.tillstream.stack.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to run and keep running.
 *
 * @param name what messages call it
 * @param command program and arguments
 * @param environment variables added to this process's own
 * @param workFolder its working directory
 * @param log where its output goes
 * @param pidFile where its number is kept while it runs
 * @param stopStage processes stop in ascending order of it
 */
record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path workFolder,
        Path log,
        Path pidFile,
        int stopStage) {

    ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
