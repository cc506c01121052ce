package io.tillstream.ingest.imports.source;

import java.util.List;

/** Tells which character separates the columns of a text. */
final class Delimiters {

    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final int LINES = 50;

    private Delimiters() {}

    /** The delimiter that splits the most of the first lines into as many columns as the header; a comma when none does. */
    static char of(String start) {
        List<String> lines =
                start.lines().filter(line -> !line.isBlank()).limit(LINES).toList();
        char best = ',';
        long bestScore = 0;
        for (char candidate : CANDIDATES) {
            int columns = lines.isEmpty() ? 0 : count(lines.getFirst(), candidate);
            long agreeing = lines.stream()
                    .filter(line -> count(line, candidate) == columns)
                    .count();
            long score = columns == 0 ? 0 : agreeing * 1_000 + columns;
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static int count(String line, char delimiter) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                count++;
            }
        }
        return count;
    }
}
