package io.tillstream.acceptance.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String UPDATE =
            "mvn -pl acceptance-tests test -Dtest=DocumentsTest -Dtillstream.update=true writes it anew";
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern COMMAND = Pattern.compile("\\./tillstream ([a-z]+)([^\\n`#|]*)");
    /** All commands have the option --help. */
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--(?!help\\b)[a-z][a-z-]*");

    @Test
    void shouldListEverySetting() throws IOException {
        assertUpToDate("docs/configuration.md", ConfigurationPage.text(ROOT));
    }

    @Test
    void shouldSayWhatEverySettingMeans() throws IOException {
        List<String> mute = new ArrayList<>();
        for (String service : ConfigurationPage.SERVICES) {
            DeclaredSettings.of(ROOT.resolve(service)).stream()
                    .filter(setting -> setting.meaning().isBlank())
                    .forEach(setting -> mute.add(service + ": " + setting.name()));
        }

        assertThat(mute)
                .describedAs("settings without a meaning: a comment at the method of the mapping, or above the line in"
                        + " application.properties, which may be \"#name=\"")
                .isEmpty();
    }

    @Test
    void shouldListEveryPage() throws IOException {
        assertUpToDate("docs/README.md", IndexPage.text(ROOT));
    }

    @Test
    void shouldLeadWhereLinksSay() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            for (String link : all(LINK, prose(page))) {
                if (!link.contains("://") && !link.startsWith("mailto:") && !leads(page, link)) {
                    dead.add(ROOT.relativize(page) + " → " + link);
                }
            }
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void shouldNameCommandsAndOptionsThatExist() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (Path page : pages()) {
            Matcher command = COMMAND.matcher(Files.readString(page));
            while (command.find()) {
                Path help = ROOT.resolve("local-stack/src/main/help").resolve(command.group(1) + ".txt");
                String text = Files.exists(help) ? Files.readString(help) : "";
                if (text.isEmpty()) {
                    unknown.add(ROOT.relativize(page) + ": " + command.group());
                }
                Matcher option = OPTION.matcher(command.group(2));
                while (option.find()) {
                    if (!text.isEmpty() && !text.contains(option.group())) {
                        unknown.add(ROOT.relativize(page) + ": " + command.group(1) + " " + option.group());
                    }
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    private static void assertUpToDate(String file, String text) throws IOException {
        Path page = ROOT.resolve(file);
        if (Boolean.getBoolean("tillstream.update")) {
            Files.writeString(page, text);
        }
        assertThat(page).describedAs(UPDATE).hasContent(text);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** Without examples of code, in which brackets mean something else. */
    private static String prose(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?s)```.*?```", "").replaceAll("`[^`\\n]*`", "");
    }

    private static boolean leads(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
    }

    /** What a heading is called in an address: small letters, spaces as hyphens, other signs left out. */
    private static Set<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+\\s+", "")
                        .replaceAll("\\[([^]]+)]\\([^)]+\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
