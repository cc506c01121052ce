package io.tillstream.acceptance.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code docs/README.md}: all pages by what one wants from them, each with its first sentence. */
final class IndexPage {

    private static final Map<String, List<String>> GROUPS = groups();
    private static final Pattern FIRST_SENTENCE = Pattern.compile("(.+?[.:])(?=\\s|$)", Pattern.DOTALL);

    private IndexPage() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Begin", List.of("tutorial", "operations"));
        groups.put("Send events", List.of("events", "ingest", "wire-formats", "imports", "tracking-plan", "privacy"));
        groups.put("Look and ask", List.of("dashboard", "query-api", "problems", "sql"));
        groups.put("Build on it", List.of("contracts", "consuming", "adding-a-facet"));
        groups.put(
                "Run it",
                List.of(
                        "deployment",
                        "configuration",
                        "security",
                        "security-checklist",
                        "metrics",
                        "runbooks",
                        "audit",
                        "replay",
                        "scaling"));
        groups.put(
                "Understand it",
                List.of(
                        "architecture",
                        "engine",
                        "engine-topology",
                        "correctness",
                        "projection",
                        "simulator",
                        "performance"));
        return groups;
    }

    /** The page as it should be. */
    static String text(Path root) throws IOException {
        Path docs = root.resolve("docs");
        StringBuilder page = new StringBuilder(
                "# Documentation\n\nAll pages, each with its first words. The [README](../README.md) says what Tillstream is.\n");
        List<String> left = names(docs);
        left.remove("README");
        for (Map.Entry<String, List<String>> group : GROUPS.entrySet()) {
            page.append("\n## ").append(group.getKey()).append("\n\n");
            for (String name : group.getValue()) {
                if (left.remove(name)) {
                    page.append(line(docs, name + ".md"));
                }
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("pages of docs that are in no group of IndexPage: " + left);
        }
        page.append("\n## What each number means\n\n");
        for (String name : names(docs.resolve("features"))) {
            page.append(line(docs, "features/" + name + ".md"));
        }
        page.append("\n## Decisions\n\n");
        for (String name : names(docs.resolve("adr"))) {
            page.append("- [%s](adr/%s.md)%n".formatted(title(docs.resolve("adr/" + name + ".md")), name));
        }
        return page.toString();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> name.substring(0, name.length() - 3))
                    .sorted()
                    .toList());
        }
    }

    private static String line(Path docs, String path) throws IOException {
        String paragraph = Files.readString(docs.resolve(path))
                .lines()
                .skip(1)
                .dropWhile(String::isBlank)
                .takeWhile(line -> !line.isBlank())
                .reduce("", (before, line) -> before + " " + line)
                .strip();
        Matcher sentence = FIRST_SENTENCE.matcher(paragraph);
        String first = sentence.find() ? sentence.group(1).replaceAll(":$", ".") : paragraph;
        return "- [%s](%s): %s%n".formatted(title(docs.resolve(path)), path, withoutLinks(first));
    }

    private static String title(Path page) throws IOException {
        return Files.readAllLines(page).getFirst().replaceFirst("^#\\s+", "");
    }

    /** Links of a page are relative to it, not to the index. */
    private static String withoutLinks(String text) {
        return text.replaceAll("\\[([^]]+)]\\([^)]+\\)", "$1");
    }
}
