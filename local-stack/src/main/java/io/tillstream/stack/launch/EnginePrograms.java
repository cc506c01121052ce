package io.tillstream.stack.launch;

import io.tillstream.stack.runtime.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The engine's program, one copy for each generation: a build while the engine runs must not change what runs, and the generation that was replaced comes
 * back with the program that counted it.
 */
public final class EnginePrograms {

    private static final String LINK = "active";

    private EnginePrograms() {}

    /** Whether a generation has its program. */
    public static boolean has(DataFolder data, int generation) {
        return Files.exists(folder(data, generation).resolve("quarkus-run.jar"));
    }

    /** Takes the program as it is built now. */
    public static void take(Path home, DataFolder data, int generation) {
        Path built = Objects.requireNonNull(
                ProcessPlan.program(home, Component.STREAMS).getParent());
        try {
            copy(built, folder(data, generation));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the engine's program to " + data.engines(), e);
        }
    }

    /** Lets the next start of the engine take the program of this generation. */
    public static void activate(DataFolder data, int generation) {
        Path link = data.engines().resolve(LINK);
        Path fresh = data.engines().resolve(LINK + ".new");
        try {
            Files.createDirectories(data.engines());
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, folder(data, generation).getFileName());
            Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot choose the engine's program in " + data.engines(), e);
        }
    }

    /** Deletes a generation's program. */
    public static void delete(DataFolder data, int generation) throws IOException {
        Folders.delete(folder(data, generation));
    }

    /** The folder that holds a generation's {@code quarkus-run.jar}. */
    static Path folder(DataFolder data, int generation) {
        return data.engines().resolve("g" + generation);
    }

    /** The folder that holds what the next start takes. */
    static Path active(DataFolder data) {
        return data.engines().resolve(LINK);
    }

    /** Copies what differs in size or time, and removes what is no longer there. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> present = Files.walk(to)) {
            for (Path file : present.filter(Files::isRegularFile).toList()) {
                if (Files.notExists(from.resolve(to.relativize(file).toString()))) {
                    Files.delete(file);
                }
            }
        }
        List<Path> files;
        try (Stream<Path> wanted = Files.walk(from)) {
            files = wanted.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file).toString());
            if (!isSame(file, copy)) {
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static boolean isSame(Path file, Path copy) throws IOException {
        return Files.exists(copy, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == Files.size(copy)
                && Files.getLastModifiedTime(file).equals(Files.getLastModifiedTime(copy));
    }
}
