package io.tillstream.stack.launch;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process that can be told from a later one with the same number.
 *
 * @param pid its number
 * @param startedAt when the operating system started it; null where that is not known
 */
public record ProcessStamp(long pid, @Nullable Instant startedAt) {

    /** The stamp of a living process. */
    public static ProcessStamp of(ProcessHandle process) {
        return new ProcessStamp(process.pid(), process.info().startInstant().orElse(null));
    }

    /** The process, if it still lives. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedAt == null
                        || process.info().startInstant().map(startedAt::equals).orElse(true));
    }
}
