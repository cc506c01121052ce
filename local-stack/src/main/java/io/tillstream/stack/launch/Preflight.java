package io.tillstream.stack.launch;

import io.tillstream.stack.runtime.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is looked at before anything starts, so that what is in the way is said at once and in one sentence. */
final class Preflight {

    /** A history of the default size takes a few hundred MiB; a broker whose disk fills up stops. */
    static final long NEEDED_BYTES = 2L << 30;

    private Preflight() {}

    static void check(LaunchSettings settings) {
        checkPrograms(settings);
        checkPorts(settings.ports());
        checkDisk(settings.data().root(), usableBytes(settings.data().root()));
    }

    static void checkPorts(StackPorts ports) {
        ports.byOption().forEach((option, port) -> {
            if (!Ports.isFree(port)) {
                throw new StartRefusedException("Port " + port + " is taken by another program. Choose another with "
                        + option + " PORT, or stop that program.");
            }
        });
    }

    static void checkDisk(Path folder, long usableBytes) {
        if (usableBytes < NEEDED_BYTES) {
            throw new StartRefusedException("Only " + (usableBytes >> 20) + " MiB are free where " + folder
                    + " lies; at least " + (NEEDED_BYTES >> 20)
                    + " MiB are needed. Free some space, or choose another place with --data DIR.");
        }
    }

    private static void checkPrograms(LaunchSettings settings) {
        List<String> missing = ProcessPlan.components(settings).stream()
                .filter(Component::isService)
                .filter(service -> Files.notExists(ProcessPlan.program(settings.home(), service)))
                .map(Component::serviceName)
                .toList();
        if (!missing.isEmpty()) {
            throw new StartRefusedException("Not built yet: " + String.join(", ", missing)
                    + ". Start through the ./tillstream script, which builds what is missing.");
        }
    }

    private static long usableBytes(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the folder " + folder, e);
        }
    }
}
