package io.tillstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security-checklist.md names only tests that there are, and leaves no point of the list of ten without one. */
class SecurityChecklistTest {

    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT|Questions))\\.(should\\w+)`");

    private final String page = Documents.text("../docs/security-checklist.md");

    @Test
    void shouldNameOnlyTestsThatThereAre() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            for (Path file : files.filter(path -> path.toString().contains("/src/test/java/")
                            && path.toString().endsWith(".java"))
                    .toList()) {
                sources.merge(
                        file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        List<String> missing = new ArrayList<>();
        long named = NAMED.matcher(page)
                .results()
                .filter(test -> {
                    String source = sources.getOrDefault(test.group(1), "");
                    if (!source.contains("\n    void " + test.group(2) + '(')) {
                        missing.add(test.group());
                    }
                    return true;
                })
                .count();

        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(50);
    }

    @Test
    void shouldHoldEveryPointOfTheListOfTenByATest() {
        for (int point = 1; point <= 10; point++) {
            String name = "| API" + point + ' ';
            assertThat(page.lines().filter(line -> line.startsWith(name)))
                    .as(name)
                    .singleElement()
                    .asString()
                    .containsPattern(NAMED);
        }
        for (int chapter = 1; chapter <= 14; chapter++) {
            String begins = "| " + chapter + '.';
            assertThat(page.lines().filter(line -> line.startsWith(begins)))
                    .as(begins)
                    .isNotEmpty();
        }
    }
}
