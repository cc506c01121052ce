package io.tillstream.streams.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The rules that the R package arules finds in the Groceries baskets (Hahsler, Hornik, Reutterer 2006). */
class GroceriesTest {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    @Test
    void shouldFindTheReferenceRulesWithTheirFigures() throws IOException {
        List<int[]> baskets = new ArrayList<>();
        for (String line : lines("groceries/groceries.csv.gz")) {
            String[] items = line.split(",", -1);
            int[] basket = new int[items.length];
            for (int i = 0; i < items.length; i++) {
                basket[i] = numbers.computeIfAbsent(items[i].strip(), name -> {
                    names.add(name);
                    return names.size() - 1;
                });
            }
            baskets.add(basket);
        }
        assertThat(baskets).hasSize(9_835);
        assertThat(names).hasSize(169);

        List<AssociationRule> rules =
                AssociationRules.mine(baskets, names.size(), new AssociationRules.Thresholds(0.001, 0.8, 0, 10));

        assertThat(rules).hasSize(410);
        Map<String, AssociationRule> byName = new HashMap<>();
        rules.forEach(rule -> byName.put(name(rule), rule));
        List<String> reference = lines("groceries/groceries_rules_s0001_c08.csv.gz");
        for (String line : reference.subList(1, reference.size())) {
            String[] columns = line.split(",", -1);
            String key = new TreeSet<>(List.of(columns[0].split(" & ", -1))) + " > " + columns[1];
            AssociationRule rule = Objects.requireNonNull(byName.remove(key), key);
            assertThat(rule.count()).isEqualTo(Integer.parseInt(columns[2]));
            assertThat(rule.support()).isCloseTo(Double.parseDouble(columns[3]), within(1e-9));
            assertThat(rule.confidence()).isCloseTo(Double.parseDouble(columns[4]), within(1e-9));
            assertThat(rule.lift()).isCloseTo(Double.parseDouble(columns[5]), within(1e-8));
        }
        assertThat(byName).isEmpty();
    }

    private String name(AssociationRule rule) {
        TreeSet<String> left = new TreeSet<>();
        rule.antecedent().forEach(item -> left.add(names.get(item)));
        return left + " > " + names.get(rule.consequent());
    }

    private static List<String> lines(String file) throws IOException {
        String folder = System.getenv("TILLSTREAM_DATA");
        Path path = (folder == null ? Path.of("..", "..", "shared", "data") : Path.of(folder)).resolve(file);
        assumeTrue(Files.exists(path), "no " + file);
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
