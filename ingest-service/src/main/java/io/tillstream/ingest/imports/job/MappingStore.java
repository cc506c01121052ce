package io.tillstream.ingest.imports.job;

import io.tillstream.contracts.output.OutputJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Mappings that were saved by name, one file each. Each write key has names of its own, and sees those that others share. Thread-safe. */
public final class MappingStore {

    /** What a mapping may be called. */
    public static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd} ._-]{0,63}");

    /** Mappings of one write key. */
    public static final int MOST = 200;

    private static final Logger LOG = Logger.getLogger(MappingStore.class);
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final OutputJson<SavedMapping> json = OutputJson.of(SavedMapping.class);

    /** Too many mappings are saved already. */
    public static final class TooManyException extends Exception {
        private static final long serialVersionUID = 1L;

        TooManyException() {
            super("a write key has at most " + MOST + " mappings; delete some");
        }
    }

    /** @param imports the folder of imports */
    public MappingStore(Path imports) {
        folder = imports.resolve("mappings");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for mappings cannot be made: " + folder, e);
        }
    }

    /** Saves a mapping, in place of the owner's own of that name. */
    public synchronized void save(SavedMapping mapping) throws IOException, TooManyException {
        Path file = file(mapping.owner(), mapping.name());
        if (Files.notExists(file)
                && all().stream()
                                .filter(each -> each.owner().equals(mapping.owner()))
                                .count()
                        >= MOST) {
            throw new TooManyException();
        }
        Path part = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(part, json.write(mapping));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The mapping that a write key means by a name: its own, else the one shared that was saved last. */
    public synchronized Optional<SavedMapping> find(String key, String name) throws IOException {
        return visible(key).stream()
                .filter(mapping -> mapping.name().equals(name))
                .max(Comparator.comparing(
                                (SavedMapping mapping) -> mapping.owner().equals(key))
                        .thenComparing(SavedMapping::savedAt));
    }

    /** All that a write key may use, by name. */
    public synchronized List<SavedMapping> visible(String key) throws IOException {
        return all().stream()
                .filter(mapping -> mapping.shared() || mapping.owner().equals(key))
                .sorted(Comparator.comparing(SavedMapping::name).thenComparing(SavedMapping::owner))
                .toList();
    }

    /** Deletes a mapping of the key's own; whether there was one. */
    public synchronized boolean delete(String key, String name) throws IOException {
        return Files.deleteIfExists(file(key, name));
    }

    private Path file(String owner, String name) {
        // whatever they are called, this is a name of a file, and another one for another name
        return folder.resolve(UUID.nameUUIDFromBytes((owner + "\n" + name).getBytes(StandardCharsets.UTF_8)) + SUFFIX);
    }

    private List<SavedMapping> all() throws IOException {
        List<SavedMapping> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
                try {
                    found.add(json.read(Files.readAllBytes(file)));
                } catch (UncheckedIOException e) {
                    LOG.warnf(e, "A saved mapping cannot be read and is left out: %s", file.getFileName());
                }
            }
        }
        return found;
    }
}
