package io.tillstream.ingest.imports.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a text of JSON, one after the other, whether they stand on lines or in an array. What is inside an object is told by its path, {@code customer.city}; texts in an array are
 * one text with commas. A field that holds an array of objects, such as the items of an order, gives a row for each of them.
 */
final class JsonObjects implements Closeable {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_ROWS = 10_000;

    private final JsonParser parser;
    private final SourceLimits limits;
    private final boolean array;
    private @Nullable JsonToken pending;
    private long line;

    JsonObjects(InputStream text, SourceLimits limits) throws IOException {
        this.limits = limits;
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(limits.cellChars())
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        this.parser = factory.createParser(text);
        JsonToken first;
        try {
            first = parser.nextToken();
        } catch (IOException e) {
            throw explained(e);
        }
        this.array = first == JsonToken.START_ARRAY;
        if (!array) {
            pending = first;
        }
    }

    /** The line on which the object began that was read last. */
    long line() {
        return line;
    }

    /**
     * The next object's rows, each a value for its path; null at the end.
     *
     * @throws BadFileException when it is no object, or more than one of its fields hold arrays of objects
     */
    @Nullable
    List<Map<String, String>> next() throws IOException {
        try {
            JsonToken token = pending == null ? parser.nextToken() : pending;
            pending = null;
            if (token == null && !array || array && token == JsonToken.END_ARRAY) {
                return null;
            }
            line = parser.currentTokenLocation().getLineNr();
            if (token != JsonToken.START_OBJECT) {
                throw damaged("is no object in braces", null);
            }
            Rows rows = new Rows();
            object("", rows.shared, rows);
            return rows.all();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /** The fields of one object, and of the array of objects in it, if it has one. */
    private static final class Rows {

        private final Map<String, String> shared = new LinkedHashMap<>();
        private final List<Map<String, String>> elements = new ArrayList<>();
        private @Nullable String elementsPath;

        List<Map<String, String>> all() {
            if (elements.isEmpty()) {
                return List.of(shared);
            }
            List<Map<String, String>> all = new ArrayList<>(elements.size());
            for (Map<String, String> element : elements) {
                Map<String, String> row = new LinkedHashMap<>(shared);
                row.putAll(element);
                all.add(row);
            }
            return all;
        }
    }

    private void object(String prefix, Map<String, String> into, @Nullable Rows rows) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                object(path + ".", into, rows);
            } else if (value == JsonToken.START_ARRAY) {
                array(path, into, rows);
            } else {
                put(path, text(value), into);
            }
        }
    }

    private void array(String path, Map<String, String> into, @Nullable Rows rows) throws IOException {
        StringBuilder texts = new StringBuilder();
        for (JsonToken value = parser.nextToken(); value != JsonToken.END_ARRAY; value = parser.nextToken()) {
            if (value == JsonToken.START_OBJECT) {
                if (rows == null || rows.elementsPath != null && !rows.elementsPath.equals(path)) {
                    throw damaged(
                            "holds objects in more than one array, " + path + " and another; one of them can be rows",
                            null);
                }
                rows.elementsPath = path;
                if (rows.elements.size() == MAX_ROWS) {
                    throw damaged("holds more than " + MAX_ROWS + " objects in " + path, null);
                }
                Map<String, String> element = new LinkedHashMap<>();
                object(path + ".", element, null);
                rows.elements.add(element);
            } else if (value == JsonToken.START_ARRAY) {
                throw damaged("holds arrays within the array " + path, null);
            } else {
                texts.append(texts.isEmpty() ? "" : ", ").append(text(value));
                if (texts.length() > limits.cellChars()) {
                    throw damaged("holds more than " + limits.cellChars() + " characters in " + path, null);
                }
            }
        }
        if (!texts.isEmpty()) {
            put(path, texts.toString(), into);
        }
    }

    private void put(String path, String text, Map<String, String> into) throws BadFileException {
        into.put(path, text);
        if (into.size() > limits.columns()) {
            throw damaged("has more than " + limits.columns() + " fields", null);
        }
    }

    /** A number as it stands in the file; nothing for null. */
    private String text(JsonToken value) throws IOException {
        return value == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    private BadFileException damaged(String what, @Nullable Throwable cause) {
        String message = "the object on line " + line + " " + what;
        return cause == null
                ? new BadFileException(Problem.DAMAGED, message)
                : new BadFileException(Problem.DAMAGED, message, cause);
    }

    /** The parser's words may hold what stands in the file, so they are not passed on. */
    private IOException explained(IOException failure) {
        if (failure instanceof StreamConstraintsException) {
            return new BadFileException(
                    Problem.CELL_TOO_LARGE,
                    "near line " + parser.currentLocation().getLineNr() + " a text has more than " + limits.cellChars()
                            + " characters, or objects lie more than " + MAX_DEPTH + " deep",
                    failure);
        }
        if (failure instanceof JsonProcessingException) {
            return new BadFileException(
                    Problem.DAMAGED,
                    "near line " + parser.currentLocation().getLineNr() + ", column "
                            + parser.currentLocation().getColumnNr()
                            + " the text is no JSON in UTF-8, or a field stands twice; each line is one object: {\"order_id\":\"1\",…}",
                    failure);
        }
        return PackedText.explained(failure);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
