package io.tillstream.stack.launch;

import io.tillstream.contracts.topic.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The countings of the log that an installation keeps: the one that everybody sees, and at most one other, either a replay that may replace it or the one
 * that was replaced.
 *
 * @param active what everybody sees
 * @param other beside it, or null
 * @param last the greatest number ever given
 */
public record Generations(Entry active, @Nullable Entry other, int last) {

    /**
     * One of them.
     *
     * @param number of the {@link Generation}
     * @param zone the business time zone it counts in
     * @param complete whether it has been seen at the end of the log
     */
    public record Entry(int number, String zone, boolean complete) {

        /** Its names in Kafka. */
        public Generation generation() {
            return new Generation(number);
        }
    }

    /** What the folder keeps; the first generation when no replay was ever made. */
    public static Generations read(DataFolder data, String zone) {
        return Files.exists(data.generationsFile())
                ? JsonFiles.read(data.generationsFile(), Generations.class)
                : new Generations(new Entry(1, zone, true), null, 1);
    }

    /** The number that everybody sees. */
    public static Generation active(DataFolder data) {
        return read(data, "UTC").active().generation();
    }

    /** The other one, if there is one. */
    public Optional<Entry> beside() {
        return Optional.ofNullable(other);
    }

    /** With a new one beside the active. */
    public Generations begin(String zone) {
        return new Generations(active, new Entry(last + 1, zone, false), last + 1);
    }

    /** The other one has reached the end of the log. */
    public Generations complete(Entry entry) {
        return new Generations(active, new Entry(entry.number(), entry.zone(), true), last);
    }

    /** The other one is seen from now on, and the active one is kept. */
    public Generations swap(Entry entry) {
        return new Generations(entry, active, last);
    }

    /** Without the other one. */
    public Generations drop() {
        return new Generations(active, null, last);
    }

    /** Keeps it in the folder, and tells the services at their next start. */
    public void write(DataFolder data) {
        tellServices(data);
        JsonFiles.write(data.generationsFile(), this);
    }

    /** Writes the file that the services read at their start; it outweighs their environment, which a supervisor gave them before. */
    void tellServices(DataFolder data) {
        Path file = data.generationSettings();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(data.root());
            Files.write(
                    fresh,
                    List.of(
                            "config_ordinal=350",
                            "tillstream.generation=" + active.number(),
                            "tillstream.zone=" + active.zone()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
