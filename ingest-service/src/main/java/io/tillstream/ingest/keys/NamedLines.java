package io.tillstream.ingest.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The lines {@code name=secret} of a file; blank lines and those that begin with {@code #} are skipped. A changed file is read again within two seconds, so
 * secrets are added and withdrawn without a restart. Thread-safe.
 *
 * @param <T> what is kept of a line
 */
final class NamedLines<T> {

    private static final Logger LOG = Logger.getLogger(NamedLines.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final int MIN_CHARS = 8;

    private final @Nullable Path file;
    private final Clock clock;
    private final String what;
    private final BiFunction<String, String, T> kept;
    private volatile Loaded<T> loaded = new Loaded<>(List.of(), null, Instant.MIN);

    private record Loaded<T>(List<T> lines, @Nullable FileTime modified, Instant lookedAt) {}

    /**
     * @param file the file, which need not exist yet; null when none is configured
     * @param what what its lines are, for messages
     * @param kept what is kept of a name and a secret
     */
    NamedLines(@Nullable Path file, Clock clock, String what, BiFunction<String, String, T> kept) {
        this.file = file;
        this.clock = clock;
        this.what = what;
        this.kept = kept;
    }

    /** The lines as they are now. */
    List<T> current() {
        Loaded<T> known = loaded;
        Instant now = clock.instant();
        if (file == null || now.isBefore(known.lookedAt().plus(LOOK_AGAIN))) {
            return known.lines();
        }
        Loaded<T> fresh = look(file, known, now);
        loaded = fresh;
        return fresh.lines();
    }

    private Loaded<T> look(Path path, Loaded<T> known, Instant now) {
        try {
            if (Files.notExists(path)) {
                return new Loaded<>(List.of(), null, now);
            }
            FileTime modified = Files.getLastModifiedTime(path);
            if (modified.equals(known.modified())) {
                return new Loaded<>(known.lines(), modified, now);
            }
            List<T> lines = parse(Files.readAllLines(path, StandardCharsets.UTF_8));
            LOG.infof("Read %d %s", lines.size(), what);
            return new Loaded<>(lines, modified, now);
        } catch (IOException | UncheckedIOException e) {
            // names the file, never its lines
            LOG.warnf("The file of %s cannot be read: %s", what, e.getClass().getSimpleName());
            return new Loaded<>(List.of(), null, now);
        }
    }

    private List<T> parse(List<String> text) {
        List<T> lines = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String secret = line.substring(equals + 1).strip();
            if (equals < 1 || secret.length() < MIN_CHARS) {
                LOG.warnf(
                        "Line %d of the %s is skipped: it must read name=key, the key of %d characters or more",
                        i + 1, what, MIN_CHARS);
                continue;
            }
            lines.add(kept.apply(line.substring(0, equals).strip(), secret));
        }
        return List.copyOf(lines);
    }
}
