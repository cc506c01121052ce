package io.tillstream.dashboard.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page's scripts import, and what that imports: named in the page, so that a browser asks for all of it at once instead of one layer after the other.
 * Imports that a script makes while it runs are left out.
 */
final class FirstScripts {

    private static final Pattern ENTRY = Pattern.compile("(?:src|href)=\"(/js/[a-z0-9/_-]+\\.js)\"");
    private static final Pattern IMPORT =
            Pattern.compile("^(?:import|export|\\}) ?[^;'\"]*from '(\\.{1,2}/[a-z0-9/._-]+\\.js)';", Pattern.MULTILINE);
    private static final String HEAD_END = "</head>";

    private FirstScripts() {}

    /** The page with a link to each script that those it names import; read gives a file by its path, or null. */
    static String named(String html, Function<String, @Nullable PageFile> read) {
        Set<String> entries = new LinkedHashSet<>();
        Matcher entry = ENTRY.matcher(html);
        while (entry.find()) {
            entries.add(entry.group(1));
        }
        String links = imported(entries, read).stream()
                .filter(path -> !entries.contains(path))
                .map(path -> "  <link rel=\"modulepreload\" href=\"" + path + "\">\n")
                .collect(Collectors.joining());
        return html.replace(HEAD_END, links + HEAD_END);
    }

    private static Set<String> imported(Set<String> entries, Function<String, @Nullable PageFile> read) {
        Set<String> known = new LinkedHashSet<>(entries);
        Deque<String> open = new ArrayDeque<>(entries);
        while (!open.isEmpty()) {
            String path = open.remove();
            PageFile file = read.apply(path);
            Matcher imports = IMPORT.matcher(file == null ? "" : new String(file.plain(), StandardCharsets.UTF_8));
            while (imports.find()) {
                String target =
                        java.net.URI.create(path).resolve(imports.group(1)).getPath();
                if (known.add(target)) {
                    open.add(target);
                }
            }
        }
        return known;
    }
}
