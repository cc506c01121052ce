package io.tillstream.query.insights;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * A finding.
 *
 * @param kind peak_hour, weekday, month, abandoned_product, category_growth, segment_move, conversion_by_country or order_value_by_location
 * @param subject what it is about
 * @param sentence in plain words
 * @param advice what may be done
 * @param figures the numbers behind it by name
 * @param test name of the test
 * @param probability of a figure at least as extreme when there is nothing to be found (the p-value)
 * @param adjusted the same after Benjamini and Hochberg over all tests that were made
 */
public record Insight(
        String kind,
        String subject,
        String sentence,
        String advice,
        Map<String, Double> figures,
        String test,
        @JsonProperty("p_value") double probability,
        @JsonProperty("adjusted_p_value") double adjusted) {}
