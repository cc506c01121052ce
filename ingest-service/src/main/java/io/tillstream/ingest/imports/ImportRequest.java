package io.tillstream.ingest.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.ingest.imports.job.ImportOptions;
import io.tillstream.ingest.imports.job.ImportOptions.InvalidOptionException;
import io.tillstream.ingest.imports.mapping.SavedMapping;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, from a form or from JSON.
 *
 * @param path file of this machine; null when the file came with the request
 * @param options as given
 * @param values the same by name
 * @param mapping column names and the fields that they hold, as given
 * @param mappingName the saved mapping that stands in for what is not given; null for none
 */
record ImportRequest(
        @Nullable String path,
        ImportOptions options,
        Map<String, String> values,
        Map<String, String> mapping,
        @Nullable String mappingName) {

    private static final String PATH = "path";
    private static final String MAPPING = "mapping";
    private static final String MAPPING_NAME = "mapping_name";
    private static final Set<String> OPTIONS =
            Set.of("action", "date_format", "encoding", "sheet", "outliers", "cancellations", "dry_run");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads the text parts of a form. */
    static ImportRequest ofForm(Map<String, String> attributes) throws ImportProblem {
        Map<String, String> values = new HashMap<>(attributes);
        String mapping = values.remove(MAPPING);
        try {
            return of(null, values, mapping == null || mapping.isBlank() ? Map.of() : mapping(JSON.readTree(mapping)));
        } catch (JsonProcessingException e) {
            throw wrong(MAPPING, "is not JSON, for example {\"Kunde\":\"customer_id\"}");
        }
    }

    /** Reads a JSON object that names a file of this machine. */
    static ImportRequest ofJson(byte[] body) throws ImportProblem {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (IOException e) {
            throw new ImportProblem(ImportProblem.Kind.UNREADABLE_BODY, "The body is not JSON");
        }
        if (!json.isObject()) {
            throw new ImportProblem(ImportProblem.Kind.UNREADABLE_BODY, "The body must be a JSON object with a path");
        }
        Map<String, String> values = new HashMap<>();
        Map<String, String> mapping = Map.of();
        String path = null;
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            switch (field.getKey()) {
                case PATH -> path = text(PATH, field.getValue());
                case MAPPING -> mapping = mapping(field.getValue());
                default -> {
                    if (!field.getValue().isNull()) {
                        values.put(field.getKey(), text(field.getKey(), field.getValue()));
                    }
                }
            }
        }
        if (path == null || path.isBlank()) {
            throw wrong(PATH, "is missing; name a file of this machine, or send one as multipart/form-data");
        }
        return of(path, values, mapping);
    }

    private static ImportRequest of(@Nullable String path, Map<String, String> values, Map<String, String> mapping)
            throws ImportProblem {
        String name = values.remove(MAPPING_NAME);
        return new ImportRequest(
                path, options(values, mapping), values, mapping, name == null || name.isBlank() ? null : name.strip());
    }

    /** The options, with those of a saved mapping where none are given. */
    ImportOptions with(SavedMapping saved) throws ImportProblem {
        Map<String, String> allValues = new HashMap<>(saved.options());
        allValues.putAll(values);
        Map<String, String> allColumns = new HashMap<>(saved.mapping());
        allColumns.putAll(mapping);
        return options(allValues, allColumns);
    }

    /** Reads a JSON object. */
    static JsonNode object(byte[] body) throws ImportProblem {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // told below
        }
        throw new ImportProblem(ImportProblem.Kind.UNREADABLE_BODY, "The body must be a JSON object");
    }

    /** Refuses names that are no options. */
    static void checkNames(Map<String, String> values) throws ImportProblem {
        Set<String> unknown = new HashSet<>(values.keySet());
        unknown.removeAll(OPTIONS);
        if (!unknown.isEmpty()) {
            throw wrong(
                    FormUpload.plainName(unknown.iterator().next()),
                    "is no option; known are mapping, mapping_name, "
                            + String.join(", ", OPTIONS.stream().sorted().toList()));
        }
    }

    private static ImportOptions options(Map<String, String> values, Map<String, String> mapping) throws ImportProblem {
        checkNames(values);
        try {
            return ImportOptions.of(values, mapping);
        } catch (InvalidOptionException e) {
            throw new ImportProblem(ImportProblem.Kind.INVALID_OPTION, String.valueOf(e.getMessage()), e.option());
        }
    }

    static Map<String, String> mapping(JsonNode json) throws ImportProblem {
        if (!json.isObject()) {
            throw wrong(MAPPING, "must be a JSON object of column names and field names");
        }
        Map<String, String> mapping = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            mapping.put(entry.getKey(), text(MAPPING, entry.getValue()));
        }
        return mapping;
    }

    private static String text(String option, JsonNode value) throws ImportProblem {
        if (!value.isTextual() && !value.isBoolean()) {
            throw wrong(FormUpload.plainName(option), "must be a text");
        }
        return value.asText();
    }

    private static ImportProblem wrong(String option, String reason) {
        return new ImportProblem(ImportProblem.Kind.INVALID_OPTION, option + ": " + reason, option);
    }
}
