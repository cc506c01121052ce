package io.tillstream.ingest.imports.mapping;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.ingest.imports.mapping.MappingRefusal.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Mappings as version 0.1.0 kept them: one file each, in the data folder of one instance. They are taken over once. */
public final class MappingFiles {

    private static final Logger LOG = Logger.getLogger(MappingFiles.class);
    private static final String SUFFIX = ".json";
    private static final String TAKEN = ".taken";

    private final Path folder;
    private final OutputJson<SavedMapping> json = OutputJson.of(SavedMapping.class);

    /** @param imports the folder of imports */
    public MappingFiles(Path imports) {
        folder = imports.resolve("mappings");
    }

    /**
     * Saves each for all instances and calls its file {@code .taken} then. Of two of one name and owner the one that was saved last stays. One that cannot be read, or for which there is no
     * room, is told in the log and stays where it is.
     *
     * @throws MappingRefusal when they cannot be saved just now; doing it again goes on with the rest
     */
    public void takeOver(MappingStore store) throws MappingRefusal, IOException {
        for (Path file : files()) {
            try {
                store.takeOver(json.read(Files.readAllBytes(file)));
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + TAKEN),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                LOG.infof("The saved mapping in %s is shared by all instances now", file.getFileName());
            } catch (UncheckedIOException e) {
                LOG.warnf(e, "A saved mapping cannot be read and is left out: %s", file.getFileName());
            } catch (MappingRefusal e) {
                if (e.reason() != Reason.TOO_MANY) {
                    throw e;
                }
                LOG.warnf("The saved mapping in %s is left out: %s", file.getFileName(), e.getMessage());
            }
        }
    }

    private List<Path> files() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
