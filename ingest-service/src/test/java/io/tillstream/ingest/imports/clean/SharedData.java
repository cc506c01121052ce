package io.tillstream.ingest.imports.clean;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds the public data sets, which are not part of the project. A test that needs one is skipped where it is absent. */
final class SharedData {

    private SharedData() {}

    static Path onlineRetail(String name) {
        List<Path> folders = Stream.of(
                        Optional.ofNullable(System.getProperty("TILLSTREAM_DATA")),
                        Optional.ofNullable(System.getenv("TILLSTREAM_DATA")),
                        Optional.of("../../shared/data"),
                        Optional.of("../shared/data"))
                .flatMap(Optional::stream)
                .map(Path::of)
                .toList();
        Optional<Path> file = folders.stream()
                .map(folder -> folder.resolve("online-retail").resolve(name))
                .filter(Files::isReadable)
                .findFirst();
        Assumptions.assumeTrue(
                file.isPresent(),
                "the public data sets are not here; set TILLSTREAM_DATA to their folder to run this test");
        return file.orElseThrow();
    }
}
