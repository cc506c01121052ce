package io.tillstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The chart's files of topics are those of the code. {@code -Dtillstream.update=true} writes them anew. */
class CatalogueFilesTest {

    @Test
    void shouldBeUpToDate() throws IOException {
        for (Map.Entry<String, String> file : CatalogueFiles.contents().entrySet()) {
            Path path = Chart.FOLDER.resolve(file.getKey());
            if (Boolean.getBoolean("tillstream.update")) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            assertThat(path)
                    .as("mvn -pl deploy test -Dtest=CatalogueFilesTest -Dtillstream.update=true writes it anew")
                    .hasContent(file.getValue());
        }
    }
}
