package io.tillstream.query.insights;

import java.util.Map;

/**
 * What one test looked at, significant or not.
 *
 * @param kind stable name of the kind of finding
 * @param subject what it is about
 * @param sentence the finding in plain words, should it be significant
 * @param advice what may be done
 * @param figures the numbers behind it by name
 * @param test name of the test
 * @param p probability of a figure at least as extreme when there is nothing to be found
 * @param shown whether it is worth telling at all; those that are not are tests all the same
 */
record Candidate(
        String kind,
        String subject,
        String sentence,
        String advice,
        Map<String, Double> figures,
        String test,
        double p,
        boolean shown) {}
