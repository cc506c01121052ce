package io.tillstream.ingest.imports.source;

import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text of JSON objects as a table: a column for each field that the first of them have. A column is named like its field; two fields of the same name in different places are named by their
 * paths.
 */
final class JsonRows implements RowSource {

    /** Objects that are looked at for what columns there are. */
    private static final int LOOKED_AT = 100_000;

    private static final int PREFIX_BYTES = 64;

    private final SourceTraits traits;
    private final Map<String, Integer> columns;
    private final String[] header;
    private final CountingInputStream counted;
    private final JsonObjects objects;
    private final Deque<Map<String, String>> rows = new ArrayDeque<>();

    /** True when what is unpacked begins as JSON objects do; no table's first line does. */
    static boolean isJson(Path file, FileFormat format, SourceLimits limits) throws IOException {
        try (var text = PackedText.open(file, format, limits).text()) {
            String start = new String(text.readNBytes(PREFIX_BYTES), StandardCharsets.UTF_8)
                    .replace("\uFEFF", "")
                    .replaceAll("\\s", "");
            return start.startsWith("{\"") || start.startsWith("{}") || start.startsWith("[{");
        } catch (IOException e) {
            throw PackedText.explained(e);
        }
    }

    /** @param forced an encoding that was asked for; null for none */
    JsonRows(Path file, FileFormat format, @Nullable Charset forced, SourceLimits limits) throws IOException {
        if (forced != null && !forced.equals(StandardCharsets.UTF_8)) {
            throw new BadFileException(
                    Problem.WRONG_ENCODING, "JSON is UTF-8, not " + forced.name() + "; name that encoding, or none");
        }
        this.traits = new SourceTraits(format.label().replace("csv", "ndjson"), "UTF-8", null, null);
        Set<String> paths = paths(file, format, limits);
        this.header = names(paths);
        this.columns = new HashMap<>();
        for (String path : paths) {
            columns.put(path, columns.size());
        }
        PackedText.Opened opened = PackedText.open(file, format, limits);
        this.counted = opened.file();
        this.objects = new JsonObjects(opened.text(), limits);
    }

    private static Set<String> paths(Path file, FileFormat format, SourceLimits limits) throws IOException {
        Set<String> paths = new LinkedHashSet<>();
        try (JsonObjects objects =
                new JsonObjects(PackedText.open(file, format, limits).text(), limits)) {
            List<Map<String, String>> next = objects.next();
            for (int i = 0; next != null && i < LOOKED_AT; i++) {
                next.forEach(row -> paths.addAll(row.keySet()));
                if (paths.size() > limits.columns()) {
                    throw new BadFileException(
                            Problem.WRONG_COLUMNS,
                            "up to line " + objects.line() + " there are more than " + limits.columns()
                                    + " different fields");
                }
                next = objects.next();
            }
        }
        if (paths.isEmpty()) {
            throw new BadFileException(Problem.EMPTY, "the file holds no object with a field");
        }
        return paths;
    }

    private static String[] names(Set<String> paths) {
        Map<String, Integer> uses = new LinkedHashMap<>();
        paths.forEach(path -> uses.merge(own(path), 1, Integer::sum));
        return paths.stream()
                .map(path -> uses.getOrDefault(own(path), 0) == 1 ? own(path) : path)
                .toArray(String[]::new);
    }

    private static String own(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    @Override
    public String[] header() {
        return header.clone();
    }

    @Override
    public String @Nullable [] next() throws IOException {
        if (rows.isEmpty()) {
            List<Map<String, String>> next = objects.next();
            if (next == null) {
                return null;
            }
            rows.addAll(next);
        }
        String[] row = new String[header.length];
        Arrays.fill(row, "");
        for (Map.Entry<String, String> cell : rows.removeFirst().entrySet()) {
            Integer column = columns.get(cell.getKey());
            if (column == null) {
                throw new BadFileException(
                        Problem.WRONG_COLUMNS,
                        "the object on line " + objects.line() + " has a field that none of the first " + LOOKED_AT
                                + " has; begin the file with an object that has all fields");
            }
            row[column] = cell.getValue();
        }
        return row;
    }

    @Override
    public long rowNumber() {
        return objects.line();
    }

    @Override
    public long bytesRead() {
        return counted.count();
    }

    @Override
    public SourceTraits traits() {
        return traits;
    }

    @Override
    public void close() throws IOException {
        objects.close();
    }
}
