package io.tillstream.ingest.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Knows crawlers by what they call themselves: the patterns of {@code crawlers.txt}. Thread-safe. */
final class Crawlers {

    private static final String FILE = "crawlers.txt";
    private static final int MOST_KEPT = 20_000;
    private static final int MOST_CHARS = 512;

    private final Pattern any;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    Crawlers() {
        any = Pattern.compile("(?:" + String.join(")|(?:", patterns()) + ")");
    }

    private static List<String> patterns() {
        InputStream file = Crawlers.class.getResourceAsStream(FILE);
        if (file == null) {
            throw new IllegalStateException(FILE + " is missing");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a browser of this name is a crawler. What was asked lately is remembered: some hundred names make up most visits. */
    boolean isCrawler(String userAgent) {
        String name = userAgent.length() > MOST_CHARS ? userAgent.substring(0, MOST_CHARS) : userAgent;
        Boolean answer = known.get(name);
        if (answer != null) {
            return answer;
        }
        boolean found = any.matcher(name).find();
        if (known.size() >= MOST_KEPT) {
            known.clear();
        }
        known.put(name, found);
        return found;
    }
}
