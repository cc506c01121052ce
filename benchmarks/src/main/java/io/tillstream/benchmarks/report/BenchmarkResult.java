package io.tillstream.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures of one run of a benchmark, for programs to read.
 *
 * @param name the benchmark's, as in {@code tillstream bench NAME}
 * @param figures by name; the name ends in the unit. In the order in which they are written.
 * @param machine what it ran on
 * @param commit what was measured; {@code unknown} outside of a checkout
 */
public record BenchmarkResult(String name, Map<String, Double> figures, String machine, String commit) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Keeps the order of the figures. */
    public BenchmarkResult {
        figures = new LinkedHashMap<>(figures);
        figures.forEach((figure, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(figure + " is no number: " + value);
            }
        });
    }

    /** A result of this machine and this checkout. */
    public static BenchmarkResult here(String name, Map<String, Double> figures) {
        return new BenchmarkResult(name, figures, Machine.description(), Machine.commit());
    }

    /** One JSON object on one line. */
    public String json() {
        ObjectNode whole = JSON.createObjectNode().put("name", name);
        ObjectNode numbers = whole.putObject("figures");
        figures.forEach((figure, value) -> {
            if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                numbers.put(figure, value.longValue());
            } else {
                numbers.put(figure, value);
            }
        });
        whole.put("machine", machine).put("commit", commit);
        try {
            return JSON.writeValueAsString(whole);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
